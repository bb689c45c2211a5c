"""SAFE-1 … SAFE-3 and TID-1 … TID-4: honest about limits, safe on a shared computer, never pressing."""

import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from finder.models import Directory
from finder.shown import own_texts
from tests.safety.test_exit import ROUTES

PROMISES = r"spårlöst|raderar alla spår|100 ?% anonym|helt säkert|helt anonymt"
IDEAS = {
    "history stays": r"historik",
    "another device": r"annan telefon eller dator",
    "watching programs": r"program som i hemlighet",
    "deleting everything shows": r"tömma allt kan väcka",
}
BLAME = r"missbrukare|\boffer\b|varför lämnar du inte|erkänn|(?<!om )\bdu måste\b"
NEVER_ASKED = (
    r"parterapi|medling|prata med honom|prata med henne|vad heter du|ditt personnummer"
    r"|(?:skriv|ange|vad är) din adress|hans namn"
)


@pytest.mark.parametrize("route", ROUTES)
def test_safe_1_the_honest_note_is_one_press_away(client: FlaskClient, route: str) -> None:
    assert 'href="/integritet"' in client.get(route).text


def test_safe_1_it_says_what_cannot_be_erased(client: FlaskClient) -> None:
    text = client.get("/integritet").text
    assert [idea for idea, words in IDEAS.items() if not re.search(words, text)] == []


def test_safe_1_nothing_is_promised_that_cannot_be_kept(directory: Directory) -> None:
    assert [shown.text for shown in own_texts(directory) if re.search(PROMISES, shown.text.lower())] == []


def test_safe_2_the_desk_goes_back_to_the_start_after_two_minutes(page: Page, home: str) -> None:
    page.clock.install(time=datetime(2026, 11, 23, 10, 0))
    page.goto(home + "/disk")
    page.locator("textarea, input[name=t]").first.fill("xyzzy-hemligt")
    page.clock.run_for(timedelta(seconds=90) // timedelta(milliseconds=1))
    assert _holds(page, "xyzzy-hemligt")
    page.clock.run_for(timedelta(seconds=45) // timedelta(milliseconds=1))
    page.wait_for_timeout(500)
    assert not _holds(page, "xyzzy-hemligt")


def test_safe_2_the_warning_can_be_prolonged(page: Page, home: str) -> None:
    page.clock.install(time=datetime(2026, 11, 23, 10, 0))
    page.goto(home + "/disk")
    page.locator("textarea, input[name=t]").first.fill("xyzzy-hemligt")
    page.clock.run_for(105_000)
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(60_000)
    assert _holds(page, "xyzzy-hemligt")


def _holds(page: Page, word: str) -> bool:
    values = page.evaluate("[...document.querySelectorAll('input, textarea')].map((field) => field.value).join(' ')")
    return word in values or word in page.content()


def test_safe_3_nothing_dangerous_is_asked_or_advised(directory: Directory) -> None:
    assert [shown.text for shown in own_texts(directory) if re.search(NEVER_ASKED, shown.text.lower())] == []


@pytest.mark.parametrize("code", list("bcdefgh"))
def test_tid_1_and_2_every_question_may_be_passed_and_left(client: FlaskClient, code: str) -> None:
    screen = client.post("/", data={"y": code, "b": "1"}).text
    texts = client.application.extensions["hittastod"].site.directory.texts
    for key in ("talk.unsure", "talk.declined", "talk.again"):
        assert texts[key] in screen
    assert client.post("/", data={"q": code, code: "-"}).status_code == 200
    assert client.post("/", data={"q": code, code: "0"}).status_code == 200


def test_tid_2_there_is_a_way_back_at_each_step(client: FlaskClient) -> None:
    texts = client.application.extensions["hittastod"].site.directory.texts
    assert texts["talk.back"] in client.post("/", data={"b": "1"}).text
    assert texts["talk.back"] in client.post("/", data={"b": "1", "v": "1"}).text


def test_tid_3_nothing_is_required_and_nothing_moves_by_itself(client: FlaskClient) -> None:
    for screen in (client.get(route).text for route in ROUTES):
        assert not re.search(r"\brequired\b|http-equiv=\"refresh\"|<marquee|<blink|autofocus", screen)


def test_tid_4_nobody_is_blamed(directory: Directory) -> None:
    said = [shown for shown in own_texts(directory) if re.search(BLAME, shown.text.lower())]
    assert said == []
