"""Free text -> what the rules of the lexicon find in it. The first reading; the weights are the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args

from finder.holder import Writer, writer
from finder.lexicon import Lexicon
from finder.models import CrisisId, NeedId, SubstanceId, WishId
from finder.places import PlaceFound, find_places
from finder.reading import Reading, Span, folded, read
from finder.understanding import NeedFound, Understanding
from finder.weighing import Told, weigh

IN_DANGER = 0.9
"""How surely a danger tells of the need behind it."""
HELP_IN_DANGER: Final[Mapping[str, NeedId]] = {
    "suicide": "mental_health",
    "overdose": "medical",
    "withdrawal": "medical",
    "violence_now": "violence",
    "child_in_danger": "talk",
}
_MOST_NEEDS = 4
_STRONG = 0.65
"""From this score a need stands although something beside the point stands in the text too."""
_CLEAR = 0.3
"""From this score a substance or a danger is told."""
_NEEDS: Final = get_args(NeedId)
_WISHES: Final = get_args(WishId)
_SUBSTANCES: Final = get_args(SubstanceId)
_DANGERS: Final[tuple[CrisisId, ...]] = ("overdose", "withdrawal", "child_in_danger", "violence_now", "suicide")


@dataclass(frozen=True)
class Ruled:
    """What the rules find, and what they looked at."""

    found: Understanding
    silent: bool
    """The rules find that the text says nothing of the field."""
    reading: Reading
    who: Writer
    place: Span | None = None
    """Where the name of a kommun or another place stands."""


def by_rules(text: str, lexicon: Lexicon) -> Ruled:
    """What the rules of the lexicon find in a text."""
    reading = read(text, lexicon)
    who = writer(reading)
    told = weigh(reading, lexicon.rules, who.audience)
    crisis = _highest(told, "crisis", _DANGERS)
    if crisis:
        told[f"need:{HELP_IN_DANGER[crisis]}"] = Told(IN_DANGER, told[f"crisis:{crisis}"].spans)
    needs = _needs(told, reading)
    place = _place(reading, lexicon)
    substance = _highest(told, "substance", _SUBSTANCES)
    wishes = tuple(cast(WishId, wish) for wish in _WISHES if f"wish:{wish}" in told)
    found = Understanding(
        text=text,
        audience=who.audience,
        needs=needs,
        substance=cast(SubstanceId | None, substance),
        wishes=wishes,
        kommun=place.code if place else None,
        crisis=cast(CrisisId | None, crisis),
        because=_because(reading, who, told, place, substance, crisis, wishes),
    )
    named = Span(place.start, place.end) if place else None
    return Ruled(found, _says_nothing(told, needs), reading, who, named)


def _highest(told: Mapping[str, Told], kind: str, ids: Iterable[str]) -> str | None:
    """The surest id of a kind; the first of the list when two are as sure."""
    found = [(told[f"{kind}:{one}"].score, one) for one in ids if f"{kind}:{one}" in told]
    clear = [pair for pair in found if pair[0] >= _CLEAR]
    return max(clear, key=lambda pair: pair[0])[1] if clear else None


def _needs(told: Mapping[str, Told], reading: Reading) -> tuple[NeedFound, ...]:
    found = [
        NeedFound(
            id=cast(NeedId, need),
            score=told[f"need:{need}"].score,
            because=_quotes(reading, told[f"need:{need}"].spans),
        )
        for need in _NEEDS
        if f"need:{need}" in told
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:_MOST_NEEDS])


def _says_nothing(told: Mapping[str, Told], needs: tuple[NeedFound, ...]) -> bool:
    """Small talk, thanks, a question of rules, or something that does not belong here."""
    surest = max((need.score for need in needs), default=0.0)
    if "scope:rules" in told and "scope:asks" not in told:
        return True
    if "scope:off" in told and surest < _STRONG and "scope:strong" not in told:
        return True
    return surest < _CLEAR or "scope:in" not in told


def _place(reading: Reading, lexicon: Lexicon) -> PlaceFound | None:
    known = [len(keys) > 0 for keys in reading.row]
    raw = [token.raw for token in reading.tokens]
    places = find_places(folded(reading), raw, known, lexicon.gazetteer)
    return max(places, key=lambda one: (one.weight, one.start)) if places else None


def _because(
    reading: Reading,
    who: Writer,
    told: Mapping[str, Told],
    place: PlaceFound | None,
    substance: str | None,
    crisis: str | None,
    wishes: Iterable[str],
) -> dict[str, tuple[str, ...]]:
    spans = {"audience": who.because}
    if place:
        spans["kommun"] = (Span(place.start, place.end),)
    if substance:
        spans["substance"] = told[f"substance:{substance}"].spans
    if crisis:
        spans["crisis"] = told[f"crisis:{crisis}"].spans
    spans |= {f"wish:{wish}": told[f"wish:{wish}"].spans for wish in wishes}
    return {key: _quotes(reading, some) for key, some in spans.items() if some}


def _quotes(reading: Reading, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.quote(span) for span in spans))
