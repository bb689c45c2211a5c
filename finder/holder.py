"""Who speaks about whom: the person behind each 'dricker', and from that the one who writes."""

from collections import Counter
from dataclasses import dataclass

from finder.models import AudienceId
from finder.reading import Reading, Span
from finder.swedish import looks_like_verb

ME, CLOSE, COLLEAGUE, CLIENT = "me", "close", "colleague", "client"
IDEAS = frozenset(
    ["me", "me_object", "my", "generic_man", "other", "other_object", "other_possessive", "close", "parent", "colleague", "client", "use_event", "preposition", "relative_pronoun", "to_infinitive", "small_age", "grown_age", "young_writer", "grown_writer", "home_clue", "professional_role", "employer_role", "relative_word", "self_word", "child_word", "wants", "promise", "worry", "violence_close", "not_writer"]
)
"""The ideas that this module looks for; the lexicon must have them."""

_FEW_WORDS = 3
_STRONG = 2
"""'dricker' tells more of who it is about than 'piller' or 'sluta' do."""
_NOUNS = ((CLOSE, "close"), (COLLEAGUE, "colleague"), (CLIENT, "client"))


@dataclass(frozen=True)
class Writer:
    """Who writes, and the words that tell it."""

    audience: AudienceId | None
    because: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Person:
    kind: str
    span: Span
    subject: bool
    apart: bool = False
    """After a preposition: 'hos mamma'."""


def writer(reading: Reading) -> Writer:
    """Who writes a text, as far as it tells."""
    persons = _persons(reading)
    subjects = _subjects(reading, persons)
    holders = [(_holder(event, reading, persons, subjects), event) for event in _events(reading)]
    counts: Counter[str] = Counter()
    for kind, event in holders:
        strong = reading.at(event.start, "strong_use") and not reading.at(event.start, "state_noun")
        counts[kind] += _STRONG if strong or _owner(event.start, reading) else 1
    audience = _audience(reading, persons, subjects, counts)
    return Writer(audience, _because(audience, reading, persons, holders))


def _events(reading: Reading) -> list[Span]:
    return sorted(reading.spans.get("use_event", []), key=lambda span: span.start)


def _persons(reading: Reading) -> list[_Person]:
    found = {}
    for idea, kind in (("me", ME), ("me_object", ME), ("other", CLOSE), ("other_object", CLOSE), ("generic_man", ME)):
        for span in reading.spans.get(idea, []):
            found[span.start] = _Person(kind, span, idea in {"me", "other", "generic_man"})
    for kind, idea in _NOUNS:
        for span in sorted(reading.spans.get(idea, []), key=lambda one: one.end):
            start = _start_with_owner(span.start, reading)
            apart = _is_apart(start, span.end, reading)
            acts = not apart and _stands_as_subject(start, span.end, reading)
            found[start] = _Person(kind, Span(start, span.end), acts, apart)
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
    if not start or tokens[start].after_comma or tokens[start - 1].sentence != tokens[start].sentence:
        return True
    if reading.at(start - 1, "clause_start") or _acts_next(end, reading):
        return True
    before = tokens[start - 1].form
    return not looks_like_verb(before) and not before.endswith("a")


def _acts_next(end: int, reading: Reading) -> bool:
    return end < len(reading.tokens) and looks_like_verb(reading.tokens[end].form)


def _subjects(reading: Reading, persons: list[_Person]) -> list[str | None]:
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


def _is_followed(person: _Person, place: int, reading: Reading) -> bool:
    """'min man att sluta', 'min vän som dricker': the person is the one who does what follows."""
    return reading.at(place, "to_infinitive") or reading.at(person.span.end - 1, "relative_pronoun")


def _promised(start: int, reading: Reading) -> bool:
    """'lovade min fru att sluta': the one who promises is the one who stops."""
    return any(reading.at(place, "promise") for place in range(max(0, start - 2), start))


def _holder(event: Span, reading: Reading, persons: list[_Person], subjects: list[str | None]) -> str:
    if _about_oneself(event, reading) or _right_after_me(event, reading):
        return ME
    for one in persons:
        if one.span.start <= event.start < one.span.end:
            return one.kind
        if one.span.end in (event.start, event.start - 1) and (one.subject or _genitive(one, reading)):
            return one.kind
    owner = _owner(event.start, reading)
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
    return event.end - event.start > 2 and any(reading.at(place, "me") or reading.at(place, "me_object") for place in places)


def _genitive(person: _Person, reading: Reading) -> bool:
    return person.kind != ME and reading.tokens[person.span.end - 1].form.endswith("s")


def _same_clause(event: Span, after: Span, reading: Reading) -> bool:
    first, then = reading.tokens[event.end - 1], reading.tokens[after.start]
    joined = reading.at(after.start, "clause_start")
    return first.sentence == then.sentence and not then.after_comma and not joined


def _in_subclause(start: int, reading: Reading) -> bool:
    return start > 0 and (reading.at(start - 1, "relative_pronoun") or reading.at(start - 1, "to_infinitive"))


def _owner(start: int, reading: Reading) -> str | None:
    """'mitt drickande' is one's own; 'mina tabletter' may be taken by anyone."""
    thing = reading.at(start, "substance_thing")
    for place in (start - 1, start - 2):
        if place >= 0 and reading.at(place, "my") and not thing:
            return ME
        if place >= 0 and reading.at(place, "other_possessive"):
            return CLOSE
    return None


