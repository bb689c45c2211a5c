"""Who does what in a text: the people in it, the subject at each word, and the one behind each 'dricker'."""

from dataclasses import dataclass

from finder.reading import Reading, Span
from finder.swedish import looks_like_verb

ME, CLOSE, COLLEAGUE, CLIENT = "me", "close", "colleague", "client"
IDEAS = frozenset(
    "me me_object my generic_man other other_object other_possessive close colleague client use_event substance_thing "
    "preposition clause_start relative_pronoun to_infinitive implied_me promise".split()
)
"""The ideas that this module looks for; the lexicon must have them."""

_NOUNS = ((CLOSE, "close"), (COLLEAGUE, "colleague"), (CLIENT, "client"))
_COUNTS = frozenset("en ett två tre fyra fem sex".split())


@dataclass(frozen=True)
class Person:
    kind: str
    span: Span
    subject: bool
    apart: bool = False
    """After a preposition: 'hos mamma'."""


def events(reading: Reading) -> list[Span]:
    """Every place where someone uses, stops, or is in danger, in order."""
    return sorted(reading.spans.get("use_event", []), key=lambda span: span.start)


def find_persons(reading: Reading) -> list[Person]:
    """Everyone who is named in a text, in order."""
    found = {}
    for idea, kind in (("me", ME), ("me_object", ME), ("other", CLOSE), ("other_object", CLOSE), ("generic_man", ME)):
        for span in reading.spans.get(idea, []):
            found[span.start] = Person(kind, span, idea in {"me", "other", "generic_man"})
    for kind, idea in _NOUNS:
        for span in sorted(reading.spans.get(idea, []), key=lambda one: one.end):
            start = _start_with_owner(span.start, reading)
            apart = _is_apart(start, span.end, reading)
            acts = not apart and _stands_as_subject(start, span.end, reading)
            found[start] = Person(kind, Span(start, span.end), acts, apart)
    inside = {place for one in found.values() for place in range(one.span.start + 1, one.span.end)}
    return [found[start] for start in sorted(found) if start not in inside]


def _is_apart(start: int, end: int, reading: Reading) -> bool:
    """'hos mamma', but not 'för mamma är full'."""
    if not start or not reading.at(start - 1, "preposition"):
        return False
    return not (reading.tokens[start - 1].form == "för" and _acts_next(end, reading))


def _start_with_owner(start: int, reading: Reading) -> int:
    """'min' of 'min sambo' belongs to the person."""
    owned = start > 0 and (reading.at(start - 1, "my") or reading.at(start - 1, "other_possessive"))
    return start - 1 if owned else start


def _stands_as_subject(start: int, end: int, reading: Reading) -> bool:
    """'min man dricker' and 'när min man' do something; 'älskar min man' does not."""
    tokens = reading.tokens
    first = _first_of(start, reading)
    if not first or tokens[first].after_comma or tokens[first - 1].sentence != tokens[first].sentence:
        return True
    if _acts_next(end, reading):
        return True
    before = tokens[first - 1].form
    if first < start and before == "och":
        return False
    return reading.at(first - 1, "clause_start") or not (looks_like_verb(before) or before.endswith("a"))


def _first_of(start: int, reading: Reading) -> int:
    """Where 'en fru' or 'två barn' starts."""
    counted = start > 0 and (reading.tokens[start - 1].form in _COUNTS or reading.tokens[start - 1].form.isdecimal())
    return start - 1 if counted and reading.tokens[start - 1].sentence == reading.tokens[start].sentence else start


def _acts_next(end: int, reading: Reading) -> bool:
    return end < len(reading.tokens) and looks_like_verb(reading.tokens[end].form)


def find_subjects(reading: Reading, persons: list[Person]) -> list[str | None]:
    """The subject in force at each word; None where nobody has been named."""
    by_end = {one.span.end: one for one in persons}
    subjects: list[str | None] = []
    subject: str | None = None
    last: str | None = None
    for place in range(len(reading.tokens)):
        person = by_end.get(place)
        if person:
            last = person.kind
            if person.subject or (subject is None and not person.apart) or _is_followed(person, place, reading):
                subject = person.kind
            if reading.at(place, "to_infinitive") and _promised(person.span.start, reading):
                subject = ME
        if reading.at(place, "implied_me"):
            subject = ME
        if reading.at(place, "relative_pronoun") and last:
            subject = last
        subjects.append(subject)
    return subjects


def _is_followed(person: Person, place: int, reading: Reading) -> bool:
    """'min man att sluta', 'min vän som dricker': the person is the one who does what follows."""
    return reading.at(place, "to_infinitive") or reading.at(person.span.end - 1, "relative_pronoun")


def _promised(start: int, reading: Reading) -> bool:
    """'lovade min fru att sluta': the one who promises is the one who stops."""
    return any(reading.at(place, "promise") for place in range(max(0, start - 2), start))


def holder_of(event: Span, reading: Reading, persons: list[Person], subjects: list[str | None]) -> str:
    """The kind of person behind an event; the one who writes when nobody is named."""
    if _about_oneself(event, reading) or _right_after_me(event, reading):
        return ME
    for one in persons:
        if one.span.start <= event.start < one.span.end:
            return one.kind
        if one.span.end in (event.start, event.start - 1) and (one.subject or _genitive(one, reading)):
            return one.kind
    owner = owner_of(event.start, reading)
    if owner:
        return owner
    after = next((one for one in persons if one.span.start == event.end and one.subject), None)
    if after and _same_clause(event, after.span, reading) and not _in_subclause(event.start, reading):
        return after.kind
    return subjects[event.start] or ME


def _right_after_me(event: Span, reading: Reading) -> bool:
    """'barnen har sett mig full'."""
    start = event.start
    return start > 0 and reading.at(start - 1, "me_object") and not reading.tokens[start].after_comma


def _about_oneself(event: Span, reading: Reading) -> bool:
    """'bättre utan mig', 'ta livet av mig'."""
    places = range(event.start, event.end)
    return event.end - event.start > 2 and any(
        reading.at(place, "me") or reading.at(place, "me_object") for place in places
    )


def _genitive(person: Person, reading: Reading) -> bool:
    return person.kind != ME and reading.tokens[person.span.end - 1].form.endswith("s")


def _same_clause(event: Span, after: Span, reading: Reading) -> bool:
    first, then = reading.tokens[event.end - 1], reading.tokens[after.start]
    joined = reading.at(after.start, "clause_start")
    return first.sentence == then.sentence and not then.after_comma and not joined


def _in_subclause(start: int, reading: Reading) -> bool:
    return start > 0 and (reading.at(start - 1, "relative_pronoun") or reading.at(start - 1, "to_infinitive"))


def owner_of(start: int, reading: Reading) -> str | None:
    """'mitt drickande' is one's own; 'mina tabletter' may be taken by anyone."""
    thing = reading.at(start, "substance_thing")
    for place in (start - 1, start - 2):
        if place >= 0 and reading.at(place, "my") and not thing:
            return ME
        if place >= 0 and reading.at(place, "other_possessive"):
            return CLOSE
    return None
