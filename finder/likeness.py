"""What a text is like: word weights learned from labelled examples, a second voice beside the rules of the lexicon.

`resources/examples/` holds the lines and what each tells; `make weights` learns from them how much each word, pair of
words and bit of a word speaks for each answer. Nothing else is learned, and nothing is generated.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import exp, sqrt
from typing import Any

from finder.swedish import fold, stem, words

_GRAMS = (3, 4, 5)
_MOST_WORDS = 120

Sums = dict[str, float]


@dataclass(frozen=True, eq=False)
class Weights:
    """Feature -> answer -> how much it speaks for it; and what each answer starts from."""

    starts: Mapping[str, float]
    features: Mapping[str, Mapping[str, float]]
    usual: Mapping[str, Sums] = field(default_factory=dict)
    """What each word of the examples speaks for, worked out once. A visitor's other words are never kept."""

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of words that weigh something."""
        return frozenset(feature for feature in self.features if " " in feature)


NO_WEIGHTS = Weights(starts={}, features={})
"""Nothing learned: only the rules speak."""


def build_weights(data: Mapping[str, Any]) -> Weights:
    """The weights as they stand in weights.json."""
    answers = data["answers"]
    features = {feature: _paired(flat, answers) for feature, flat in data["features"].items()}
    usual = {word: _sums(_of_word(word), features) for word in data.get("words", ())}
    return Weights(starts=dict(zip(answers, data["starts"], strict=True)), features=features, usual=usual)


def _paired(flat: list[float], answers: list[str]) -> Sums:
    """[3, 1.2, 7, -0.8] -> the third and the seventh answer with their weights."""
    return {answers[int(place)]: weight for place, weight in zip(flat[::2], flat[1::2], strict=True)}


def features(text: str) -> Counter[str]:
    """The stems, pairs of stems and bits of words of a text, with how often each stands there."""
    plain = plain_words(text)
    stems = [stem(word) for word in plain]
    found = Counter(f"{one} {other}" for one, other in pairwise(stems))
    for word in plain:
        found.update(_of_word(word))
    return found


def plain_words(text: str) -> list[str]:
    """The words that are looked at, folded."""
    return [fold(word) for word in words(text)[:_MOST_WORDS]]


def _of_word(word: str) -> list[str]:
    framed = f"_{word}_"
    bits = (framed[at : at + size] for size in _GRAMS for at in range(len(framed) - size + 1))
    return [f"={stem(word)}", *bits]


def _sums(found: Iterable[str], weights: Mapping[str, Mapping[str, float]]) -> Sums:
    sums: Sums = {}
    for feature in found:
        for answer, weight in weights.get(feature, {}).items():
            sums[answer] = sums.get(answer, 0.0) + weight
    return sums


def share(found: Counter[str]) -> float:
    """What one feature counts for in a text: less in a long one."""
    return 1 / sqrt(found.total() or 1)


def likeness(text: str, weights: Weights) -> dict[str, float]:
    """Answer ('audience:relative', 'need:talk', 'crisis:suicide' …) -> how likely, from 0 to 1."""
    plain = plain_words(text)
    sums = dict.fromkeys(weights.starts, 0.0)
    known = [weights.usual.get(word) or _sums(_of_word(word), weights.features) for word in plain]
    pairs = (f"{one} {other}" for one, other in pairwise([stem(word) for word in plain]))
    together = _sums((pair for pair in pairs if pair in weights.pairs), weights.features)
    for part in (*known, together):
        for answer, weight in part.items():
            sums[answer] += weight
    count = max(0, len(plain) - 1) + sum(_count(word) for word in plain)
    each = 1 / sqrt(count or 1)
    return {answer: _chance(total * each + weights.starts[answer]) for answer, total in sums.items()}


def _count(word: str) -> int:
    """How many features a word has."""
    framed = len(word) + 2
    return 1 + sum(max(0, framed - size + 1) for size in _GRAMS)


def telling(text: str, answer: str, weights: Weights, most: int = 2) -> tuple[str, ...]:
    """The words of the text that speak most for an answer, in the order they stand."""
    found = words(text)[:_MOST_WORDS]
    speaks = {place: _sums(_of_word(fold(word)), weights.features).get(answer, 0.0) for place, word in enumerate(found)}
    best = sorted(sorted(speaks, key=lambda place: -speaks[place])[:most])
    return tuple(found[place] for place in best if speaks[place] > 0)


def _chance(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
