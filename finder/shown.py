"""Every Swedish text that a visitor can meet, with the file and the key where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from finder.models import (
    Barrier,
    Contact,
    CrisisCard,
    Details,
    Directory,
    Organisation,
    Question,
    Service,
    ServiceFacts,
)

Kind = Literal["question", "card", "answer", "text", "name"]
"""`answer`: folded together on a card; `name`: what a unit is called, which no one but its owner can make plainer."""
_LINES = ("summary", "cost", "wait", "duration", "capacity", "accessibility", "note")


@dataclass(frozen=True)
class Shown:
    """One text; `kind` tells which limits hold for it."""

    file: str
    key: str
    text: str
    kind: Kind = "text"


def own_texts(directory: Directory) -> Iterable[Shown]:
    """What the product itself says, and what is translated: everything but the organisations' own files."""
    for key, text in directory.texts.items():
        yield Shown("texts", key, text)
    for kind, labels in directory.labels.items():
        for id_, text in labels.items():
            yield Shown("vocabulary.yaml", f"{kind}.{id_}", text)
    for question in directory.questions:
        yield from _question(question)
    for card in directory.crisis.values():
        yield from _card(card)
    for count in directory.counts:
        yield Shown("counts.yaml", f"{count.id}.name", count.name)
        yield Shown("counts.yaml", count.id, count.words)
    for place, worry in enumerate(directory.worries, start=1):
        yield from _worry("worries.yaml", str(place), worry, "text")
    for term in directory.glossary:
        yield Shown("glossary.yaml", term.id, term.explanation)
    for pattern in directory.patterns.values():
        yield from _facts("patterns.yaml", pattern.id, pattern)


def organisation_texts(directory: Directory) -> Iterable[Shown]:
    """What stands in the files of organisations, names left out."""
    told: set[str] = set()
    for service in directory.services.values():
        if service.organisation.id not in told:
            told.add(service.organisation.id)
            yield from _about(service.file, service.organisation)
        yield from _service(service, directory.texts.get("way.ask_for", "{who}"))


def shown_texts(directory: Directory) -> Iterable[Shown]:
    """All of it."""
    yield from own_texts(directory)
    yield from organisation_texts(directory)


def proper_names(directory: Directory) -> frozenset[str]:
    """What organisations, units and national lines are called. Names stand as they are, however long or harsh."""
    services = directory.services.values()
    named = [name for each in directory.organisations.values() for name in (each.name, *each.aliases)]
    named += [name for each in services if each.national for name in (each.name, *each.aliases)]
    named += [contact.ask_for for each in services for contact in each.contacts if contact.ask_for]
    return frozenset(name for name in named if name[0].isupper())


# ---------------------------------------------------------------- one record


def _question(question: Question) -> Iterable[Shown]:
    file = "questions.yaml"
    yield Shown(file, question.id, question.text, "question")
    if question.help:
        yield Shown(file, f"{question.id}.help", question.help, "question")
    for option in question.options:
        yield Shown(file, f"{question.id}.{option.id}", option.text, "question")
        if option.hint:
            yield Shown(file, f"{question.id}.{option.id}.hint", option.hint, "question")


def _card(card: CrisisCard) -> Iterable[Shown]:
    file = f"crisis/{card.id}.yaml"
    yield Shown(file, "title", card.title, "card")
    if card.heard:
        yield Shown(file, "heard", card.heard, "card")
    for name, lines in (("act", card.act), ("more", card.more)):
        for place, line in enumerate(lines, start=1):
            yield Shown(file, f"{name}.{place}", line, "card")
    for contact in card.contacts:
        yield Shown(file, f"contacts.{contact.service}", contact.text, "card")
    yield Shown(file, "no_answer", card.no_answer, "card")
    for place, worry in enumerate(card.barriers, start=1):
        yield from _worry(file, f"barriers.{place}", worry, "answer")


def _worry(file: str, key: str, worry: Barrier, kind: Kind) -> Iterable[Shown]:
    yield Shown(file, f"{key}.question", worry.question, kind)
    yield Shown(file, f"{key}.answer", worry.answer, kind)


def _about(file: str, organisation: Organisation) -> Iterable[Shown]:
    if organisation.about:
        yield Shown(file, "about", organisation.about)


def _service(service: Service, ask_for: str) -> Iterable[Shown]:
    file, key = service.file, service.id
    yield from _facts(file, key, service)
    for contact in service.contacts:
        yield from _contact(file, f"{key}.contacts", contact, ask_for)
    for place in service.places:
        for name in ("hours_note", "accessibility"):
            text = getattr(place, name)
            if text:
                yield Shown(file, f"{key}.places.{name}", text)
    if service.details:
        yield from _details(file, f"{key}.details", service.details)


def _facts(file: str, key: str, facts: ServiceFacts) -> Iterable[Shown]:
    for name in _LINES:
        text = getattr(facts, name)
        if text:
            yield Shown(file, f"{key}.{name}", text)
    if facts.ages and facts.ages.mostly:
        yield Shown(file, f"{key}.ages.mostly", facts.ages.mostly)
    if facts.cooperation and facts.cooperation.about:
        yield Shown(file, f"{key}.cooperation.about", facts.cooperation.about)


def _contact(file: str, key: str, contact: Contact, ask_for: str) -> Iterable[Shown]:
    if contact.label:
        yield Shown(file, f"{key}.label", contact.label, "name")
    if contact.ask_for:
        yield Shown(file, f"{key}.ask_for", ask_for.format(who=contact.ask_for))
    for name in ("hours_note", "note"):
        text = getattr(contact, name)
        if text:
            yield Shown(file, f"{key}.{name}", text)


def _details(file: str, key: str, details: Details) -> Iterable[Shown]:
    for name in type(details).model_fields:
        value = getattr(details, name)
        if isinstance(value, str):
            yield Shown(file, f"{key}.{name}", value)
    for name in ("conditions", "activities", "results"):
        for place, text in enumerate(getattr(details, name), start=1):
            yield Shown(file, f"{key}.{name}.{place}", text)
    for place, phase in enumerate(details.phases, start=1):
        for text in filter(None, (phase.length, phase.about)):
            yield Shown(file, f"{key}.phases.{place}", text)
