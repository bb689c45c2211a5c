"""CRIS-1 … CRIS-15: what is said and shown when someone is in danger. CRIS-3 is measured by `make eval`."""

import re
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from finder import emergency
from finder.chat import chat
from finder.check import CRISIS_DAYS, todo
from finder.danger import cards
from finder.guide import Guide, open_guide
from finder.hours import opening
from finder.match import match
from finder.models import Answers, CrisisCard, Directory
from finder.numbers import digits
from finder.shown import organisation_texts, own_texts
from finder.swedish import lix, sentences, words
from finder.understand import MAX_CHARS, understand
from finder.web.app import create_app
from finder.web.config import Config
from finder.web.present import crisis_card
from finder.web.texts import Speech
from tests.conftest import ROOT
from tests.safety.browse import press
from tests.safety.test_exit import ROUTES

NUMBERS = ("112", "90101", "116 111", "020-50 50 50", "1177")
IDS = ("suicide", "overdose", "withdrawal", "violence_now", "child_in_danger")
SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 30)
# What must be heard whoever writes it. Not lines of the evaluation.
MUST_BE_HEARD = {
    "jag vill dö": "suicide",
    "jag tänker ta mitt liv": "suicide",
    "han slår mig": "violence_now",
    "min kompis har tagit en överdos": "overdose",
}
NEVER = (
    r"lugna dig", r"det ordnar sig", r"du är inte i fara", r"hjälp är på väg", r"sms:a 112", r"sluta dricka nu",
    r"lämna honom", r"lämna henne", r"konfrontera", r"valde att ta sitt liv", r"lyckade[st]* självmord",
    r"hänga sig", r"skära sig", r"hoppa framför", r"skjuta sig", r"\d+ tabletter", r"\d+ (?:mg|gram|g)\b",
    r"dödlig dos",
)  # fmt: skip


@pytest.fixture(scope="session")
def guide() -> Guide:
    return open_guide(ROOT / "resources")


def _lines(card: CrisisCard) -> tuple[str, ...]:
    told = (card.title, card.heard or "", *card.act, card.no_answer, *card.more)
    return tuple(line if line.endswith((".", "?", "!")) else line + "." for line in told if line)


def _all(card: CrisisCard) -> Iterable[str]:
    yield from _lines(card)
    for barrier in card.barriers:
        yield from (barrier.question, barrier.answer)
    yield from (line.text for line in card.contacts)


# ---------------------------------------------------------------- the bar, on every page


def _asked(app: Flask) -> list[tuple[int, str]]:
    """A page of every kind and every status that a visitor can meet."""
    client = app.test_client()
    answers = [client.get(route) for route in ROUTES]
    answers += [client.post("/", data={"t": "hej"}), client.post("/", data={"q": "b", "b": "1"})]
    answers += [client.put("/"), client.post("/", data={"t": "x" * 20_000}), client.get("/", headers={"Host": "x y"})]
    return [(answer.status_code, answer.text) for answer in answers]


def test_cris_1_every_page_has_the_numbers_in_plain_html(app: Flask) -> None:
    for status, text in _asked(app):
        assert 'href="tel:112"' in text, status
        assert [number for number in NUMBERS if number not in text] == [], status


def test_cris_1_also_when_something_breaks_or_there_is_too_much() -> None:
    app = create_app(ROOT / "resources", Config(per_minute=1))
    app.add_url_rule("/trasig", "broken", lambda: 1 / 0)  # type: ignore[arg-type]
    client = app.test_client()
    broken, limited = client.get("/trasig"), client.get("/")
    assert (broken.status_code, limited.status_code) == (500, 429)
    for answer in (broken, limited):
        assert [number for number in NUMBERS if number not in answer.text] == []


def test_cris_1_the_numbers_are_printed(page: Page, home: str) -> None:
    page.goto(home + "/om")
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    assert [number for number in NUMBERS if number not in shown] == []


# ---------------------------------------------------------------- the way there


