"""What is handed over: which services a list names, where each fact was read, and what has been read since a day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from finder.dates import first_day, is_aged
from finder.found import Way
from finder.hours import UNKNOWN
from finder.match import Match
from finder.models import Answers, Contact, Phrase, Record, Seen, Service
from finder.steps import first_step

MOST = 30
"""How many services one list may name."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 60
_CALLS = ("phone", "short_number")
_SAID_ELSEWHERE = frozenset({"results.step.call", "results.step.trace"})
"""The number stands large on its own line, and the year of what has been in its warning."""


class Missing(Record):
    """A service that the paper names and the directory does not have."""

    place: int
    """Its number on the paper, from 1."""
    id: str | None
    """None when what stood there is not even the name of a service."""


class Listed(Record):
    """What an address of a list names."""

    services: tuple[tuple[int, Service], ...] = ()
    """Each with its number on the paper."""
    missing: tuple[Missing, ...] = ()
    too_many: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """What the next address carries: the missing too, so that every number on a paper stays what it was."""
        named = {place: service.id for place, service in self.services}
        named |= {each.place: each.id for each in self.missing if each.id}
        return tuple(named[place] for place in sorted(named))

    @property
    def found(self) -> tuple[Service, ...]:
        return tuple(service for _, service in self.services)


def read_list(text: str, services: Mapping[str, Service]) -> Listed:
    """The services of 'koping-sting,aa'. What is not found is named by its place on the paper."""
    asked = [part for part in dict.fromkeys(text.split(",")) if part]
    if len(asked) > MOST:
        return Listed(too_many=True)
    numbered = list(enumerate(asked, start=1))
    found = tuple((place, services[id_]) for place, id_ in numbered if id_ in services)
    lost = tuple(Missing(place=place, id=_kept(id_)) for place, id_ in numbered if id_ not in services)
    return Listed(services=found, missing=lost)


def _kept(id_: str) -> str | None:
    """An id as it stood on the paper; None for anything else, so that an address cannot put words on the page."""
    plausible = len(id_) <= _LONGEST_ID and _ID.fullmatch(id_) and sum(char.isdigit() for char in id_) <= 6
    return id_ if plausible else None


def list_path(ids: Iterable[str], day: date) -> str:
    """The address of a list: only which services, and the day it was printed."""
    return f"/lista/{','.join(ids)}?d={day.isoformat()}"


# ---------------------------------------------------------------- what stands on a line


class Line(Record):
    """One service as it is handed over."""

    service: Service
    main: Contact | None
    """The way to reach it that stands large: a number where there is one. None when nothing at all is known."""
    others: tuple[Contact, ...]
    say: tuple[Phrase, ...]
    """What to do and say, without the number."""
    lender: Service | None


def line(match: Match, answers: Answers) -> Line:
    """A match as it is handed over; the order of its ways does not depend on the hour it is printed."""
    lender = match.borrowed_from
    contacts = sorted((lender or match.service).contacts, key=lambda contact: contact.kind not in _CALLS)
    ways = [Way(contact=contact, opening=UNKNOWN) for contact in contacts]
    phrases = first_step(match.service, answers, ways, lender)
    return Line(
        service=match.service,
        main=contacts[0] if contacts else None,
        others=tuple(contacts[1:]),
        say=tuple(phrase for phrase in phrases if phrase.key not in _SAID_ELSEWHERE),
        lender=lender,
    )


def spoken_for(service: Service) -> Answers:
    """For whom the words of a first call are: what the service tells, since a paper knows no answers."""
    return Answers() if "self" in service.audience else Answers(audience=service.audience[0])


def read_in(service: Service, contact: Contact | None) -> Seen:
    """Where the fact on the paper was last read: the number's own source, or the service's when there is no number."""
    seen = contact.sources if contact else service.sources
    return max(seen, key=lambda each: "" if each.date == "unknown" else each.date)


# ---------------------------------------------------------------- what has been read since


def news(handed: Line, since: date, today: date) -> tuple[Phrase, ...]:
    """What is certain to have been read after the paper's day. A date that only may be later says nothing."""
    service = handed.service
    contacts = [handed.main, *handed.others] if handed.main else []
    dates = [service.confirmed, *(contact.checked for contact in contacts)]
    later = sorted(day for day in dates if day != "unknown" and first_day(day) > since)
    said = [Phrase(key="results.since.read_again", values={"date": later[-1]})] if later else []
    if is_aged(service.confirmed, today) and not is_aged(service.confirmed, since):
        said.append(Phrase(key="results.since.grown_old"))
    return tuple(said)


def printed_day(text: str, today: date) -> date | None:
    """The paper's day out of an address; None for anything but a day that has been."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= today else None


# ---------------------------------------------------------------- a card for the phone's address book


def vcard(name: str, organisation: str, contacts: Sequence[Contact], note: str) -> str:
    """A vCard 3.0 (RFC 2426), which both phones and computers take."""
    rows = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(name)};;;;",
        f"FN:{_escaped(name)}",
        f"ORG:{_escaped(organisation)}",
        *(row for row in map(_row, contacts) if row),
        f"NOTE:{_escaped(note)}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(row)}\r\n" for row in rows)


def _row(contact: Contact) -> str | None:
    if contact.kind in _CALLS:
        return f"TEL;TYPE=VOICE:{_escaped(contact.value)}"
    if contact.kind == "sms":
        return f"TEL;TYPE=CELL:{_escaped(contact.value)}"
    if contact.kind == "email":
        return f"EMAIL:{_escaped(contact.value)}"
    if contact.kind == "visit":
        return f"ADR:;;{_escaped(contact.value)};;;;"
    return f"URL:{contact.value}"


def _escaped(text: str) -> str:
    plain = " ".join(text.replace("\\", "\\\\").split())
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(row: str) -> str:
    """No line longer than 75 bytes; what continues starts with a space."""
    lines, length = [""], 0
    for char in row:
        size = len(char.encode())
        if length + size > 75:
            lines.append(" ")
            length = 1
        lines[-1] += char
        length += size
    return "\r\n".join(lines)
