"""What a text is like: word weights learned from labelled examples, a second voice beside the rules of the lexicon.

`resources/examples/` holds the lines and what each tells; `make weights` learns from them how much each word and bit of
a word speaks for each answer. Nothing else is learned, and nothing is generated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any

from finder.swedish import fold, stem, words

_GRAMS = (3, 4, 5)
_MOST_WORDS = 120


@dataclass(frozen=True, eq=False)
class Weights:
    """Feature -> answer -> how much it speaks for it; and what each answer starts from."""

    starts: Mapping[str, float]
    features: Mapping[str, Mapping[str, float]]


NO_WEIGHTS = Weights(starts={}, features={})
"""Nothing learned: only the rules speak."""


def build_weights(data: Mapping[str, Any]) -> Weights:
    """The weights as they stand in weights.json."""
    return Weights(starts=data["starts"], features=data["features"])


def features(text: str) -> frozenset[str]:
    """The stems, pairs of stems and bits of words of a text: what the weights are about."""
    plain = [fold(word) for word in words(text)[:_MOST_WORDS]]
    stems = [stem(word) for word in plain]
    pairs = (f"{one} {other}" for one, other in zip(stems, stems[1:], strict=False))
    bits = (bit for word in plain for bit in _bits(word))
    return frozenset({*(f"={word}" for word in stems), *pairs, *bits})


def _bits(word: str) -> Iterable[str]:
    framed = f"_{word}_"
    for size in _GRAMS:
        for at in range(len(framed) - size + 1):
            yield framed[at : at + size]


def likeness(text: str, weights: Weights) -> dict[str, float]:
    """Answer ('audience:relative', 'need:talk', 'crisis:suicide' …) -> how likely, from 0 to 1."""
    found = features(text)
    share = 1 / sqrt(len(found) or 1)
    sums = dict.fromkeys(weights.starts, 0.0)
    for feature in found:
        for answer, weight in weights.features.get(feature, {}).items():
            sums[answer] += weight
    return {answer: _chance(total * share + weights.starts[answer]) for answer, total in sums.items()}


def telling(text: str, answer: str, weights: Weights, most: int = 2) -> tuple[str, ...]:
    """The words of the text that speak most for an answer, in the order they stand."""
    found = words(text)[:_MOST_WORDS]
    speaks = {place: _speaks(word, answer, weights) for place, word in enumerate(found)}
    best = sorted(sorted(speaks, key=lambda place: -speaks[place])[:most])
    return tuple(found[place] for place in best if speaks[place] > 0)


def _speaks(word: str, answer: str, weights: Weights) -> float:
    plain = fold(word)
    own = (f"={stem(plain)}", *_bits(plain))
    return sum(weights.features.get(feature, {}).get(answer, 0.0) for feature in own)


def _chance(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
