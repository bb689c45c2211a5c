"""What the rules found, as evidence for the weights: ideas, verdicts, and who stands near what.

The rules know words that no example holds; the weights know which of the rules to trust when they disagree. So each
idea that stands in a text, and each thing that the rules tell, is weighed like a word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt

from finder.reading import Reading
from finder.ruled import Ruled
from finder.swedish import stem

_EACH = 0.35
"""What one idea or verdict counts for; a word of a text counts for about as much."""
_PAIRS = 0.6
_FARTHEST = 7
_TOLD = 0.5
MOST_WORDS = 130
"""What is looked at of a text, so that time stays bounded. 500 characters of real words hold fewer."""

ROLES = (
    "professional_role employer_role client colleague parent small_sibling sibling partner child_word relative_word "
    "close other other_object other_possessive me me_object my strong_use use_event substance_thing speech wants worry "
    "not small_age grown_age young_writer home_clue generic_man"
).split()
"""The ideas that tell who does what. A word that stands for several is the first of them."""


def evidence(ruled: Ruled) -> dict[str, float]:
    """Name of what was found -> how much it counts for."""
    names = (*(f"#{idea}" for idea in ruled.reading.spans), *verdicts(ruled))
    roles = _roles(ruled.reading)
    return dict.fromkeys(names, _EACH) | _beside(roles, ruled.reading) | _apart(roles, ruled.reading)


def verdicts(ruled: Ruled) -> Iterator[str]:
    """What the rules make of the whole: '@audience:self', '@need:talk', '@by:me' …"""
    found = ruled.found
    for kind in ("audience", "substance", "crisis"):
        if getattr(found, kind):
            yield f"@{kind}:{getattr(found, kind)}"
    yield from (f"@need:{need.id}" if need.score >= _TOLD else f"@maybe:{need.id}" for need in found.needs)
    yield from (f"@wish:{wish}" for wish in found.wishes)
    if ruled.silent:
        yield "@silent"
    kinds = sorted({kind for kind, _ in ruled.who.holders})
    yield from (f"@by:{kind}" for kind in kinds)
    if kinds:
        yield f"@all:{'+'.join(kinds)}"


def _roles(reading: Reading) -> list[str | None]:
    rows = reading.row[:MOST_WORDS]
    return [next((role for role in ROLES if f"<{role}>" in keys), None) for keys in rows]


def _beside(roles: Sequence[str | None], reading: Reading) -> dict[str, float]:
    """'#me dricker', '#close #use_event': a person or a deed, and what stands next to it."""
    row = [f"#{role}" if role else stem(reading.tokens[place].form) for place, role in enumerate(roles)]
    pairs = Counter(f"{one} {other}" for one, other in pairwise(row) if "#" in (one[0], other[0]))
    each = _PAIRS / sqrt(len(row) + 1)
    return {pair: count * each for pair, count in pairs.items()}


def _apart(roles: Sequence[str | None], reading: Reading) -> dict[str, float]:
    """'#close..#use_event': two roles in the same sentence, with some words between them at most."""
    placed = [(place, role) for place, role in enumerate(roles) if role]
    pairs = Counter(
        f"#{one}..#{other}"
        for at, (place, one) in enumerate(placed)
        for later, other in placed[at + 1 : at + 1 + _FARTHEST]
        if later - place <= _FARTHEST and reading.tokens[place].sentence == reading.tokens[later].sentence
    )
    each = _PAIRS / sqrt(pairs.total() or 1)
    return {pair: count * each for pair, count in pairs.items()}
