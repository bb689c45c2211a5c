"""The conversation at `/`: every step is the whole form answered anew; nothing is remembered between steps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, request

from finder.conversation import Ask, Show, open_questions
from finder.danger import cards
from finder.match import Match, describe
from finder.models import Answers
from finder.web.forms import DECLINED, UNSURE, Sent, State, field
from finder.web.keeper import NoDirectoryError, current, keeper
from finder.web.packing import Packed, packed, sent_page
from finder.web.pages import service_facts
from finder.web.present import Card, Door, crisis_card, door
from finder.web.recall import tapped
from finder.web.site import Site

blueprint = Blueprint("conversation", __name__)
_WHOLE = 3
"""How many results are shown whole; the rest stand folded together below."""


@dataclass(frozen=True)
class Chip:
    """An earlier answer that can be changed or taken away."""

    code: str
    remove: str
    text: str


@dataclass(frozen=True)
class Result:
    """A match with its doors, the first one to be shown big."""

    match: Match
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Told:
    """What was just sent, and whether its free text was understood."""

    sent: Sent
    understood: bool = False
    lost: bool = False


@blueprint.get("/")
def start() -> Response:
    """The first screen: danger first, then free text, then the first question."""
    return sent_page(current().screen(_screen, Sent(State())))


@blueprint.post("/")
def step() -> Response:
    """The next step after what was sent. What a person has typed is never remembered."""
    site = keeper().site
    if site is None:
        raise NoDirectoryError
    return sent_page(site.recall.page(tapped(), site.now(), _stepped))


def _stepped() -> Packed:
    site = current()
    sent = site.fields.read(request.form)
    if sent.text or sent.typed:
        return packed(_screen(site, sent))
    return site.screen(_screen, sent)


def _screen(site: Site, sent: Sent) -> str:
    state, told = _moved(sent), Told(sent)
    if sent.service in site.directory.services:
        return _service(site, state, sent.service)
    if sent.text:
        found = site.understand(sent.text)
        state = site.fields.understood(state, found)
        told = Told(sent, understood=not found.empty, lost=found.empty)
    if sent.change in site.asked:
        return _question(site, state, told, sent.change)
    if not (state.given or state.shown or sent.text or sent.personal_number):
        return first_screen(site)
    answers = site.fields.answers(state)
    following = site.step(answers, state.shown)
    if isinstance(following, Ask):
        return _question(site, state, told, following.question.code, following.fits)
    if sent.action == "m" and (waiting := open_questions(site.directory, answers)):
        return _question(site, state, told, waiting[0].code, following.matches.fits)
    return _results(site, replace(state, shown=True), told, following)


def _moved(sent: Sent) -> State:
    """The state after the button that was pressed."""
    state = sent.state
    if sent.remove:
        return state.removed(sent.remove)
    if sent.action == "b":
        return state.back()
    if sent.action in ("s", "m"):
        return replace(state, shown=sent.action == "s")
    return state


# ---------------------------------------------------------------- the screens


def first_screen(site: Site) -> str:
    """Danger, free text and the first question."""
    first = site.step(Answers(), False)
    assert isinstance(first, Ask)
    danger = site.fields.by_field["danger"]
    return site.page(
        "start.html",
        here="/",
        danger=site.asked[danger.code].text,
        question=site.asked[first.question.code],
        skips=(UNSURE, DECLINED),
        hidden_ask=site.hidden(State()),
    )


def _question(site: Site, state: State, told: Told, code: str, fits: int | None = None) -> str:
    """One question. Without `fits` it is an earlier one that is being changed."""
    answers = site.fields.answers(state)
    return site.page(
        "question.html",
        question=site.asked[code],
        chosen=_chosen(site, state, code),
        skips=(UNSURE, DECLINED),
        fits=_fits(site, answers) if fits is None else fits,
        changing=bool(state.of(code)),
        hidden_ask=site.hidden(state, without=code),
        also=field("y", code) if state.of(code) else "",
        **_around(site, state, told, answers),
    )


def _chosen(site: Site, state: State, code: str) -> str | tuple[str, ...]:
    """What was answered before: numbers of options, or the name of the place to stand in its field."""
    values = state.of(code)
    if not site.asked[code].place:
        return values
    return next((site.directory.kommuner[value].name for value in values if value in site.directory.kommuner), "")


def _fits(site: Site, answers: Answers) -> int:
    following = site.step(answers, False)
    return following.fits if isinstance(following, Ask) else following.matches.fits


def _results(site: Site, state: State, told: Told, show: Show) -> str:
    now, answers = site.now(), site.fields.answers(state)
    results = [
        Result(match, tuple(door(way, now, site.speech) for way in match.ways)) for match in show.matches.results
    ]
    return site.page(
        "results.html",
        matches=show.matches,
        whole=results[:_WHOLE],
        rest=results[_WHOLE:],
        more=bool(open_questions(site.directory, answers)),
        **_around(site, state, told, answers),
    )


def _around(site: Site, state: State, told: Told, answers: Answers) -> dict[str, Any]:
    """What stands around a question and around results alike."""
    return {
        "told": told,
        "said": tuple(_chips(site, state)),
        "hidden": site.hidden(state),
        **_danger(site, state, answers),
    }


def _service(site: Site, state: State, id_: str) -> str:
    """One service inside the conversation: the same address, and the way back to the results."""
    service = site.directory.services[id_]
    (match,) = describe(site.directory, [service], site.fields.answers(state), site.now())
    return site.page(
        "service.html", hidden=site.hidden(state), also=field("s", id_), inside=True, **service_facts(site, match)
    )


def _danger(site: Site, state: State, answers: Answers) -> dict[str, tuple[Card, ...]]:
    chosen = cards(answers, state.crisis)
    known = site.directory.crisis
    return {
        name: tuple(crisis_card(known[id_], site.directory, site.now(), site.speech) for id_ in ids if id_ in known)
        for name, ids in (("cards", chosen.whole), ("linked", chosen.linked))
    }


def _chips(site: Site, state: State) -> Iterable[Chip]:
    for code, values in state.given:
        question = site.asked[code]
        for value in values:
            yield Chip(code, f"{code}{value}", _chip_text(site, code, value, question.text))


def _chip_text(site: Site, code: str, value: str, asked: str) -> str:
    """What was answered; a skipped question or a plain no says what it answers."""
    skips = {UNSURE: site.speech.t("talk.unsure"), DECLINED: site.speech.t("talk.declined")}
    if value in skips:
        return f"{asked} {skips[value]}"
    if site.asked[code].place:
        return site.directory.kommuner[value].name
    option = site.fields.option(site.fields.by_code[code], value)
    text = site.asked[code].choices[int(value) - 1][1]
    return text if option and option.value else f"{asked} {text}"
