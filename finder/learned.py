"""What was learned from labelled examples, as it stands in resources/weights.npz: read here, used by `likeness`.

`make weights` writes the file from tests/examples/. Nothing else is learned, and nothing is generated.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.errors import BrokenDirectoryError, Problem

FILE = "weights.npz"
UNREADABLE = "går inte att läsa; gör om den med `make weights`"
SCALE = 10
"""What a feature tells by itself is kept in tenths."""

_HALVES = "gain shift gates gate_starts looks look_starts tells tell_starts".split()
"""What is kept with half as many digits."""

Numbers = NDArray[np.float32]
Whole = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Alone:
    """What each feature tells by itself: logistic regression, one answer at a time."""

    tells: Whole
    """A row for each feature, a column for each answer; in tenths."""
    starts: Numbers
    """What each answer starts from."""


@dataclass(frozen=True, eq=False)
class InOrder:
    """What words tell in the order they stand: one quasi-recurrent layer, read from both ends.

    Bradbury, Merity, Xiong and Socher 2017, "Quasi-Recurrent Neural Networks".
    """

    places: NDArray[np.int8]
    """Where each feature stands among the others: a row for each. Features of a kind stand near each other."""
    gain: Numbers
    shift: Numbers
    gates: Numbers
    """From each end: a word and the one read before it -> what is new, what is kept and what is shown."""
    gate_starts: Numbers
    looks: Numbers
    """Where to look: a column for each place that is looked at."""
    look_starts: Numbers
    tells: Numbers
    """What is seen -> the first of the answers, and a last column for 'nobody is told of'. Wishes, which stand last,
    are told better by each word alone."""
    tell_starts: Numbers


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything that was learned."""

    answers: tuple[str, ...]
    """'audience:child', 'crisis:any', 'need:talk' … as the columns stand: the audiences first, the wishes last."""
    rows: Mapping[str, int]
    """Feature -> its row. Those of words and ideas come first; the others are known by `alone` only."""
    alone: Alone
    in_order: InOrder
    examples: str
    """The hash of what was learned from."""

    @property
    def audiences(self) -> int:
        """How many of the answers tell who writes."""
        return sum(answer.startswith("audience:") for answer in self.answers)


def build_weights(content: bytes) -> Weights | None:
    """The weights from the content of weights.npz; None when there is none.

    Raises BrokenDirectoryError when it cannot be read.
    """
    if not content:
        return None
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            return _weights(file)
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise BrokenDirectoryError([Problem(FILE, 0, UNREADABLE)]) from error


def _weights(file: Mapping[str, NDArray[Any]]) -> Weights:
    names = _text(file["features"]).split("\n")
    learned = {name: file[name].astype(np.float32) for name in _HALVES}
    return Weights(
        answers=tuple(_text(file["answers"]).split(" ")),
        rows={name: row for row, name in enumerate(names)},
        alone=Alone(file["alone"], file["starts"].astype(np.float32)),
        in_order=InOrder(places=file["places"], **learned),
        examples=_text(file["examples"]),
    )


def content_of(weights: Weights) -> bytes:
    """The content of weights.npz."""
    halves = {name: getattr(weights.in_order, name).astype(np.float16) for name in _HALVES}
    into = BytesIO()
    np.savez_compressed(
        into,
        answers=_bytes(" ".join(weights.answers)),
        features=_bytes("\n".join(weights.rows)),
        alone=weights.alone.tells,
        starts=weights.alone.starts,
        places=weights.in_order.places,
        examples=_bytes(weights.examples),
        **halves,
    )
    return into.getvalue()


def _text(table: NDArray[Any]) -> str:
    return table.tobytes().decode("utf-8")


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)
