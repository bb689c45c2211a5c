"""EXIT-1 … EXIT-10: leaving at once, in a real browser, and nothing of the conversation behind."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from finder.web.config import Config
from tests.safety.browse import EXIT, Elsewhere, converse, go_back, tell, told_by, traces
from tests.safety.served import Served

ROUTES = ("/", "/akut", "/om", "/integritet", "/stod/mind-sjalvmordslinjen", "/finns-inte")
STOPS = re.compile(r"<(?:a|button|input|textarea|select)\b[^>]*>")


def press_link(page: Page) -> None:
    page.locator("[data-exit]").click()


def press_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = (press_link, press_shift)


def left(page: Page) -> None:
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("route", ROUTES)
def test_exit_1_the_way_out_is_the_first_or_second_stop_and_needs_no_script(client: FlaskClient, route: str) -> None:
    stops = STOPS.findall(client.get(route).text)
    place = next(number for number, stop in enumerate(stops) if "data-exit" in stop)
    address = re.search(r'href="([^"]+)"', stops[place])
    assert place < 2
    assert address is not None
    assert address[1] in Config().exits
    assert urlsplit(address[1]).scheme == "https"


def test_exit_1_only_https_addresses_can_be_chosen() -> None:
    with pytest.raises(ValueError, match="https"):
        Config(exits=("http://example.org/",))


@pytest.mark.parametrize("way", WAYS)
def test_exit_2_and_3_back_never_shows_the_conversation(page: Page, home: str, way: Callable[[Page], None]) -> None:
    page.goto("https://neutral.example/")
    before = page.evaluate("history.length")
    seen = converse(page, home)
    assert page.evaluate("history.length") == before + 1
    way(page)
    left(page)
    go_back(page)
    assert page.url == "https://neutral.example/"
    page.go_forward(wait_until="commit")
    assert not [line for line in traces(seen) if line in told_by(page)]


def test_exit_2_without_script_back_shows_at_most_the_question_to_send_again(browser: Browser, home: str) -> None:
    """No other site is stood in for here: that would make the browser send the form again by itself."""
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    page = context.new_page()
    seen = converse(page, home, script=False)
    page.locator("[data-exit]").click(no_wait_after=True)
    page.wait_for_timeout(500)
    word = go_back(page)
    shown = told_by(page)
    context.close()
    assert "ERR_CACHE_MISS" in word
    assert not [line for line in traces(seen) if line in shown]


def test_exit_4_a_site_that_does_not_take_care_is_told(page: Page, elsewhere: Elsewhere) -> None:
    """The measure itself: without our headers the next site is told."""
    page.goto("https://careless.example/")
    page.evaluate("location.href = 'https://next.example/'")
    page.wait_for_url("https://next.example/")
    assert elsewhere.asked[-1] == ("https://next.example/", "https://careless.example/")


@pytest.mark.parametrize("script", [True, False])
def test_exit_4_no_site_learns_where_the_visitor_came_from(browser: Browser, home: str, script: bool) -> None:
    context = browser.new_context(locale="sv-SE", java_script_enabled=script)
    elsewhere = Elsewhere(context, home)
    page = context.new_page()
    page.goto(home + "/akut")
    press_link(page)
    left(page)
    if script:
        page.goto(home + "/")
        press_shift(page)
        left(page)
    context.close()
    assert [referer for address, referer in elsewhere.asked if address == EXIT] == [None] * (1 + script)


def test_exit_5_hidden_within_100_ms_even_when_the_target_never_answers(context: BrowserContext, home: str) -> None:
    Elsewhere(context, home, answers=False)
    page = context.new_page()
    seen = converse(page, home, steps=2)
    found = page.evaluate(
        """async () => {
            const start = performance.now();
            document.querySelector('[data-exit]').click();
            const left = document.body.children.length;
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return {spent: performance.now() - start, left, then: document.body.outerHTML, title: document.title};
        }"""
    )
    assert found["spent"] < 100
    assert found["left"] == 0, "nothing is left to be seen or read aloud"
    assert not [line for line in traces(seen) if line in found["then"] + found["title"]]


def test_exit_6_leaving_asks_nothing_of_our_server(page: Page, home: str, elsewhere: Elsewhere) -> None:
    converse(page, home, steps=1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press_link(page)
    left(page)
    assert [address for address in asked if address.startswith(home)] == []


def test_exit_6_leaving_works_when_our_server_is_down(context: BrowserContext) -> None:
    server = Served()
    Elsewhere(context, server.url)
    page = context.new_page()
    page.goto(server.url + "/")
    server.stop()
    press_link(page)
    left(page)


@pytest.mark.parametrize(("width", "height", "zoom"), [(320, 568, 1), (1280, 800, 1), (640, 800, 2), (320, 280, 1)])
@pytest.mark.parametrize("route", ["/", "/akut", "/integritet"])
def test_exit_7_always_in_view_large_enough_and_never_covered(
    browser: Browser, home: str, route: str, width: int, height: int, zoom: int
) -> None:
    """200 % zoom is half as many pixels for the page, each drawn twice as large. The low one has a keyboard open."""
    context = browser.new_context(
        locale="sv-SE", viewport={"width": width // zoom, "height": height // zoom}, device_scale_factor=zoom
    )
    page = context.new_page()
    page.goto(home + route)
    bottom = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, bottom, max(200, height // 2)):
        found = page.evaluate(
            """(top) => {
                scrollTo(0, top);
                const box = document.querySelector('[data-exit]').getBoundingClientRect();
                const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return {inside: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
                        large: box.width >= 44 && box.height >= 44, free: !!there && !!there.closest('[data-exit]')};
            }""",
            top,
        )
        assert found == {"inside": True, "large": True, "free": True}, top
    context.close()


def test_exit_8_shift_three_times_works_while_writing(page: Page, home: str) -> None:
    page.goto(home + "/")
    page.locator("textarea").focus()
    press_shift(page)
    left(page)


def test_exit_8_capitals_and_slow_presses_do_not_leave(page: Page, home: str) -> None:
    page.goto(home + "/")
    page.locator("textarea").focus()
    for key in "HEJDU":
        page.keyboard.down("Shift")
        page.keyboard.press(key)
        page.keyboard.up("Shift")
    page.evaluate("{ const real = Date.now; let at = real(); window.skip = (ms) => at += ms; Date.now = () => at; }")
    for _ in range(6):
        page.keyboard.press("Shift")
        page.evaluate("skip(2600)")
    assert page.url == home + "/"
    assert page.locator("textarea").input_value() == "HEJDU"


def test_exit_9_escape_does_nothing(page: Page, home: str) -> None:
    page.goto(home + "/")
    for _ in range(4):
        page.keyboard.press("Escape")
    assert page.url == home + "/"
    assert page.locator("textarea").is_visible()


def test_exit_10_a_page_that_is_brought_back_is_the_empty_start(page: Page, home: str) -> None:
    page.goto(home + "/")
    tell(page)
    seen = page.locator("main").inner_text()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.wait_for_selector("textarea")
    assert not page.locator(".said").count()
    assert page.locator("main").inner_text() != seen


def test_exit_10_a_real_return_shows_the_empty_start(page: Page, home: str) -> None:
    seen = converse(page, home, steps=2)
    page.goto("https://neutral.example/")
    go_back(page)
    page.wait_for_selector("textarea")
    left_over = traces(seen) - traces(_first_screen(page, home))
    assert not [line for line in left_over if line in told_by(page)]
    assert page.locator("textarea").input_value() == ""


def _first_screen(page: Page, home: str) -> str:
    other = page.context.new_page()
    other.goto(home + "/")
    text = other.locator("main").inner_text()
    other.close()
    return text
