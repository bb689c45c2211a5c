"""A list in words: each line as it is read on paper, on a phone and in a text to send."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from finder.found import Way
from finder.handover import Line, Listed, line, list_path, news, read_in, spoken_for
from finder.hours import UNKNOWN
from finder.match import Match, describe
from finder.models import Answers, Contact, Service
from finder.web.facts import place_rows
from finder.web.present import door, host, href
from finder.web.qr import svg
from finder.web.schedule import hours_text
from finder.web.site import Site

_CALLS = ("phone", "short_number", "sms")


@dataclass(frozen=True)
class Row:
    """One service in words."""

    place: int
    id: str
    name: str
    organisation: str
    number: str
    """What stands large: a number, or the name of a site."""
    href: str
    say: tuple[str, ...]
    hours: str
    also: tuple[str, ...]
    """Other ways, and the doors to go through."""
    checked: str
    warning: str
    borrowed: str
    news: tuple[str, ...]
    when: str
    """Whether they answer now: for the screen, never for paper."""
    state: str


@dataclass(frozen=True)
class Sheet:
    """A whole list in words."""

    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    printed: str
    """The day that its facts are of, in words."""
    since: str
    """The day of the paper that it is compared with, in words; '' when there is none."""
    ids: str
    """As they stand in the address."""
    address: str
    qr: str

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.news)


def sheet(site: Site, listed: Listed, base: str, since: date | None = None) -> Sheet:
    """The list of today. Args: `base`, the site's own address; `since`, the day of an earlier paper."""
    today = site.now().date()
    path = list_path(listed.ids, today)
    return Sheet(
        rows=tuple(_handed(site, place, service, since) for place, service in listed.services),
        missing=tuple(_missing(site, each.place, each.id) for each in listed.missing),
        printed=site.speech.dated(today.isoformat()),
        since=site.speech.dated(since.isoformat()) if since else "",
        ids=",".join(listed.ids),
        address=f"{base}{path}",
        qr=svg(f"{base}{path}", site.speech.t("list.code_label")) if listed.services else "",
    )


def together(site: Site, services: Iterable[Service], answers: Answers) -> tuple[Row, ...]:
    """The same services for a call made at the desk: with the words that fit what the visitor has told."""
    matches = describe(site.directory, list(services), answers, site.now())
    return tuple(_row(site, place, match, answers, None) for place, match in enumerate(matches, start=1))


def _handed(site: Site, place: int, service: Service, since: date | None) -> Row:
    answers = spoken_for(service)
    (match,) = describe(site.directory, [service], answers, site.now())
    return _row(site, place, match, answers, since)


def _missing(site: Site, place: int, id_: str | None) -> str:
    t = site.speech.t
    return t("list.missing", place=place, id=id_) if id_ else t("list.missing_unnamed", place=place)


# ---------------------------------------------------------------- one line


def _row(site: Site, place: int, match: Match, answers: Answers, since: date | None) -> Row:
    service, speech, today = match.service, site.speech, site.now().date()
    handed = line(match, answers)
    main = handed.main
    open_now = next((door(way, site.now(), speech) for way in match.ways if way.contact == main), None)
    return Row(
        place=place,
        id=service.id,
        name=service.name,
        organisation=service.organisation.name,
        number=_large(main),
        href=href(main) if main else "",
        say=tuple(speech.say(phrase) for phrase in handed.say),
        hours=_hours(site, main),
        also=tuple(_also(site, handed)),
        checked=_checked(site, handed),
        warning=speech.t("list.past", year=service.confirmed[:4]) if service.historical else _warning(site, match),
        borrowed=speech.t("found.borrowed", name=handed.lender.name) if handed.lender else "",
        news=tuple(speech.say(phrase) for phrase in news(handed, since, today)) if since else (),
        when=open_now.when if open_now else "",
        state=open_now.state if open_now else "",
    )


def _large(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return host(contact.value) if contact.kind in ("web", "chat") else contact.value


def _hours(site: Site, contact: Contact | None) -> str:
    if contact is None or contact.kind not in _CALLS:
        return ""
    hours = hours_text(contact.hours, site.speech)
    if hours:
        return site.speech.t("list.hours", hours=hours)
    return contact.hours_note or site.speech.t("list.hours_unknown")


def _also(site: Site, handed: Line) -> Iterable[str]:
    """Every other way once, then the addresses."""
    speech = site.speech
    shown = {_large(handed.main)}
    for contact in handed.others:
        text = door(Way(contact=contact, opening=UNKNOWN), site.now(), speech).text
        if _large(contact) not in shown:
            shown.add(_large(contact))
            yield f"{contact.label}: {text}" if contact.label else text
    for row in place_rows(handed.service, speech):
        yield f"{row.heading}: {row.text}" if row.heading else row.text


def _checked(site: Site, handed: Line) -> str:
    seen = read_in(handed.lender or handed.service, handed.main)
    source = host(seen.url) if seen.url else site.directory.sources[seen.document or ""].title
    if seen.date == "unknown":
        return site.speech.t("list.checked_undated", source=source)
    return site.speech.t("list.checked", date=site.speech.dated(seen.date), source=source)


def _warning(site: Site, match: Match) -> str:
    """That the facts are old, or that the number is not confirmed."""
    told = [phrase for phrase in match.fresh if phrase.key != "results.fresh.confirmed"]
    return " ".join(site.speech.say(phrase) for phrase in told)


# ---------------------------------------------------------------- as text


def as_text(site: Site, handed: Sheet) -> str:
    """The whole list as plain text, to paste anywhere."""
    t = site.speech.t
    blocks = [f"{t('list.heading')}. {t('list.printed', date=handed.printed)}"]
    for row in handed.rows:
        lines = (f"{row.place}. {row.name}", row.organisation, row.number, row.hours, *row.say, *row.also)
        blocks.append("\n".join(text for text in (*lines, row.borrowed, row.warning, row.checked) if text))
    return "\n\n".join(blocks)


def as_message(handed: Sheet) -> str:
    """Only names and numbers: what a message may carry."""
    return "\n".join(f"{row.name}: {row.number}" for row in handed.rows if row.number)


def sms_link(handed: Sheet) -> str:
    """Opens the visitor's own messages with no receiver; '?&' is what both kinds of phone read."""
    return f"sms:?&body={quote(as_message(handed), safe='')}"


def mail_link(site: Site, handed: Sheet) -> str:
    """Opens the visitor's own mail."""
    subject = quote(site.speech.t("list.subject"), safe="")
    return f"mailto:?subject={subject}&body={quote(as_message(handed).replace(chr(10), chr(13) + chr(10)), safe='')}"
