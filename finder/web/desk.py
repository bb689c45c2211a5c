"""The front desk at `/disk`: every filter and free text at once; what is ticked is handed over, nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict

from finder.danger import cards
from finder.handover import MOST
from finder.match import Match, Matches, describe, match
from finder.models import Directory, Service
from finder.plan import Plan, plan
from finder.search import Index, build_index, search
from finder.web.forms import State
from finder.web.heard import Heard, hear
from finder.web.keeper import current
from finder.web.lists import base_address
from finder.web.present import Card, Door, crisis_card, door
from finder.web.sheet import as_text, sheet, together
from finder.web.site import Site

blueprint = Blueprint("desk", __name__)
_SHOWN = 12
_NAMED = 3
_SURE_NAME = 0.75
_KEYS = {
    "text": "s",
    "place": "k",
    "show": "r",
    "hand": "l",
    "plan": "e",
    "print": "p",
    "turn": "v",
    "back": "t",
    "new": "n",
}
"""Alt and this letter; the letters are those of the Swedish words."""


@dataclass(frozen=True)
class Option:
    """A service that can be ticked."""

    match: Match
    doors: tuple[Door, ...]
    picked: bool


@blueprint.get("/disk")
def empty() -> str:
    """The desk for a new person."""
    return _desk(current(), MultiDict())


@blueprint.post("/disk")
def asked() -> str:
    """The desk after what was filled in, a hand-over, or a plan."""
    site, form = current(), request.form
    screens = {"h": _hand, "p": _steps}
    return screens.get(form.get("z", ""), _desk)(site, form)


@blueprint.route("/plan", methods=["GET", "POST"])
def steps() -> str:
    """After treatment or prison, for anyone: four steps side by side."""
    site = current()
    heard = hear(site, request.form)
    made = plan(site.directory, heard.answers, site.now())
    ids = ",".join(dict.fromkeys(match.service.id for match in _of_plan(made)))
    return site.page("plan.html", plan=_shown_plan(site, made, heard), ids=ids, **_form(site, request.form, heard))


# ---------------------------------------------------------------- the screens


def _desk(site: Site, form: MultiDict[str, str]) -> str:
    heard = hear(site, form)
    return site.page("desk.html", **_form(site, form, heard), **_found(site, heard))


def _hand(site: Site, form: MultiDict[str, str]) -> str:
    heard = hear(site, form)
    handed = sheet(site, heard.picks, base_address(site))
    return site.page(
        "desk_hand.html",
        sheet=handed,
        calls=together(site, heard.picks.found, heard.answers),
        plain=as_text(site, handed),
        study=site.directory.sources.get("recoverynatverket-goteborg"),
        **_form(site, form, heard),
    )


def _steps(site: Site, form: MultiDict[str, str]) -> str:
    heard = hear(site, form)
    made = plan(site.directory, heard.answers, site.now())
    return site.page(
        "desk_plan.html",
        plan=_shown_plan(site, made, heard),
        kept=_options(site, _unseen(site, heard, _of_plan(made)), heard),
        **_form(site, form, heard),
    )


def _form(site: Site, form: MultiDict[str, str], heard: Heard) -> dict[str, Any]:
    """The form as it was sent, to be filled in again or carried along."""
    carried = [(name, value) for name in form if name in site.asked or name == "q" for value in form.getlist(name)]
    return {
        "heard": heard,
        "carried": [*carried, ("t", heard.sent.text)],
        "sent": bool(form),
        "language": site.hidden(State()),
        "picks": heard.picks.found,
        "most": MOST,
        "keys": _KEYS,
        "asks": {question.field: site.asked[code] for code, question in site.fields.by_code.items()},
        "chosen": {code: form.getlist(code) for code in site.asked},
        "typed": form.get(site.fields.by_field["kommun"].code, "")[:60],
        "text": heard.sent.text,
    }


def _found(site: Site, heard: Heard) -> dict[str, Any]:
    """What stands beside the form: danger first, then names that fit the words, then what fits the answers."""
    matches = match(site.directory, heard.answers, site.now(), limit=_SHOWN) if _is_asked(heard) else None
    named = _named(site, heard) if heard.sent.text else ()
    results = tuple(each for each in _results(matches) if each.service.id not in {n.service.id for n in named})
    return {
        "cards": _cards(site, heard),
        "named": _options(site, named, heard),
        "results": _options(site, results, heard),
        "nearest": matches.nearest if matches else (),
        "kept": _options(site, _unseen(site, heard, (*named, *results)), heard),
    }


def _is_asked(heard: Heard) -> bool:
    answers = heard.answers
    return bool(answers.audience or answers.needs or answers.substance or answers.kommun or answers.wishes)


def _results(matches: Matches | None) -> tuple[Match, ...]:
    return matches.results if matches else ()


def _named(site: Site, heard: Heard) -> tuple[Match, ...]:
    """Services whose name is what was written: at a desk many know what they look for."""
    found = search(heard.sent.text, _search_index(site.directory), heard.answers.kommun, limit=_NAMED).results
    services = [site.directory.services[each.id] for each in found if each.score >= _SURE_NAME]
    return describe(site.directory, services, heard.answers, site.now())


@lru_cache(maxsize=2)
def _search_index(directory: Directory) -> Index:
    return build_index(directory)


def _unseen(site: Site, heard: Heard, shown: Iterable[Match]) -> tuple[Match, ...]:
    """What was ticked before and does not stand among what is shown now: it must not be lost."""
    seen = {each.service.id for each in shown}
    services: list[Service] = [service for service in heard.picks.found if service.id not in seen]
    return describe(site.directory, services, heard.answers, site.now())


def _options(site: Site, matches: Iterable[Match], heard: Heard) -> tuple[Option, ...]:
    picked = {service.id for service in heard.picks.found}
    now = site.now()
    return tuple(
        Option(each, tuple(door(way, now, site.speech) for way in each.ways), each.service.id in picked)
        for each in matches
    )


def _cards(site: Site, heard: Heard) -> tuple[Card, ...]:
    known = site.directory.crisis
    whole = cards(heard.answers, heard.state.crisis).whole
    return tuple(crisis_card(known[id_], site.directory, site.now(), site.speech) for id_ in whole if id_ in known)


# ---------------------------------------------------------------- the plan


def _of_plan(made: Plan) -> tuple[Match, ...]:
    first = (made.way_in,) if made.way_in else ()
    return (*first, *(result for step in made.steps for result in step.results))


def _shown_plan(site: Site, made: Plan, heard: Heard) -> dict[str, Any]:
    return {
        "way_in": next(iter(_options(site, [made.way_in], heard)), None) if made.way_in else None,
        "steps": [(step.need, _options(site, step.results, heard)) for step in made.steps],
    }
