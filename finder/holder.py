"""Who writes: from whom each 'dricker' is about, from ages, roles and everyday life."""

from collections import Counter
from dataclasses import dataclass

from finder.models import AudienceId
from finder.persons import (
    CLIENT,
    CLOSE,
    COLLEAGUE,
    ME,
    Person,
    events,
    find_persons,
    find_subjects,
    holder_of,
    owner_of,
)
from finder.reading import Reading, Span

IDEAS = frozenset(
    "parent small_age grown_age young_writer grown_writer home_clue professional_role employer_role relative_word "
    "self_word child_word wants worry violence_close not_writer speech own_relatives strong_use state_noun hit "
    "coercion hurt_verb wants_stop suicide_plain suicide_between".split()
)
"""The ideas that this module looks for; the lexicon must have them."""

_FEW_WORDS = 3
_YOUNGEST, _GROWN, _OLDEST = 8, 18, 99
_STRONG = 2
"""'dricker' tells more of who it is about than 'piller' or 'sluta' do."""


@dataclass(frozen=True)
class Writer:
    """Who writes, and the words that tell it."""

    audience: AudienceId | None
    because: tuple[Span, ...] = ()
    holders: tuple[tuple[str, Span], ...] = ()
    """Each time that someone uses, stops or is in danger: the kind of person, and where."""


def writer(reading: Reading) -> Writer:
    """Who writes a text, as far as it tells."""
    persons = find_persons(reading)
    subjects = find_subjects(reading, persons)
    holders = [(holder_of(event, reading, persons, subjects), event) for event in events(reading)]
    counts: Counter[str] = Counter()
    for kind, event in holders:
        strong = reading.at(event.start, "strong_use") and not reading.at(event.start, "state_noun")
        counts[kind] += _STRONG if strong or owner_of(event.start, reading) else 1
    audience = _audience(reading, persons, subjects, counts)
    return Writer(audience, _because(audience, reading, persons, holders), tuple(holders))


def _audience(
    reading: Reading, persons: list[Person], subjects: list[str | None], counts: Counter[str]
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


def _only_found(reading: Reading, persons: list[Person], counts: Counter[str]) -> bool:
    """'min dotter … vi hittade piller': somebody else is spoken of, and nothing says 'jag dricker'."""
    others = [one for one in persons if one.kind == CLOSE and not reading.at_end(one.span, "speech")]
    spoken_of = any(one.subject or reading.at(one.span.start, "my") for one in others)
    weak = 0 < counts[ME] < _STRONG and not reading.has("wants_stop")
    return weak and spoken_of and not reading.has("speech")


def _owned(persons: list[Person], reading: Reading) -> bool:
    """Someone is called 'min': a person of one's own, not one met at work."""
    return any(one.kind == CLOSE and reading.at(one.span.start, "my") for one in persons)


def _like_a_search(reading: Reading, persons: list[Person]) -> bool:
    """'AA Köping': a few words as in a search box, with nobody in them."""
    nobody = not (
        persons
        or reading.has("suicide_plain")
        or reading.has("suicide_between")
        or reading.has("my")
        or reading.has("implied_me")
        or reading.has("wants")
    )
    return nobody and len(reading.tokens) <= _FEW_WORDS


def _about_close(reading: Reading) -> bool:
    return reading.has("close") and (reading.has("worry") or reading.has("relative_word"))


def _child_or_relative(reading: Reading, young: bool | None) -> AudienceId:
    if young or reading.has("child_word"):
        return "child"
    at_home = reading.has("parent") and reading.has("home_clue") and not reading.has("grown_writer")
    return "child" if at_home and young is None else "relative"


def _without_event(reading: Reading, persons: list[Person], young: bool | None) -> AudienceId | None:
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
    if named:
        return _child_or_relative(reading, young)
    return "self" if len(reading.tokens) > _FEW_WORDS else None


def _is_young(reading: Reading, subjects: list[str | None]) -> bool | None:
    """True for a writer under 18, False for one who is older, None when the text does not tell."""
    alone = _age_alone(reading)
    if alone is not None or reading.has("young_writer"):
        return alone is None or alone < _GROWN
    for span in reading.spans.get("small_age", []):
        if _age_of_writer(span, reading, subjects):
            return True
    for span in reading.spans.get("grown_age", []):
        if _age_of_writer(span, reading, subjects):
            return False
    return False if reading.has("grown_writer") else None


def _age_alone(reading: Reading) -> int | None:
    """A number that stands alone: '15, pappa dricker' or 'är det konstigt? 13'."""
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        before, after = tokens[place - 1] if place else None, tokens[place + 1] if place + 1 < len(tokens) else None
        opens = before is None or token.after_comma or before.sentence != token.sentence
        closes = after is None or after.after_comma or after.sentence != token.sentence
        if opens and closes and token.form.isdecimal() and _YOUNGEST <= int(token.form) <= _OLDEST:
            return int(token.form)
    return None


def _age_of_writer(span: Span, reading: Reading, subjects: list[str | None]) -> bool:
    before = span.start - 1
    if before >= 0 and any(person.end == span.start for person in reading.spans.get("close", [])):
        return False
    loose = before < 0 or reading.tokens[span.start].after_comma
    loose = loose or reading.tokens[span.start].sentence != reading.tokens[before].sentence
    return loose or subjects[span.end - 1] in (ME, None)


def _because(
    audience: AudienceId | None, reading: Reading, persons: list[Person], holders: list[tuple[str, Span]]
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
