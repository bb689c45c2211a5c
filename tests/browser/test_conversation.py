"""A whole conversation on a phone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BEFORE, Visit


def said(visit: Visit) -> list[str]:
    return visit.page.locator(".said button[name=y]").all_inner_texts()


def test_from_the_start_to_a_number_to_call(either: Visit) -> None:
    either.start()
    asked = either.answer_all()
    assert 1 <= asked <= 6
    first = either.page.locator(".result").first
    expect(first.locator("a[href^='tel:']").first).to_be_visible()
    expect(first.locator(".why li").first).to_be_visible()
    assert either.complaints == []


def test_the_whole_conversation_is_at_one_address(either: Visit) -> None:
    either.start()
    either.answer_all()
    either.press("Tillbaka")
    assert either.page.url == either.home
    assert either.page.title() == "Hitta stöd"
    assert {request.url.split("/static/")[0] for request in either.requests} == {
        either.home,
        either.home.rstrip("/"),
    }


def test_back_takes_away_one_answer_at_a_time(either: Visit) -> None:
    either.start()
    either.answer_one()
    first = either.heading()
    told = said(either)
    either.answer_one()
    either.press("Tillbaka")
    assert (either.heading(), said(either)) == (first, told)


def test_an_earlier_answer_is_changed_and_the_others_stay(either: Visit) -> None:
    either.start()
    either.answer_one()
    either.answer_one()
    first, second = said(either)[:2]
    with either.next_screen():
        either.page.get_by_role("button", name=f"Ändra: {second}").click()
    either.press("Vet inte")
    assert said(either)[0] == first
    assert second not in said(either)


def test_a_chip_is_taken_away(either: Visit) -> None:
    either.start()
    either.answer_one()
    either.answer_one()
    first = said(either)[0]
    with either.next_screen():
        either.page.get_by_role("button", name=f"Ta bort: {first}").click()
    assert first not in said(either)


def test_a_service_is_read_without_leaving_the_conversation(either: Visit) -> None:
    either.start()
    either.answer_one()
    with either.next_screen():
        either.page.get_by_role("button", name=re.compile("Visa vad som passar nu")).click()
    name = either.page.locator(".result h2").first.inner_text()
    with either.next_screen():
        either.page.locator(".more").first.click()
    assert either.heading() == name
    assert either.page.url == either.home
    with either.next_screen():
        either.page.get_by_role("button", name="Tillbaka till förslagen").first.click()
    assert either.page.locator(".result h2").first.inner_text() == name


def test_a_misspelt_kommun_is_chosen_with_one_tap(either: Visit) -> None:
    either.start()
    ask_for_place(either)
    either.page.locator("#place").fill("Fagershta")
    either.press("Gå vidare")
    either.press("Fagersta")
    assert "Fagersta" in said(either)


def ask_for_place(visit: Visit) -> None:
    """Pass over questions until the one about the kommun."""
    for _ in range(7):
        if visit.page.locator("#place").count():
            return
        visit.press("Vet inte")
    raise AssertionError("the kommun was never asked about")


# ---------------------------------------------------------------- with JavaScript


def test_there_is_one_history_entry_and_nothing_is_stored(visit: Visit) -> None:
    visit.page.goto(BEFORE)
    visit.start()
    before = visit.page.evaluate("history.length")
    visit.answer_all()
    for link in ("Så skyddar du dig", "Akut hjälp"):
        with visit.next_screen():
            visit.page.get_by_role("link", name=link, exact=True).click()
    assert visit.page.evaluate("history.length") == before
    assert visit.page.url == visit.home
    stored = """async () => [document.cookie, localStorage.length, sessionStorage.length, history.state,
        (await indexedDB.databases()).length, (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length]"""
    assert visit.page.evaluate(stored) == ["", 0, 0, None, 0, 0, 0]


def test_focus_follows_to_the_new_heading(visit: Visit) -> None:
    visit.start()
    for _ in range(3):
        if visit.page.locator(".results").count():
            break
        visit.answer_one()
        focused = visit.page.evaluate("document.activeElement.innerText")
        assert focused == visit.heading()
        box = visit.page.locator("h1").bounding_box()
        bar = visit.page.locator(".bar").bounding_box()
        assert box
        assert bar
        assert bar["y"] + bar["height"] <= box["y"] < 740


def test_each_step_is_announced_exactly_once(visit: Visit) -> None:
    visit.start()
    visit.page.evaluate(
        """() => { window.heard = []; const live = document.querySelector('#live');
        new MutationObserver(() => { if (live.textContent) heard.push(live.textContent); })
            .observe(live, {childList: true, characterData: true, subtree: true}); }"""
    )
    for step in range(1, 4):
        visit.answer_one()
        heard = visit.page.evaluate("heard")
        assert len(heard) == step
        assert re.fullmatch(r"\d+ ställen passar nu\.|Här är \d+ förslag\.", heard[-1])
        if visit.page.locator(".results").count():
            break
    assert visit.page.locator("main [role=status], main [aria-live], main [role=log]").count() == 0


def test_the_whole_flow_with_the_keyboard_alone(visit: Visit) -> None:
    visit.start()
    visit.answer_one()
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.matches('form.ask .answers *, #place')"):
            break
    with visit.next_screen():
        if visit.page.evaluate("document.activeElement.id") == "place":
            visit.page.keyboard.type("Fagersta")
        visit.page.keyboard.press("Enter")
    assert len(said(visit)) == 2


def test_the_kommun_field_completes_without_asking_the_net(visit: Visit) -> None:
    visit.start()
    with visit.page.expect_response(lambda response: "/static/orter" in response.url):
        ask_for_place(visit)
    asked = len(visit.requests)
    field = visit.page.get_by_role("combobox")
    field.press_sequentially("kop", delay=20)
    options = visit.page.get_by_role("option")
    expect(options.first).to_have_text("Köping")
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("Köping")
    expect(options).to_have_count(0)
    assert len(visit.requests) == asked
    with visit.next_screen():
        field.press("Enter")
    assert "Köping" in said(visit)


def test_pages_beside_the_conversation_lead_back_to_where_one_was(visit: Visit) -> None:
    visit.start()
    visit.answer_one()
    heading = visit.heading()
    with visit.next_screen():
        visit.page.get_by_role("link", name="Akut hjälp", exact=True).click()
    assert visit.heading() == "Akut hjälp"
    with visit.next_screen():
        visit.page.get_by_role("link", name="Om Hitta stöd").click()
    visit.page.locator("[data-back]").click()
    assert visit.heading() == heading
    assert said(visit)


def test_a_failed_fetch_falls_back_to_the_form_and_loses_nothing(visit: Visit) -> None:
    visit.start()
    visit.answer_one()
    told = said(visit)
    failed: list[str] = []

    def once(route: object, request: object) -> None:
        if request.resource_type == "fetch" and not failed:  # type: ignore[attr-defined]
            failed.append("fetch")
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    visit.page.route(visit.home, once)
    visit.press("Vet inte")
    assert failed == ["fetch"]
    assert said(visit)[: len(told)] == told
    assert len(said(visit)) == len(told) + 1


def test_an_error_from_the_server_keeps_what_was_typed(visit: Visit) -> None:
    visit.start()
    visit.page.route(
        visit.home,
        lambda route: route.fulfill(status=503, content_type="text/html", body="<main><h1>Upptaget</h1></main>"),
    )
    visit.page.locator("#t").fill("jag vill prata")
    visit.page.get_by_role("button", name="Skicka").click()
    expect(visit.page.locator("main > .note")).to_contain_text("Upptaget")
    expect(visit.page.locator("#t")).to_have_value("jag vill prata")


@pytest.mark.parametrize("broken", ["**/*.js", "**/*.css"])
def test_without_the_script_or_the_style_it_still_works(visit: Visit, broken: str) -> None:
    visit.page.route(broken, lambda route: route.abort())
    visit.start()
    visit.answer_all()
    expect(visit.page.locator("a[href^='tel:']").first).to_be_visible()


def test_a_script_that_throws_at_once_leaves_the_forms_working(visit: Visit) -> None:
    visit.page.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript", body="throw 1"))
    visit.start()
    visit.answer_all()
    assert visit.page.locator(".results").count()
