"""REL-7: without script, with a script that breaks, without style, or with a request that fails, nothing is lost."""

import re

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Visit
from tests.conftest import ROOT

SCRIPT = re.compile(r"/static/sida\.[0-9a-f]+\.js")
STYLE = re.compile(r"/static/stil\.[0-9a-f]+\.css")
WORDS = "min man dricker för mycket i Köping"


def blocked(route: Route) -> None:
    route.abort()


def broken_at_once(route: Route) -> None:
    whole = (ROOT / "static" / "sida.js").read_text("utf-8")
    route.fulfill(content_type="text/javascript", body="throw new Error('line 1');\n" + whole)


@pytest.mark.parametrize("fault", [blocked, broken_at_once], ids=lambda fault: fault.__name__)
def test_the_forms_take_over_when_the_script_does_not_run(visit: Visit, fault: object) -> None:
    visit.page.route(SCRIPT, fault)  # type: ignore[arg-type]
    visit.start()
    visit.page.locator("textarea").fill(WORDS)
    with visit.page.expect_navigation():
        visit.page.locator("form.tell button").click()
    assert visit.page.get_by_text("Köping").count()
    visit.answer_all()
    assert visit.page.locator(".result a[href^='tel:']").count()


def test_a_request_that_fails_half_way_becomes_an_ordinary_form(visit: Visit) -> None:
    visit.start()
    visit.answer_one()
    told = visit.page.locator(".said button[name=y]").all_inner_texts()
    failed: list[str] = []

    def once(route: Route) -> None:
        if route.request.resource_type == "fetch" and not failed:
            failed.append(route.request.url)
            route.abort()
        else:
            route.fallback()

    visit.page.route(visit.home, once)
    with visit.page.expect_navigation():
        visit.page.locator("form.ask .skips button").first.click()
    assert failed
    assert visit.page.locator(".said button[name=y]").all_inner_texts()[: len(told)] == told
    visit.answer_all()


def test_typed_words_arrive_when_the_request_fails(visit: Visit) -> None:
    visit.start()
    visit.page.route(
        visit.home, lambda route: route.abort() if route.request.resource_type == "fetch" else route.fallback()
    )
    visit.page.locator("textarea").fill(WORDS)
    with visit.page.expect_navigation():
        visit.page.locator("form.tell button").click()
    assert "Köping" in visit.page.locator(".said").inner_text()


def test_typed_words_stay_in_the_field_when_the_server_has_a_fault(visit: Visit) -> None:
    visit.start()
    page = visit.page.request.get(visit.home + "finns-inte").text()
    visit.page.route(visit.home, lambda route: route.fulfill(status=500, content_type="text/html", body=page))
    visit.page.locator("textarea").fill(WORDS)
    visit.page.locator("form.tell button").click()
    visit.page.locator("main > .note").wait_for()
    assert visit.page.locator("textarea").input_value() == WORDS
    assert visit.page.evaluate("document.activeElement.matches('main > .note')")


def test_without_style_the_page_reads_in_order(visit: Visit) -> None:
    visit.page.route(STYLE, blocked)
    visit.start()
    order = visit.page.evaluate("document.body.innerText")
    parts = [
        "Lämna sidan",
        "Ring 112",
        "Akut hjälp",
        "Hej!",
        "fara nu?",
        "Skicka",
        "Eller svara",
        "Vet inte",
        "Är det bråttom?",
    ]
    places = [order.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    tops = "[...document.querySelectorAll('h1, h2, form, footer')].map((each) => each.getBoundingClientRect().top)"
    assert visit.page.evaluate(tops) == sorted(visit.page.evaluate(tops))