def test_cris_2_the_first_screen_asks_first_and_lets_it_be(client: FlaskClient, directory: Directory) -> None:
    text = client.get("/").text
    danger = next(question for question in directory.questions if question.field == "danger")
    place = text.index(danger.text)
    assert place < text.index("<textarea")
    assert place < text.index('class="ask"')
    assert client.post("/", data={"q": "b", "b": "1"}).status_code == 200


def test_cris_2_crisis_help_is_one_press_away_from_everywhere(app: Flask) -> None:
    for status, text in _asked(app):
        assert 'href="/akut"' in text, status


@pytest.mark.parametrize("text", ["qwerty asdf", "hm", "?", "\u200b", "blå sten under bron"])
def test_cris_4_what_is_not_understood_asks_if_it_is_urgent(
    client: FlaskClient, directory: Directory, text: str
) -> None:
    answer = client.post("/", data={"t": text}).text
    main = answer[answer.index("<main") :]
    assert directory.texts["talk.not_understood"] in main
    assert main.index('href="/akut"') < main.index('class="ask"')


@pytest.mark.parametrize(("phrase", "crisis"), MUST_BE_HEARD.items())
def test_cris_5_however_it_is_typed(guide: Guide, phrase: str, crisis: str) -> None:
    plain = phrase.translate(str.maketrans("åäö", "aao"))
    longer = "Det har varit en lång dag på jobbet. " * 14
    doubled = re.sub(r"([aeiouyåäö])", r"\1\1", phrase, count=1)
    told = [phrase, phrase.upper(), plain, phrase + "!!!", phrase + " 😢", longer + phrase, doubled]
    told.append(phrase.replace("mig", "mej").replace("jag ", "ja "))
    assert {text: understand(text, guide.lexicon).crisis for text in told} == dict.fromkeys(told, crisis)


def test_cris_6_the_card_comes_first_and_takes_the_focus(page: Page, home: str, directory: Directory) -> None:
    page.goto(home + "/")
    page.locator("textarea").fill("jag vill dö")
    press(page, "form.tell button")
    title = directory.crisis["suicide"].title
    assert page.evaluate("document.activeElement.textContent") == title
    assert page.locator("main h1, main h2, main h3").first.inner_text() == title
    assert page.locator("form.ask, .results").count() > 0


# ---------------------------------------------------------------- the cards


