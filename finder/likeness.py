"""What a text is like: word weights learned from labelled examples, a second voice beside the rules of the lexicon.

`resources/examples/` holds the lines and what each tells; `make weights` learns from them how much each word, pair of
words and bit of a word speaks for each answer. Nothing else is learned, and nothing is generated.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, sqrt
from typing import Any

from finder.swedish import fold, stem, words

_GRAMS = (3, 4, 5)
_MOST_WORDS = 120

Sums = dict[int, float]
"""Place of an answer -> how much was found that speaks for it."""


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned, as it stands in weights.json. Unpacked only where it is needed, so that a start is quick."""

    answers: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()
    """What each answer starts from."""
    features: Mapping[str, list[float]] = field(default_factory=dict)
    """Feature -> place of an answer, its weight, place of another, its weight …"""
    words: frozenset[str] = frozenset()
    """The usual words of the examples. Only their sums are remembered: a visitor's other words are never kept."""
    usual: dict[str, Sums] = field(default_factory=dict)

    def of_word(self, word: str) -> Sums:
        """What one word speaks for."""
        if word not in self.words:
            return self.sums(_of_word(word))
        if word not in self.usual:
            self.usual[word] = self.sums(_of_word(word))
        return self.usual[word]

    def sums(self, found: Iterable[str]) -> Sums:
        """What some features speak for together."""
        sums: Sums = {}
        for feature in found:
            flat = self.features.get(feature)
            if flat:
                for place, weight in zip(flat[::2], flat[1::2], strict=True):
                    sums[int(place)] = sums.get(int(place), 0.0) + weight
        return sums


NO_WEIGHTS = Weights()
"""Nothing learned: only the rules speak."""


def build_weights(data: Mapping[str, Any]) -> Weights:
    """The weights as they stand in weights.json."""
    answers, starts, words_ = tuple(data["answers"]), tuple(data["starts"]), frozenset(data["words"])
    return Weights(answers=answers, starts=starts, features=data["features"], words=words_)


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


def share(found: Counter[str]) -> float:
    """What one feature counts for in a text: less in a long one."""
    return 1 / sqrt(found.total() or 1)


def likeness(text: str, weights: Weights) -> dict[str, float]:
    """Answer ('audience:relative', 'need:talk', 'crisis:suicide' …) -> how likely, from 0 to 1."""
    plain = plain_words(text)
    totals = [0.0] * len(weights.answers)
    pairs = weights.sums(f"{one} {other}" for one, other in pairwise([stem(word) for word in plain]))
    for part in (*(weights.of_word(word) for word in plain), pairs):
        for place, weight in part.items():
            totals[place] += weight
    count = max(0, len(plain) - 1) + sum(_count(word) for word in plain)
    each = 1 / sqrt(count or 1)
    together = zip(weights.answers, totals, weights.starts, strict=True)
    return {answer: _chance(total * each + start) for answer, total, start in together}


def _count(word: str) -> int:
    """How many features a word has."""
    framed = len(word) + 2
    return 1 + sum(max(0, framed - size + 1) for size in _GRAMS)


def telling(text: str, answer: str, weights: Weights, most: int = 2) -> tuple[str, ...]:
    """The words of the text that speak most for an answer, in the order they stand."""
    found = words(text)[:_MOST_WORDS]
    if answer not in weights.answers:
        return ()
    asked = weights.answers.index(answer)
    speaks = {place: weights.of_word(fold(word)).get(asked, 0.0) for place, word in enumerate(found)}
    best = sorted(sorted(speaks, key=lambda place: -speaks[place])[:most])
    return tuple(found[place] for place in best if speaks[place] > 0)


def _chance(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
