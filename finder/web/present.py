"""What a template shows of a contact, a card and the time: links and sentences, ready made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import get_args
from urllib.parse import urlsplit

from finder.check import CRISIS_DAYS
from finder.dates import first_day
from finder.found import Way
from finder.hours import Opening, opening
from finder.models import Barrier, Contact, CrisisCard, CrisisId, Directory, Service
from finder.numbers import dial, digits
from finder.web.texts import Speech

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALLS = ("phone", "short_number")
_ON_THE_WEB = ("web", "chat")
_CRISES: tuple[CrisisId, ...] = get_args(CrisisId)


@dataclass(frozen=True)
class Door:
    """One way to reach someone, as a person sees it."""

    kind: str
    text: str
    href: str
    """Empty for a street address."""
    state: str
    """'open', 'closed', 'unknown' or '' (a web page has no hours)."""
    when: str
    notes: tuple[str, ...] = ()
    label: str = ""
    outside: bool = False
    """Leads to another site."""


@dataclass(frozen=True)
class Card:
    """A crisis card with its doors; the first one answers now if any does."""

    card: CrisisCard
    anchor: str
    doors: tuple[Door, ...]


def door(way: Way, now: datetime, speech: Speech) -> Door:
    """A contact as a link with its sentences."""
    contact = way.contact
    state, when = _state(way, now, speech)
    text = speech.t(f"way.{contact.kind}", value=_shown(contact))
    return Door(
        kind=contact.kind,
        text=speech.own(contact.value) if contact.kind == "visit" else text,
        href=href(contact),
        state=state,
        when=when,
        notes=tuple(_notes(contact, speech)),
        label=speech.own(contact.label) if contact.label else "",
        outside=contact.kind in _ON_THE_WEB,
    )


def href(contact: Contact) -> str:
    """The link that does it, or '' where there is nothing to follow."""
    if contact.kind in _CALLS:
        return f"tel:{dial(contact.value)}"
    if contact.kind == "sms":
        return f"sms:{digits(contact.value)}"
    if contact.kind == "email":
        return f"mailto:{contact.value}"
    return contact.value if contact.kind in _ON_THE_WEB else ""


def _shown(contact: Contact) -> str:
    return host(contact.value) if contact.kind == "web" else contact.value


def host(address: str) -> str:
    """The site of an address as people say it: 'https://www.bris.se/x' -> 'bris.se'."""
    return urlsplit(address).netloc.removeprefix("www.")


def _notes(contact: Contact, speech: Speech) -> Iterable[str]:
    if contact.ask_for:
        yield speech.t("way.ask_for", who=contact.ask_for)
    if contact.hours_note:
        yield speech.own(contact.hours_note)
    if contact.anonymous == "yes" and contact.kind != "visit":
        yield speech.t("way.anonymous")
    if contact.free == "yes" and contact.kind in _CALLS:
        yield speech.t("way.free")
    if contact.languages:
        yield speech.t("way.languages", languages=language_names(contact.languages, speech))
    if contact.note:
        yield speech.own(contact.note)
    if contact.trust == "reported" and contact.kind in (*_CALLS, "sms"):
        yield speech.t("way.reported")


def language_names(codes: Sequence[str], speech: Speech) -> str:
    """Languages by name; a language without a name in the texts keeps its code."""
    known = speech.directory.texts
    return speech.listed(speech.t(f"service.language.{c}") if f"service.language.{c}" in known else c for c in codes)


# ---------------------------------------------------------------- time


def _state(way: Way, now: datetime, speech: Speech) -> tuple[str, str]:
    if way.opening.is_open is None:
        said = way.contact.kind in _CALLS and not way.contact.hours_note
        return ("unknown", speech.t("time.unknown")) if said else ("", "")
    return ("open" if way.opening.is_open else "closed"), when(way.opening, now, speech)


def when(state: Opening, now: datetime, speech: Speech) -> str:
    """'Öppet nu, till 16.00' or 'Stängt nu. Öppnar i morgon 08.00'."""
    if state.is_open:
        return speech.t("time.open_until", time=speech.clock(state.closes)) if state.closes else speech.t("time.always")
    if state.opens is None:
        return speech.t("time.closed")
    days = state.opens.date() - now.date()
    if days < timedelta(days=2):
        return speech.t("time.tomorrow" if days.days else "time.today", time=speech.clock(state.opens))
    day = speech.t(f"time.day_name.{_DAYS[state.opens.weekday()]}")
    if days > timedelta(days=6):
        day = f"{day} {speech.day(state.opens)}"
    return speech.t("time.day", day=day, time=speech.clock(state.opens))


# ---------------------------------------------------------------- crisis cards


def crisis_card(card: CrisisCard, directory: Directory, now: datetime, speech: Speech) -> Card:
    """A card with one door for each of its contacts; a closed line is never first."""
    doors = [
        (
            way.opening.is_open is False,
            place,
            _named(door(way, now, speech), speech.own(line.text), _age(way, now, speech)),
        )
        for place, line in enumerate(card.contacts)
        if (way := _first_way(directory.services.get(line.service), now))
    ]
    ordered = sorted(doors, key=lambda each: each[:2])
    return Card(
        card=_spoken(card, speech), anchor=f"r{_CRISES.index(card.id) + 1}", doors=tuple(each for _, _, each in ordered)
    )


def crisis_cards(directory: Directory) -> tuple[CrisisCard, ...]:
    """The cards in the order of the field's list, whatever the files are called."""
    return tuple(directory.crisis[id_] for id_ in _CRISES if id_ in directory.crisis)


def _spoken(card: CrisisCard, speech: Speech) -> CrisisCard:
    """The card in the language of the page."""
    say = speech.translate
    worries = (worry.model_copy(update=_said(worry, ("question", "answer"), say)) for worry in card.barriers)
    told = _said(card, ("title", "heard", "no_answer"), say)
    lines = {name: tuple(say(line) for line in getattr(card, name)) for name in ("act", "more")}
    return card.model_copy(update={**told, **lines, "barriers": tuple(worries)})


def _said(record: CrisisCard | Barrier, names: Iterable[str], say: Callable[[str], str]) -> dict[str, str]:
    return {name: say(text) for name in names if (text := getattr(record, name))}


def _first_way(service: Service | None, now: datetime) -> Way | None:
    if service is None or not service.contacts:
        return None
    contact = service.contacts[0]
    return Way(contact=contact, opening=opening(contact.hours, now))


def _named(way: Door, text: str, age: str) -> Door:
    return replace(way, label=text, notes=(age,) if age else ())


def _age(way: Way, now: datetime, speech: Speech) -> str:
    """How old the number is, when nobody has looked at it lately."""
    checked = way.contact.checked
    if checked == "unknown":
        return speech.t("results.fresh.undated")
    if first_day(checked) >= now.date() - timedelta(days=CRISIS_DAYS):
        return ""
    return speech.t("results.fresh.confirmed", date=checked)
