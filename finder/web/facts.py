"""Everything known of one service as rows of a heading and a text, for its own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from finder.dates import first_day
from finder.match import Match
from finder.models import Directory, Place, Seen, Service
from finder.web.present import Door, host, language_names
from finder.web.schedule import hours_text
from finder.web.texts import Speech

_KNOWN = ("peer_staff", "same_sex_staff", "drug_free", "accepts_use", "interpreter")


@dataclass(frozen=True)
class Row:
    """One fact; `href` is a link to where it was read."""

    heading: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Detail:
    """A heading and what stands under it."""

    heading: str
    text: str


def about_service(match: Match, doors: tuple[Door, ...], directory: Directory, speech: Speech) -> dict[str, Any]:
    """What `_service.html` shows."""
    found = match.service
    details = found.details
    told = details.model_dump(exclude_none=True) if details else {}
    return {
        "service": found,
        "match": match,
        "doors": doors,
        "facts": fact_rows(found, directory, speech),
        "places": place_rows(found, speech),
        "meetings": meeting_rows(found, speech),
        "details": [
            Detail(speech.t(f"service.details.{name}"), speech.own(text))
            for name, text in told.items()
            if isinstance(text, str)
        ],
        "lists": {name: told[name] for name in ("conditions", "activities", "results") if told.get(name)},
        "phases": details.phases if details else (),
        "sources": source_rows(found, directory, speech),
    }


def newest_fact(directory: Directory) -> date | None:
    """The last day on which anything in the directory was read in a source."""
    told = {service.confirmed for service in directory.services.values()}
    told |= {contact.checked for service in directory.services.values() for contact in service.contacts}
    return max((first_day(fuzzy) for fuzzy in told - {"unknown"}), default=None)


def fact_rows(service: Service, directory: Directory, speech: Speech) -> tuple[Row, ...]:
    """Only what is known: a gap has no row."""
    rows = [*_who(service, directory, speech), *_how(service, speech), *_terms(service, speech)]
    return tuple(Row(speech.t(f"service.{name}"), text) for name, text in rows if text)


def _who(service: Service, directory: Directory, speech: Speech) -> Iterable[tuple[str, str]]:
    yield "needs", _labels("need", service.needs, speech)
    yield "substance", _labels("substance", service.substances, speech)
    yield "audience", _labels("audience", service.audience, speech)
    yield "ages", _ages(service, speech)
    yield "sex", "" if service.sex == "all" else speech.t(f"service.{service.sex}")
    yield "area", _area(service, directory, speech)


def _how(service: Service, speech: Speech) -> Iterable[tuple[str, str]]:
    yield "access", _labels("access", service.access, speech)
    yield "formats", speech.listed(speech.t(f"service.format.{each}") for each in service.formats)
    yield "methods", speech.listed(speech.t(f"service.method.{each}") for each in service.methods)
    yield "anonymous", "" if service.anonymous == "unknown" else speech.t(f"service.anonymous_{service.anonymous}")
    for name in _KNOWN:
        value = getattr(service, name)
        yield name, "" if value == "unknown" else speech.t(f"service.{value}")
    yield "faith", speech.own(service.faith or "")
    yield "languages", language_names(service.languages, speech)


def _terms(service: Service, speech: Speech) -> Iterable[tuple[str, str]]:
    free = speech.t("service.free") if service.free == "yes" else ""
    yield "cost", speech.own(service.cost) if service.cost else free
    for name in ("wait", "duration", "capacity", "accessibility"):
        yield name, speech.own(getattr(service, name) or "")


def _labels(kind: str, ids: Iterable[str], speech: Speech) -> str:
    return speech.listed(speech.label(kind, id_) for id_ in ids)


def _ages(service: Service, speech: Speech) -> str:
    ages = service.ages
    if ages is None:
        return ""
    if ages.from_ is not None and ages.to is not None:
        said = speech.t("service.ages_between", low=ages.from_, high=ages.to)
    elif ages.from_ is not None:
        said = speech.t("service.ages_from", low=ages.from_)
    else:
        said = speech.t("service.ages_to", high=ages.to) if ages.to is not None else ""
    return speech.listed(part for part in (said, ages.mostly) if part)


def _area(service: Service, directory: Directory, speech: Speech) -> str:
    lan_names = {kommun.lan: kommun.lan_name for kommun in directory.kommuner.values()}
    names = {"SE": speech.t("service.sweden"), **lan_names}
    return speech.listed(
        directory.kommuner[code].name if code in directory.kommuner else names[code] for code in service.area
    )


# ---------------------------------------------------------------- places, meetings, sources


def place_rows(service: Service, speech: Speech) -> tuple[Row, ...]:
    """The doors to go through."""
    return tuple(Row(place.name or "", _place(place, speech)) for place in service.places)


def _place(place: Place, speech: Speech) -> str:
    address = place.address if place.kommun in place.address else f"{place.address}, {place.kommun}"
    parts = (address, hours_text(place.hours, speech), place.hours_note, place.accessibility)
    return ". ".join(part.rstrip(".") for part in parts if part)


def meeting_rows(service: Service, speech: Speech) -> tuple[Row, ...]:
    """The weekly meetings."""
    rows = []
    for meeting in service.meetings:
        day = speech.t(f"time.day_name.{meeting.weekday}")
        heading = speech.t("service.meeting", day=day, time=speech.times(meeting.time))
        opened = {"yes": speech.t("service.meeting_open"), "no": speech.t("service.meeting_closed")}
        women = speech.t("service.meeting_women") if meeting.women_only == "yes" else ""
        text = ". ".join(part for part in (meeting.address, opened.get(meeting.open), women) if part)
        rows.append(Row(heading, text, meeting.link or ""))
    return tuple(rows)


def source_rows(service: Service, directory: Directory, speech: Speech) -> tuple[Row, ...]:
    """Where the service and its numbers were read, each place once."""
    seen = [
        *service.sources,
        *(s for c in service.contacts for s in c.sources),
        *(s for p in service.places for s in p.sources),
    ]
    return seen_rows(seen, directory, speech)


def seen_rows(seen: Iterable[Seen], directory: Directory, speech: Speech) -> tuple[Row, ...]:
    """The documents and pages where something was read, each once."""
    rows = (_source(each, directory, speech) for each in seen)
    return tuple({(row.text, row.href): row for row in rows}.values())


def _source(seen: Seen, directory: Directory, speech: Speech) -> Row:
    if seen.document:
        source = directory.sources[seen.document]
        date = _date(source.date, speech)
        text = speech.t("service.source_date", title=source.title, publisher=source.publisher, date=date)
        return Row("", text, source.url or "")
    address = seen.url or ""
    return Row("", speech.t("service.source_web", host=host(address), date=_date(seen.date, speech)), address)


def _date(fuzzy: str, speech: Speech) -> str:
    return speech.t("service.undated") if fuzzy == "unknown" else speech.dated(fuzzy)
