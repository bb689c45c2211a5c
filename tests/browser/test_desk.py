"""The front desk by keyboard alone in a real Chromium; and a shared screen that empties itself (SAFE-2)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Visit, visit_in

WIDE = {"width": 1280, "height": 800}
PRINTS = "() => { window.prints = 0; window.print = () => { window.prints += 1; }; }"


@pytest.fixture
def wide(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=WIDE, locale="sv-SE")  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def desk(wide: BrowserContext, address: str) -> Visit:
    """Someone at the desk of a library."""
    visit = visit_in(wide, address, script=True)
    visit.page.goto(f"{address}disk")
    return visit


class Keyboard:
    """Counts every key that is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)


def suggestions(page: Page) -> None:
    page.wait_for_selector("#found li.pick")


def emptied(page: Page) -> None:
    page.wait_for_selector("#found >> text=Fyll i något")
    assert page.input_value("#t") == ""


def answers_in(page: Page) -> str:
    """Everything that stands in the page, what is typed and ticked included."""
    found: str = page.evaluate(
        "document.documentElement.outerHTML + [...document.querySelectorAll('input')].map("
        "(i) => (i.type === 'text' || i.checked) ? i.name + '=' + i.value : '').join(' ')"
    )
    return found


def idle(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


# ---------------------------------------------------------------- by keyboard alone


def test_found_ticked_and_printed_in_under_thirty_keys(desk: Visit) -> None:
    page, keys = desk.page, Keyboard(desk.page)
    page.evaluate(PRINTS)
    keys.type("dricker")
    keys.press("Alt+k")
    keys.type("köp")
    page.wait_for_selector("#places li")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_selector("#found li.pick >> text=Köping")
    keys.press("Alt+r")
    page.wait_for_selector("#found input[name=id]:focus")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Space")
    keys.press("Alt+l")
    page.wait_for_selector("text=Ring tillsammans")
    keys.press("Alt+p")
    assert page.evaluate("window.prints") == 1
    assert page.locator(".paper > li").count() == 2
    assert keys.pressed < 30
    assert desk.complaints == []


def test_every_key_that_is_shown_does_something(desk: Visit) -> None:
    page = desk.page
    page.evaluate(PRINTS)
    keys = {element.get_attribute("data-key") for element in page.locator("main [data-key]").all()}
    assert keys == {"s", "k", "r", "e", "l", "v", "n"}
    shown = page.locator("main").inner_text()
    assert all(f"Alt+{key.upper()}" in shown for key in keys if key)
    page.keyboard.press("Alt+k")
    assert page.evaluate("document.activeElement.id") == "place"
    page.keyboard.press("Alt+s")
    assert page.evaluate("document.activeElement.id") == "t"
    page.keyboard.press("Alt+v")
    assert page.locator("[data-turn]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Alt+e")
    page.wait_for_selector("h1:has-text('Efter behandling')")
    page.keyboard.press("Alt+t")
    page.wait_for_selector("#desk")


def test_no_key_works_without_a_modifier(desk: Visit) -> None:
    page = desk.page
    page.locator("h1").focus()
    before = page.locator("main").inner_html()
    for key in "skrelvnptSKRELVNPT":
        page.keyboard.press(key)
    page.wait_for_timeout(400)
    assert page.locator("main").inner_html() == before


def test_suggestions_come_while_typing_and_the_field_is_left_alone(desk: Visit) -> None:
    page = desk.page
    page.keyboard.type("jag spelar bort pengar")
    suggestions(page)
    assert page.evaluate("document.activeElement.id") == "t"
    assert page.input_value("#t") == "jag spelar bort pengar"
    ids = "[...document.querySelectorAll('#found input[name=id]')].map((box) => box.value).join()"
    before = page.evaluate(ids)
    page.get_by_label("Någonstans att bo").check()
    page.wait_for_function(f"(before) => {ids} !== before", arg=before)


def test_what_is_ticked_stays_when_the_suggestions_change(desk: Visit) -> None:
    page = desk.page
    page.keyboard.type("Al-Anon")
    suggestions(page)
    page.locator("#found input[value=alanon]").check()
    page.fill("#t", "jag behöver någonstans att bo")
    page.wait_for_selector("text=Valda tidigare")
    assert page.locator("#found input[value=alanon]").is_checked()
    page.keyboard.press("Alt+l")
    page.wait_for_selector(".paper >> text=Al-Anon")
    page.keyboard.press("Alt+t")
    page.wait_for_selector("#desk")
    assert page.locator("#found input[value=alanon]").is_checked()
    assert page.input_value("#t") == "jag behöver någonstans att bo"


def test_turned_towards_the_visitor_only_what_is_found_is_left_and_large(desk: Visit) -> None:
    page = desk.page
    page.keyboard.type("min man dricker")
    suggestions(page)
    size = "parseFloat(getComputedStyle(document.querySelector('.way .door')).fontSize)"
    before = page.evaluate(size)
    page.keyboard.press("Alt+v")
    assert not page.locator("#t").is_visible()
    assert page.evaluate(size) > 1.8 * before
    page.keyboard.press("Alt+v")
    assert page.locator("#t").is_visible()


# ---------------------------------------------------------------- no answer is kept


def test_one_address_and_one_history_entry_through_it_all(desk: Visit) -> None:
    page = desk.page
    length = page.evaluate("history.length")
    page.keyboard.type("min man dricker")
    suggestions(page)
    page.keyboard.press("Alt+r")
    page.keyboard.press("Space")
    page.keyboard.press("Alt+l")
    page.wait_for_selector("text=Ring tillsammans")
    assert page.url == f"{desk.home}disk"
    assert page.title() == "Hitta stöd"
    assert page.evaluate("history.length") == length
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    assert all("dricker" not in request.url for request in desk.requests)
    assert {request.url.removeprefix(desk.home).split("/")[0] for request in desk.requests} <= {"disk", "static"}


def test_a_new_person_meets_an_empty_desk_at_once(desk: Visit) -> None:
    page = desk.page
    page.keyboard.type("min man dricker")
    suggestions(page)
    page.locator("#found input[name=id]").first.check()
    page.keyboard.press("Alt+n")
    emptied(page)
    assert page.locator("#found li.pick").count() == 0
    assert "dricker" not in answers_in(page)
    assert page.url == f"{desk.home}disk"


@pytest.mark.parametrize("screen", ["suggestions", "hand-over"])
def test_safe_2_two_idle_minutes_empty_the_screen(wide: BrowserContext, address: str, screen: str) -> None:
    page = visit_in(wide, address, script=True).page
    page.clock.install()
    page.goto(f"{address}disk")
    page.keyboard.type("min man dricker")
    idle(page, 1)
    suggestions(page)
    if screen == "hand-over":
        page.locator("#found input[name=id]").first.check()
        page.keyboard.press("Alt+l")
        page.wait_for_selector("text=Ring tillsammans")
    idle(page, 97)
    assert not page.locator("dialog").is_visible()
    idle(page, 5)
    assert page.get_by_role("alertdialog").is_visible()
    left = int(page.locator("[data-left]").inner_text())
    assert 15 <= left <= 20
    idle(page, 25)
    emptied(page)
    assert "dricker" not in answers_in(page)
    assert page.locator(".paper, #found li.pick").count() == 0
    assert page.url == f"{address}disk"


def test_safe_2_the_warning_can_be_prolonged_again_and_again(wide: BrowserContext, address: str) -> None:
    page = visit_in(wide, address, script=True).page
    page.clock.install()
    page.goto(f"{address}disk")
    page.keyboard.type("min man dricker")
    idle(page, 1)
    suggestions(page)
    for _ in range(10):
        idle(page, 110)
        page.get_by_role("button", name="Ja, jag är kvar").click()
        assert not page.locator("dialog").is_visible()
    assert page.input_value("#t") == "min man dricker"


def test_an_empty_desk_is_left_in_peace(wide: BrowserContext, address: str) -> None:
    page = visit_in(wide, address, script=True).page
    page.clock.install()
    page.goto(f"{address}disk")
    idle(page, 300)
    assert not page.locator("dialog").is_visible()


# ---------------------------------------------------------------- paper, phone, and when things fail


@pytest.mark.parametrize(("paper", "size"), [("a4", "Stort, A4"), ("a5", "Litet, A5")])
def test_the_printed_page_holds_the_paper_and_nothing_of_the_desk(desk: Visit, paper: str, size: str) -> None:
    page = desk.page
    page.keyboard.type("min man dricker")
    suggestions(page)
    page.keyboard.press("Alt+r")
    page.keyboard.press("Space")
    page.keyboard.press("Alt+l")
    page.wait_for_selector("text=Ring tillsammans")
    page.get_by_label(size).check()
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert "Vem jag talade med" in text
    assert "90101" in text
    for hidden in ("Ring tillsammans", "Skriv ut", "Ny person", "orolig för någon som dricker", "Kopiera"):
        assert hidden not in text
    assert page.locator("svg.qr").is_visible()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+)", page.pdf(prefer_css_page_size=True, format="A4"))
    assert {round(float(width)) for width in boxes} <= ({595, 596} if paper == "a4" else {419, 420})