def test_all_five_cards_are_there(directory: Directory) -> None:
    assert set(directory.crisis) == set(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_cris_7_two_independent_ways_and_what_to_do_without_an_answer(directory: Directory, id_: str) -> None:
    card = directory.crisis[id_]
    reached = [directory.services[line.service] for line in card.contacts]
    assert len({service.organisation.id for service in reached}) >= 2
    assert len({service.contacts[0].value for service in reached}) >= 2
    assert card.no_answer
    assert directory.texts["akut.no_answer"] == "Får du inget svar?"


@pytest.mark.parametrize("id_", IDS)
def test_cards_are_easy_to_read(directory: Directory, id_: str) -> None:
    card = directory.crisis[id_]
    assert lix(" ".join(_lines(card))) <= 25
    for text in _all(card):
        assert max(len(words(sentence)) for sentence in sentences(text)) <= 12, text
    for barrier in card.barriers:
        assert barrier.sources


def _texts(directory: Directory) -> list[str]:
    return [shown.text for shown in (*own_texts(directory), *organisation_texts(directory))]


def test_cris_8_nobody_is_told_to_write_to_112(directory: Directory) -> None:
    together = [
        sentence
        for text in _texts(directory)
        for sentence in sentences(text)
        if "112" in sentence and "sms" in sentence.lower()
    ]
    assert together
    assert [sentence for sentence in together if "anmält dig i förväg" not in sentence] == []


@pytest.mark.parametrize("phrase", NEVER)
def test_cris_9_what_is_never_said(directory: Directory, phrase: str) -> None:
    said = [text for text in _texts(directory) if re.search(phrase, text.lower())]
    template = (ROOT / "templates" / "emergency.html").read_text("utf-8").lower()
    assert said == []
    assert not re.search(phrase, template)


def test_a_card_that_nobody_in_care_has_read_is_listed(directory: Directory) -> None:
    waiting = [entry.what for entry in todo(directory, date(2026, 11, 21)) if entry.kind == "crisis"]
    unread = [id_ for id_, card in directory.crisis.items() if card.reviewed_by is None]
    assert all(f"{id_}: ej granskad av vården ännu" in waiting for id_ in unread)


# ---------------------------------------------------------------- stopping


@pytest.mark.parametrize("substance", ["alcohol", "medicines", "drugs"])
@pytest.mark.parametrize("need", ["treatment", "medical"])
def test_cris_10_stopping_is_warned_about_first(substance: str, need: str, directory: Directory) -> None:
    answers = Answers.model_validate({"substance": substance, "needs": (need,)})
    assert cards(answers).whole == ("withdrawal",)
    said: list[str] = []
    options = {question.field: [o.value for o in question.options] for question in directory.questions}
    keys = {
        "Vad behövs mest?": options["needs"].index(need),
        "Vad handlar det om?": options["substance"].index(substance),
    }
    chat(directory, SUNDAY_NIGHT, lambda _: _typed(said, keys), said.append)
    shown = "\n".join(said)
    assert shown.index(directory.crisis["withdrawal"].title) < shown.rindex("Ring ")


def _typed(said: list[str], keys: dict[str, int]) -> str:
    """What to type at the question that was asked last: its number, or nothing."""
    asked = next((line for line in reversed(said) if line in keys), "")
    fresh = asked in said[-16:]
    return str(keys.pop(asked) + 1) if asked and fresh else ""


@pytest.mark.parametrize(
    "text",
    [
        "jag vill sluta dricka", "hur slutar jag med benzo", "jag ska sluta med ghb", "vill sluta med heroin",
        "jag vill sluta med mina sömntabletter",
    ],
)  # fmt: skip
def test_cris_10_also_in_own_words(client: FlaskClient, directory: Directory, text: str) -> None:
    answer = client.post("/", data={"t": text}).text
    main = answer[answer.index("<main") :]
    title = directory.crisis["withdrawal"].title
    assert title in main
    assert main.index(title) < min(main.index(mark) for mark in ('class="ask"', 'class="results"') if mark in main)


# ---------------------------------------------------------------- the numbers


def test_cris_11_every_crisis_number_has_source_hours_date_and_trust(directory: Directory) -> None:
    for card in directory.crisis.values():
        for line in card.contacts:
            contact = directory.services[line.service].contacts[0]
            assert contact.sources
            assert contact.trust in ("verified", "reported")
            assert contact.hours or contact.kind in ("web", "chat")


def test_cris_11_an_old_number_is_listed_and_shown_with_its_date(directory: Directory) -> None:
    contact = directory.services["mind-sjalvmordslinjen"].contacts[0]
    late = date.fromisoformat(contact.checked) + timedelta(days=CRISIS_DAYS + 1)
    waiting = [entry.what for entry in todo(directory, late) if entry.kind == "crisis"]
    shown = crisis_card(
        directory.crisis["suicide"], directory, datetime.combine(late, SUNDAY_NIGHT.time()), Speech(directory)
    )
    door = next(door for door in shown.doors if contact.value in door.text)
    assert any(contact.value in what for what in waiting)
    assert any(contact.checked in note for note in door.notes)
    early = crisis_card(
        directory.crisis["suicide"], directory, datetime.fromisoformat(contact.checked), Speech(directory)
    )
    assert next(door for door in early.doors if contact.value in door.text).notes == ()


def test_cris_11_the_hand_written_numbers_agree_with_the_directory(directory: Directory) -> None:
    services = {
        "emergency": "112", "care": "1177", "suicide": "mind-sjalvmordslinjen", "children": "bris",
        "violence": "kvinnofridslinjen", "poison": "giftinformation",
    }  # fmt: skip
    assert emergency.NUMBERS.keys() == services.keys()
    for name, number in emergency.NUMBERS.items():
        known = {digits(contact.value) for contact in directory.services[services[name]].contacts}
        assert digits(number) in known


@pytest.mark.parametrize("id_", IDS)
def test_cris_12_a_closed_line_is_never_first(directory: Directory, id_: str) -> None:
    """Every half hour of a week in which the clock goes back, and of Christmas."""
    speech = Speech(directory)
    for start in (datetime(2026, 10, 22), datetime(2026, 12, 22)):
        for half_hours in range(7 * 48):
            moment = start + timedelta(minutes=30 * half_hours)
            doors = crisis_card(directory.crisis[id_], directory, moment, speech).doors
            states = [door.state for door in doors]
            assert "closed" not in states[: len(states) - states.count("closed")]


def test_cris_12_the_clock_is_really_asked(directory: Directory) -> None:
    hours = directory.services["stodlinjen-man"].contacts[0].hours
    assert opening(hours, datetime(2026, 11, 22, 3, 30)).is_open is False
    assert opening(hours, datetime(2026, 11, 22, 12, 0)).is_open is True


def test_cris_13_reading_takes_no_time_however_long_the_text(guide: Guide) -> None:
    understand("jag vill dö", guide.lexicon)
    usual = "min man dricker varje dag och blir arg. jag vet inte vad jag ska göra. " * 28
    assert _spent(guide, usual[:MAX_CHARS]) < 0.05
    for text in ("han slår " * 300, "sluta " * 400, "a" * MAX_CHARS, "jag vill inte " * 150, "1 " * 1000):
        assert _spent(guide, text[:MAX_CHARS]) < 0.1
        assert _spent(guide, (text * 60)[:100_000]) < 0.1


def _spent(guide: Guide, text: str) -> float:
    """The best of three in processor time, so that a busy machine does not decide."""
    times = []
    for _ in range(3):
        start = time.process_time()
        understand(text, guide.lexicon)
        times.append(time.process_time() - start)
    return min(times)


def test_cris_14_what_was_seen_goes_nowhere(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    answer = app.test_client().post("/", data={"t": "jag vill dö"})
    assert app.extensions["hittastod"].site.directory.crisis["suicide"].title in answer.text
    told = caplog.text + str(answer.headers)
    assert caplog.text
    assert not re.search("suicide|självmord|dö\\b", told)


# ---------------------------------------------------------------- gambling and children


def test_cris_15_gambling_always_leads_to_the_suicide_card(client: FlaskClient, directory: Directory) -> None:
    gambling = next(q for q in directory.questions if q.field == "substance")
    number = [option.value for option in gambling.options].index("gambling") + 1
    sent = {gambling.code: str(number)}
    for extra in ({}, {"z": "s", "v": "1"}, {"b": "2"}, {"c": "1", "v": "1"}):
        answer = client.post("/", data={**sent, **extra}).text
        anchor = re.search(r'href="/akut#(r\d)"', answer)
        assert anchor is not None
        assert f'id="{anchor[1]}" tabindex="-1">{directory.crisis["suicide"].title}' in client.get("/akut").text


@pytest.mark.parametrize("need", [(), ("talk",), ("violence",), ("treatment",), ("mental_health",)])
@pytest.mark.parametrize("kommun", [None, "1980", "1480", "2584"])
def test_cris_15_a_child_meets_bris_first(directory: Directory, need: tuple[str, ...], kommun: str | None) -> None:
    answers = Answers.model_validate({"audience": "child", "needs": need, "kommun": kommun})
    first = match(directory, answers, SUNDAY_NIGHT).results[0].service
    assert first.id == "bris"
    assert first.ages is None or (first.ages.from_ or 0) < 18
