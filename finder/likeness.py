"""What a text is like: weights learned from labelled examples, one for each word, pair of words and bit of a word.

`tests/examples/` holds the lines and what each tells; `make weights` learns from them how much each word, and each
finding of the rules, speaks for each answer. Nothing else is learned, and nothing is generated.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, sqrt

from finder.errors import BrokenDirectoryError, Problem
from finder.swedish import fold, stem, words

_GRAMS = (3, 4, 5)
_MOST_WORDS = 120
_SCALE = 10
"""Weights are kept in tenths."""

UNREADABLE = "går inte att läsa; gör om den med `make weights`"

Sums = dict[int, float]
"""Place of an answer -> how much was found that speaks for it, in tenths."""


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned, as it stands in weights.tsv. Unpacked only where it is needed, so that a start is quick."""

    answers: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()
    """What each answer starts from."""
    features: Mapping[str, str] = field(default_factory=dict)
    """Feature -> 'place of an answer, its weight in tenths, place of another, its weight …', with spaces."""
    words: frozenset[str] = frozenset()
    """The usual words of the examples. Only their sums and those of ideas are remembered: a visitor's other words are
    never kept."""
    usual: dict[str, Sums] = field(default_factory=dict)

    def of_word(self, word: str) -> Sums:
        """What one word speaks for."""
        if word not in self.words:
            return self.sums(_of_word(word))
        if word not in self.usual:
            self.usual[word] = self.sums(_of_word(word))
        return self.usual[word]

    def of_finding(self, name: str) -> Sums:
        """What one finding of the rules speaks for. One with a word of the text in it is never remembered."""
        if " " in name:
            return self.sums((name,))
        if name not in self.usual:
            self.usual[name] = self.sums((name,))
        return self.usual[name]

    def sums(self, found: Iterable[str]) -> Sums:
        """What some features speak for together."""
        sums: Sums = {}
        for feature in found:
            flat = self.features.get(feature)
            if flat:
                numbers = [int(number) for number in flat.split(" ")]
                for place, weight in zip(numbers[::2], numbers[1::2], strict=True):
                    sums[place] = sums.get(place, 0.0) + weight
        return sums


NO_WEIGHTS = Weights()
"""Nothing learned: only the rules speak."""


def features(text: str) -> dict[str, float]:
    """The stems, pairs of stems and bits of words of a text, with what each counts for: less in a long text."""
    plain = plain_words(text)
    found = Counter(f"{one} {other}" for one, other in pairwise([stem(word) for word in plain]))
    for word in plain:
        found.update(_of_word(word))
    each = 1 / sqrt(found.total() or 1)
    return {feature: count * each for feature, count in found.items()}


def plain_words(text: str) -> list[str]:
    """The words that are looked at, folded."""
    return [fold(word) for word in words(text)[:_MOST_WORDS]]


def _of_word(word: str) -> list[str]:
    framed = f"_{word}_"
    bits = (framed[at : at + size] for size in _GRAMS for at in range(len(framed) - size + 1))
    return [f"={stem(word)}", *bits]


@dataclass(frozen=True)
class Likeness:
    """What a text is like, and which of its words say so."""

    chances: Mapping[str, float]
    """Answer ('audience:relative', 'need:talk', 'crisis:suicide' …) -> how likely, 0 to 1. Empty with no weights."""
    words: Sequence[str] = ()
    """The words as they stand."""
    sums: Sequence[Sums] = ()
    """What each of them speaks for."""
    places: Mapping[str, int] = field(default_factory=dict)

    def telling(self, answer: str, most: int = 2) -> tuple[str, ...]:
        """The words of the text that speak most for an answer, in the order they stand."""
        asked = self.places.get(answer, -1)
        speaks = [sums.get(asked, 0.0) for sums in self.sums]
        best = sorted(sorted(range(len(speaks)), key=lambda place: -speaks[place])[:most])
        return tuple(self.words[place] for place in best if speaks[place] > 0)


def likeness(text: str, weights: Weights, evidence: Mapping[str, float]) -> Likeness:
    """What a text is like. `evidence`: what the rules found, name -> what it counts for."""
    if not weights.answers:
        return Likeness({})
    raw = words(text)[:_MOST_WORDS]
    plain = [fold(word) for word in raw]
    sums = [weights.of_word(word) for word in plain]
    pairs = weights.sums(f"{one} {other}" for one, other in pairwise([stem(word) for word in plain]))
    each = 1 / sqrt(max(0, len(plain) - 1) + sum(_count(word) for word in plain) or 1)
    parts = [(part, each) for part in (*sums, pairs)]
    parts += [(weights.of_finding(name), counts) for name, counts in evidence.items()]
    places = {answer: place for place, answer in enumerate(weights.answers)}
    return Likeness(_chances(parts, weights), raw, sums, places)


def _chances(parts: Iterable[tuple[Sums, float]], weights: Weights) -> dict[str, float]:
    totals = [0.0] * len(weights.answers)
    for sums, counts in parts:
        for place, weight in sums.items():
            totals[place] += weight * counts
    together = zip(weights.answers, totals, weights.starts, strict=True)
    return {answer: _chance(total / _SCALE + start) for answer, total, start in together}


def _count(word: str) -> int:
    """How many features a word has."""
    framed = len(word) + 2
    return 1 + sum(max(0, framed - size + 1) for size in _GRAMS)


def _chance(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def build_weights(text: str) -> Weights:
    """The weights as they stand in weights.tsv; '' gives none. Raises BrokenDirectoryError when it cannot be read.

    The head holds answers, starts, usual words and the hash of the examples; after an empty line, a feature a line.
    """
    if not text:
        return NO_WEIGHTS
    try:
        head, _, rest = text.partition("\n\n")
        heads = dict(line.split("\t", maxsplit=1) for line in head.splitlines())
        return Weights(
            answers=tuple(heads["answers"].split(" ")),
            starts=tuple(float(start) for start in heads["starts"].split(" ")),
            features=dict(line.split("\t") for line in rest.splitlines()),
            words=frozenset(heads["words"].split(" ")),
        )
    except (KeyError, ValueError) as error:
        raise BrokenDirectoryError([Problem("weights.tsv", 0, UNREADABLE)]) from error
