"""What a text is like: how likely each answer is, by what was learned from labelled examples.

Two readings are weighed together: each feature by itself, and the words in the order they stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.features import UNKNOWN, Features
from finder.learned import SCALE, Numbers, Weights
from finder.sequence import chance, in_order


@dataclass(frozen=True, eq=False)
class Likeness:
    """What a text is like, and which of its words say so."""

    chances: Mapping[str, float]
    """Answer ('audience:relative', 'need:talk', 'crisis:suicide' …) -> how likely, 0 to 1. Empty with no weights."""
    words: Sequence[str] = ()
    """The words as they stand."""
    sums: Numbers = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    """What each word by itself speaks for: a row for each word, a column for each answer."""
    columns: Mapping[str, int] = field(default_factory=dict)

    def telling(self, answer: str, most: int = 2) -> tuple[str, ...]:
        """The words of the text that speak most for an answer, in the order they stand."""
        if answer not in self.columns:
            return ()
        speaks = self.sums[:, self.columns[answer]]
        best = sorted(np.argsort(-speaks, kind="stable")[:most])
        return tuple(self.words[place] for place in best if speaks[place] > 0)


def likeness(found: Features, weights: Weights | None) -> Likeness:
    """What a text is like, by its features."""
    if not weights or not found.words:
        return Likeness({})
    plain, marked = _rows(found, weights.rows)
    sums = np.add.reduceat(weights.alone.tells[plain.rows], plain.starts, axis=0, dtype=np.float32)
    chances = _alone(sums, len(plain.rows), found, weights)
    ordered = in_order(marked.rows, marked.starts, weights.in_order, weights.audiences)
    chances[: len(ordered)] = (chances[: len(ordered)] + ordered) / 2
    columns = {answer: column for column, answer in enumerate(weights.answers)}
    return Likeness(dict(zip(weights.answers, chances.tolist(), strict=True)), found.words, sums, columns)


class _Rows(NamedTuple):
    """The rows of the features of all words, and where among them each word starts."""

    rows: NDArray[np.intp]
    starts: NDArray[np.intp]


def _rows(found: Features, known: Mapping[str, int]) -> tuple[_Rows, _Rows]:
    """The words with nothing but their parts, and with their ideas too. Each has at least the row of its stem."""
    plain: list[int] = []
    marked: list[int] = []
    starts: tuple[list[int], list[int]] = ([], [])
    unknown = known[UNKNOWN]
    for (root, *bits), marks in zip(found.parts, found.marks, strict=True):
        rows = [known.get(root, unknown), *(known[bit] for bit in bits if bit in known)]
        starts[0].append(len(plain))
        starts[1].append(len(marked))
        plain += rows
        marked += rows
        marked += [known[mark] for mark in marks if mark in known]
    return _Rows(np.array(plain), np.array(starts[0])), _Rows(np.array(marked), np.array(starts[1]))


def _alone(sums: Numbers, count: int, found: Features, weights: Weights) -> Numbers:
    """The chance of each answer when only what stands in the text counts, not where."""
    each = 1 / sqrt(count + len(found.pairs))
    pairs = [weights.rows[pair] for pair in found.pairs if pair in weights.rows]
    seen = [(weights.rows[name], value) for name, value in found.evidence.items() if name in weights.rows]
    rows = pairs + [row for row, _ in seen]
    counts = np.array([each] * len(pairs) + [value for _, value in seen], np.float32)
    whole = sums.sum(axis=0) * each + counts @ weights.alone.tells[np.array(rows, np.intp)]
    return chance(whole / SCALE + weights.alone.starts)
