"""Directory + today -> what is wrong with it, and what there is to do."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from finder.dates import first_day, is_aged
from finder.errors import Problem
from finder.models import Contact, Directory, Record, Service
from finder.numbers import digits

Kind = Literal["aged", "undated", "reported", "gap", "crisis"]
CRISIS_DAYS = 90


class Todo(Record):
    """Something that is not wrong but waits for a person."""

    kind: Kind
    file: str
    line: int
    what: str


def faults(directory: Directory) -> list[Problem]:
    """What the loader cannot see in one file alone: forbidden numbers, crisis cards and questions that lead nowhere."""
    return sorted([*_forbidden(directory), *_lost_contacts(directory), *_lost_values(directory)])


def _forbidden(directory: Directory) -> Iterable[Problem]:
    for service in directory.services.values():
        for contact in service.contacts:
            why = directory.forbidden_numbers.get(digits(contact.value))
            if why:
                yield Problem(service.file, service.line, f"{contact.value} får aldrig visas: {why}")
        for text in (service.summary, service.note or "", *(c.note or "" for c in service.contacts)):
            yield from _forbidden_in(directory, text, service.file, service.line)
    for key, text in directory.texts.items():
        yield from _forbidden_in(directory, text, f"texts ({key})", 0)
    for card in directory.crisis.values():
        for text in (card.title, *card.act, card.no_answer, *card.more, *(b.answer for b in card.barriers)):
            yield from _forbidden_in(directory, text, f"crisis/{card.id}.yaml", 0)


def _forbidden_in(directory: Directory, text: str, file: str, line: int) -> Iterable[Problem]:
    found = digits(text) if any(char.isdigit() for char in text) else ""
    for number, why in directory.forbidden_numbers.items():
        if number in found:
            yield Problem(file, line, f"texten innehåller {number}, som aldrig får visas: {why}")


def _lost_contacts(directory: Directory) -> Iterable[Problem]:
    for card in directory.crisis.values():
        for contact in card.contacts:
            if contact.service not in directory.services:
                yield Problem(
                    f"crisis/{card.id}.yaml",
                    0,
                    f"okänd tjänst '{contact.service}'; kortet måste leda till en tjänst i katalogen",
                )


def _lost_values(directory: Directory) -> Iterable[Problem]:
    kinds = {"audience": "audience", "needs": "need", "substance": "substance", "wishes": "wish"}
    for question in directory.questions:
        allowed = directory.labels.get(kinds.get(question.field, ""), {})
        for option in question.options:
            if question.field in kinds and option.value not in allowed:
                yield Problem("questions.yaml", 0, f"okänt värde '{option.value}' för '{question.id}'")


# ---------------------------------------------------------------- work to do


def todo(directory: Directory, today: date) -> list[Todo]:
    """Facts past their date, numbers on one source only, kommuner with gaps, crisis cards that no one has read."""
    found = [*_old_facts(directory, today), *_gaps(directory), *_crisis(directory, today)]
    return sorted(found, key=lambda entry: (entry.kind, entry.file, entry.line, entry.what))


def _old_facts(directory: Directory, today: date) -> Iterable[Todo]:
    told: set[tuple[str, str]] = set()
    for service in directory.services.values():
        if service.historical:
            continue
        if is_aged(service.confirmed, today):
            yield _service_todo(service, "aged", f"{service.id}: senast bekräftad {_told(service.confirmed)}")
        for contact in service.contacts:
            if (service.file, contact.value) not in told:
                told.add((service.file, contact.value))
                yield from _contact_todo(service, contact, today)


def _contact_todo(service: Service, contact: Contact, today: date) -> Iterable[Todo]:
    if contact.checked == "unknown":
        yield _service_todo(service, "undated", f"{contact.value}: ingen källa säger när det kontrollerades")
    elif is_aged(contact.checked, today):
        yield _service_todo(service, "aged", f"{contact.value}: senast sett {contact.checked}")
    if contact.trust == "reported":
        yield _service_todo(service, "reported", f"{contact.value}: inte bekräftat på ägarens sida")


def _service_todo(service: Service, kind: Kind, what: str) -> Todo:
    return Todo(kind=kind, file=service.file, line=service.line, what=what)


def _told(fuzzy: str) -> str:
    return "okänt datum" if fuzzy == "unknown" else fuzzy


def _gaps(directory: Directory) -> Iterable[Todo]:
    reached = {
        service.organisation.kommun
        for service in directory.services.values()
        if service.organisation.kind == "kommun" and any(c.kind == "phone" for c in service.contacts)
    }
    for kommun in directory.kommuner.values():
        if kommun.code not in reached:
            yield Todo(
                kind="gap", file="organisations", line=0, what=f"{kommun.name}: inget kontrollerat nummer till kommunen"
            )


def _crisis(directory: Directory, today: date) -> Iterable[Todo]:
    limit = today - timedelta(days=CRISIS_DAYS)
    for card in directory.crisis.values():
        file = f"crisis/{card.id}.yaml"
        if card.reviewed_by is None:
            yield Todo(kind="crisis", file=file, line=0, what=f"{card.id}: ej granskad av vården ännu")
        for entry in card.contacts:
            for contact in directory.services[entry.service].contacts:
                if contact.checked == "unknown" or first_day(contact.checked) < limit:
                    seen = f"{contact.value} kontrollerades senast {_told(contact.checked)}"
                    what = f"{card.id}: {seen}; mer än {CRISIS_DAYS} dagar"
                    yield Todo(kind="crisis", file=file, line=0, what=what)
