"""A text as the weights see it: a row of words, each with stem, bits and ideas, and what the rules found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from finder.evidence import MOST_WORDS, evidence, verdicts
from finder.ruled import Ruled
from finder.swedish import fold, stem

UNKNOWN = "=?"
"""The stem of a word that no example holds."""
PLACE = "=#place"
"""The only part of a place's name: which place it is tells nothing of what somebody needs."""
NEW_SENTENCE, AFTER_COMMA = "#.", "#,"
_SIZES = (3, 4, 5)


@dataclass(frozen=True)
class Features:
    """What can weigh in a text."""

    words: tuple[str, ...]
    """The words as they stand."""
    parts: tuple[tuple[str, ...], ...]
    """Of each word: its stem ('=dricker') first, then its bits ('_dri', 'drick', 'er_' …)."""
    marks: tuple[tuple[str, ...], ...]
    """Of each word: the ideas that start at it ('#strong_use'), who does it by the rules ('@by:me'), and whether a
    sentence or a clause starts there. The first also has the rules' verdicts on the whole."""
    pairs: tuple[str, ...]
    """Stems that stand next to each other: 'min man'."""
    evidence: Mapping[str, float]
    """What the rules found in the whole -> what it counts for."""


def features(ruled: Ruled) -> Features:
    """What can weigh in a text that the rules have read."""
    reading = ruled.reading
    places = [place for place, token in enumerate(reading.tokens) if token.raw[0].isalnum()][:MOST_WORDS]
    parts = [_parts(place, ruled) for place in places]
    stems = [some[0].removeprefix("=") for some in parts]
    return Features(
        words=tuple(reading.tokens[place].raw for place in places),
        parts=tuple(parts),
        marks=tuple(tuple(dict.fromkeys(_marks(place, ruled))) for place in places),
        pairs=tuple(f"{one} {other}" for one, other in pairwise(stems)),
        evidence=evidence(ruled),
    )


def _parts(place: int, ruled: Ruled) -> tuple[str, ...]:
    if ruled.place and ruled.place.start <= place < ruled.place.end:
        return (PLACE,)
    form = ruled.reading.tokens[place].form
    return (f"={stem(form)}", *_bits(fold(form)))


def _bits(word: str) -> list[str]:
    framed = f"_{word}_"
    return [framed[at : at + size] for size in _SIZES for at in range(len(framed) - size + 1)]


def _marks(place: int, ruled: Ruled) -> Iterator[str]:
    reading = ruled.reading
    token = reading.tokens[place]
    yield from (f"#{key[1:-1]}" for key in reading.row[place] if key[0] == "<")
    yield from (f"@by:{kind}" for kind, span in ruled.who.holders if span.start == place)
    if not place:
        yield from verdicts(ruled)
    if place and reading.tokens[place - 1].sentence != token.sentence:
        yield NEW_SENTENCE
    if token.after_comma:
        yield AFTER_COMMA