def _audience(
    reading: Reading, persons: list[_Person], subjects: list[str | None], counts: Counter[str]
) -> AudienceId | None:
    if reading.has("employer_role") and reading.has("colleague") and not counts[ME]:
        return "employer"
    own = counts[ME] >= _STRONG or _owned(persons, reading)
    if reading.has("professional_role") and (reading.has("client") or not own):
        return "professional"
    if counts[CLIENT] > counts[ME]:
        return "professional"
    at_work = reading.has("employer_role") or (reading.has("colleague") and not _owned(persons, reading))
    if counts[COLLEAGUE] or (at_work and counts[ME] < _STRONG):
        return "employer"
    young = _is_young(reading, subjects)
    if reading.has("relative_word") and not reading.has("own_relatives"):
        return _child_or_relative(reading, young)
    if _only_found(reading, persons, counts):
        return _child_or_relative(reading, young)
    if counts[CLOSE] > counts[ME] or (counts[CLOSE] and counts[CLOSE] == counts[ME] and _about_close(reading)):
        return _child_or_relative(reading, young)
    if counts[ME]:
        return None if _like_a_search(reading, persons) else "self"
    return _without_event(reading, persons, young)


def _only_found(reading: Reading, persons: list[_Person], counts: Counter[str]) -> bool:
    """'min dotter … vi hittade piller': somebody else does something, and nothing says 'jag dricker'."""
    others = [one for one in persons if one.kind == CLOSE and one.subject and not reading.at_end(one.span, "speech")]
    weak = 0 < counts[ME] < _STRONG and not reading.has("wants_stop")
    return weak and bool(others) and not reading.has("speech")


def _owned(persons: list[_Person], reading: Reading) -> bool:
    """Someone is called 'min': a person of one's own, not one met at work."""
    return any(one.kind == CLOSE and reading.at(one.span.start, "my") for one in persons)


def _like_a_search(reading: Reading, persons: list[_Person]) -> bool:
    """'AA Köping': a few words as in a search box, with nobody in them."""
    nobody = not (persons or reading.has("suicide_plain") or reading.has("suicide_between") or reading.has("my") or reading.has("implied_me") or reading.has("wants"))
    return nobody and len(reading.tokens) <= _FEW_WORDS


def _about_close(reading: Reading) -> bool:
    return reading.has("close") and (reading.has("worry") or reading.has("relative_word"))


def _child_or_relative(reading: Reading, young: bool | None) -> AudienceId:
    if young or reading.has("child_word"):
        return "child"
    at_home = reading.has("parent") and reading.has("home_clue") and not reading.has("grown_writer")
    return "child" if at_home and young is None else "relative"


def _without_event(reading: Reading, persons: list[_Person], young: bool | None) -> AudienceId | None:
    if reading.has("not_writer"):
        return None
    at_home = reading.has("parent") and reading.has("home_clue") and young is None
    if reading.has("child_word") or at_home:
        return "child"
    if any(reading.has(idea) for idea in ("violence_close", "hit", "coercion", "hurt_verb")):
        return "child" if (young or reading.has("home_clue")) and reading.has("parent") else "self"
    named = [one for one in persons if one.kind == CLOSE and not reading.at_end(one.span, "speech")]
    if reading.has("close") and (reading.has("worry") or (reading.has("parent") and young)):
        return _child_or_relative(reading, young)
    if any(one.kind == CLIENT for one in persons):
        return "professional"
    if any(one.kind == COLLEAGUE for one in persons) and not reading.has("me"):
        return "employer"
    first = persons[0] if persons else None
    if first and first in named and first.subject and reading.has("close") and not reading.has("wants"):
        return _child_or_relative(reading, young)
    if _owned(persons, reading) and (reading.has("other_possessive") or reading.has("other_object")):
        return _child_or_relative(reading, young)
    if reading.has("self_word") or reading.has("me") or reading.has("me_object") or reading.has("wants"):
        return "self"
    return _child_or_relative(reading, young) if named else None


def _is_young(reading: Reading, subjects: list[str | None]) -> bool | None:
    """True for a writer under 18, False for one who is older, None when the text does not tell."""
    if reading.has("young_writer"):
        return True
    for span in reading.spans.get("small_age", []):
        if _age_of_writer(span, reading, subjects):
            return True
    for span in reading.spans.get("grown_age", []):
        if _age_of_writer(span, reading, subjects):
            return False
    return False if reading.has("grown_writer") else None


def _age_of_writer(span: Span, reading: Reading, subjects: list[str | None]) -> bool:
    before = span.start - 1
    if before >= 0 and any(person.end == span.start for person in reading.spans.get("close", [])):
        return False
    loose = before < 0 or reading.tokens[span.start].after_comma
    loose = loose or reading.tokens[span.start].sentence != reading.tokens[before].sentence
    return loose or subjects[span.end - 1] in (ME, None)


def _because(
    audience: AudienceId | None, reading: Reading, persons: list[_Person], holders: list[tuple[str, Span]]
) -> tuple[Span, ...]:
    wanted = {"self": ME, "relative": CLOSE, "child": CLOSE, "employer": COLLEAGUE, "professional": CLIENT}
    if audience is None:
        return ()
    kind = wanted[audience]
    spans = [one.span for one in persons if one.kind == kind][:1]
    spans += [event for holder, event in holders if holder == kind][:1]
    roles = {"professional": "professional_role", "employer": "employer_role", "child": "small_age"}
    spans += reading.spans.get(roles.get(audience, "relative_word"), [])[:1]
    return tuple(dict.fromkeys(spans))