@pytest.mark.parametrize("path", ["disk", "plan", "lista/alkoholhjalpen,koping-socialtjanst?d=2024-01-01"])
def test_nothing_sticks_out_on_a_phone(visit: Visit, path: str) -> None:
    page = visit.page
    page.goto(f"{visit.home}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        "[...document.querySelectorAll('main a, main button, main label, main summary')].filter((e) => {"
        " const b = e.getBoundingClientRect(); return b.width > 1 && b.height > 0 && b.height < 43.5"
        " && !e.closest('p:not(.save)') && e.htmlFor === undefined; }).map((e) => e.outerHTML)"
    )
    assert small == []
    assert visit.complaints == []


def test_the_list_can_be_copied_without_leave(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.home}lista/alkoholhjalpen")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".copy summary").click()
    page.locator("[data-copy]").click()
    page.wait_for_selector("[data-copy]:has-text('Kopierat')")
    assert "020-84 44 48" in page.evaluate("getSelection().toString()")


def test_when_the_server_does_not_answer_nothing_is_lost(desk: Visit) -> None:
    page = desk.page
    page.route("**/disk", lambda route: route.abort())
    page.keyboard.type("min man dricker")
    page.wait_for_selector("#found .fault")
    assert page.input_value("#t") == "min man dricker"
    page.unroute("**/disk")
    page.keyboard.type(" varje dag")
    suggestions(page)
    assert page.locator("#found .fault").count() == 0


def test_the_plan_opens_inside_the_conversation(visit: Visit) -> None:
    visit.start()
    page = visit.page
    length = page.evaluate("history.length")
    with visit.next_screen():
        page.get_by_role("link", name="Efter behandling eller fängelse").click()
    page.fill("#place", "Göteborg")
    with visit.next_screen():
        page.get_by_role("button", name="Visa vad som finns där").click()
    assert page.locator(".steps section").count() == 4
    assert page.get_by_text("Socialtjänsten i Göteborg").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.picks')).display") == "grid", "its style is loaded"
    assert page.url == visit.home
    assert page.evaluate("history.length") == length
    assert visit.complaints == []
