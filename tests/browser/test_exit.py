"""Leaving: at once, without a trace on the page, and nothing to come back to."""

import contextlib
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route

from tests.browser.conftest import AWAY, BEFORE, Visit, context_of, visit_in

SECRET = "Fagersta"


def leave_by_button(page: Page) -> None:
    page.locator(".exit").click(no_wait_after=True)


def leave_by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = [leave_by_button, leave_by_shift]


def tell_a_lot(visit: Visit) -> None:
    visit.start()
    visit.answer_all()
    assert SECRET in visit.page.content()


@pytest.mark.parametrize("leave", WAYS, ids=lambda way: way.__name__)
def test_leaving_goes_to_a_dull_site_and_back_shows_nothing_of_ours(visit: Visit, leave: Any) -> None:
    visit.page.goto(BEFORE)
    tell_a_lot(visit)
    leave(visit.page)
    visit.page.wait_for_url(AWAY)
    visit.page.go_back()
    assert visit.page.url == BEFORE


def test_leaving_works_without_javascript_and_back_shows_no_answer(chromium: Browser, address: str) -> None:
    context = context_of(chromium, script=False)
    visit = visit_in(context, address, script=False)
    tell_a_lot(visit)
    leave_by_button(visit.page)
    visit.page.wait_for_url(AWAY)
    with contextlib.suppress(Error):  # the browser asks whether to send the form again, and shows nothing
        visit.page.go_back(timeout=3000)
    assert SECRET not in visit.page.content()
    context.close()


def test_the_other_site_is_not_told_where_one_comes_from(either: Visit) -> None:
    seen: list[dict[str, str]] = []

    def note(route: Route) -> None:
        seen.append(route.request.all_headers())
        route.fulfill(status=200, content_type="text/html", body="<h1>Väder</h1>")

    either.page.route(AWAY, note)
    either.start()
    leave_by_button(either.page)
    either.page.wait_for_url(AWAY)
    assert seen
    assert all("referer" not in headers for headers in seen)


@pytest.mark.parametrize("leave", WAYS, ids=lambda way: way.__name__)
def test_the_page_is_empty_at_once_even_when_the_other_site_never_answers(visit: Visit, leave: Any) -> None:
    visit.page.route(AWAY, lambda route: None)
    tell_a_lot(visit)
    visit.page.evaluate(
        """() => { window.emptied = null; const from = performance.now();
        new MutationObserver(() => { if (!document.body.innerText.trim()) window.emptied ??= performance.now(); })
            .observe(document.body, {childList: true});
        addEventListener('keyup', () => { window.pressed = performance.now(); }, true);
        addEventListener('pointerdown', () => { window.pressed = performance.now(); }, true); }"""
    )
    leave(visit.page)
    text, spent = visit.page.evaluate("[document.body.innerText.trim(), window.emptied - window.pressed]")
    assert text == ""
    assert spent < 100


def test_leaving_asks_nothing_of_our_own_server(visit: Visit) -> None:
    tell_a_lot(visit)
    asked = len(visit.requests)
    leave_by_button(visit.page)
    visit.page.wait_for_url(AWAY)
    assert [request.url for request in visit.requests[asked:] if request.url.startswith(visit.home)] == []


@pytest.mark.parametrize(("width", "height", "zoom"), [(360, 740, 1), (320, 568, 1), (640, 1136, 2)])
def test_the_way_out_is_always_in_view_large_and_uncovered(
    chromium: Browser, address: str, width: int, height: int, zoom: int
) -> None:
    context = chromium.new_context(
        viewport={"width": width // zoom, "height": height // zoom}, device_scale_factor=zoom
    )
    visit = visit_in(context, address, script=True)
    visit.start()
    visit.answer_one()
    page = visit.page
    for _ in range(12):
        box = page.locator(".exit").bounding_box()
        assert box
        assert box["width"] >= 44
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width // zoom
        assert box["y"] >= 0
        centre = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.exit') !== null", centre)
        at_the_end = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(30)
        if at_the_end:
            break
    context.close()


def test_three_shifts_leave_from_inside_the_text_field(visit: Visit) -> None:
    visit.start()
    visit.page.locator("#t").focus()
    leave_by_shift(visit.page)
    visit.page.wait_for_url(AWAY)


def test_capitals_do_not_leave(visit: Visit) -> None:
    visit.start()
    visit.page.locator("#t").focus()
    for letter in ("A", "B", "C", "D", "E", "F"):
        visit.page.keyboard.down("Shift")
        visit.page.keyboard.press(letter)
        visit.page.keyboard.up("Shift")
    visit.page.keyboard.type("ÅÄÖ Hej Du")
    assert visit.page.url == visit.home
    assert visit.page.locator("#t").input_value() == "ABCDEFÅÄÖ Hej Du"


def test_slow_shifts_do_not_leave(visit: Visit) -> None:
    visit.page.clock.install()
    visit.start()
    for _ in range(4):
        visit.page.keyboard.press("Shift")
        visit.page.clock.fast_forward(3000)
    assert visit.page.url == visit.home
    assert visit.page.locator("h1").is_visible()


def test_escape_does_nothing(visit: Visit) -> None:
    visit.start()
    for _ in range(4):
        visit.page.keyboard.press("Escape")
    assert visit.page.url == visit.home


def test_a_page_that_comes_back_from_the_browsers_memory_is_an_empty_start(visit: Visit) -> None:
    tell_a_lot(visit)
    visit.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert SECRET not in visit.page.content()
    with visit.page.expect_navigation(url=visit.home):
        visit.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert "Berätta med egna ord" in visit.page.content()
    assert SECRET not in visit.page.content()


def test_back_after_another_link_shows_no_answer(visit: Visit) -> None:
    tell_a_lot(visit)
    visit.page.goto(AWAY)
    visit.page.go_back()
    visit.page.wait_for_load_state()
    assert SECRET not in visit.page.content()
