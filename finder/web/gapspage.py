"""The comparison of kommuner in the visitor's words: the counts, the picture, what is wider, and the plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from finder.gaps import Gaps
from finder.matrix import COLUMNS, Square, squares
from finder.menu import Entry
from finder.menuview import column_words, entry_names, kind_words, names, square_words, state_words
from finder.planning import NEAR_KM, Neighbour, Opening, only_wider, openings
from finder.web.texts import Speech

_FEW = 4
"""How many names a sentence holds before the rest are only counted."""


@dataclass(frozen=True)
class Counted:
    """One of the counts in words."""

    name: str
    words: str
    have: list[str]
    lack: list[str]


@dataclass(frozen=True)
class Planned:
    """One opening in words."""

    name: str
    mends: list[str]
    nearest: str
    same: str
    also: str


def compared(speech: Speech, gaps: Gaps) -> dict[str, Any]:
    """What the page shows of all kommuner."""
    directory = gaps.directory
    return {
        "counts": [
            Counted(
                speech.translate(held.count.name),
                speech.translate(held.count.words),
                names(directory, held.kommuner),
                names(directory, held.lacking),
            )
            for held in gaps.held
        ],
        "together": [(names(directory, group.kommuner), entry_names(group.entries)) for group in gaps.cooperation],
        "wider": _wider(speech, gaps),
        "columns": [column_words(speech, column) for column in COLUMNS],
        "matrix": [
            (kommun.name, [(s.state, square_words(speech, gaps, s)) for s in squares(gaps, kommun.code)])
            for kommun in gaps.kommuner
        ],
    }


def _wider(speech: Speech, gaps: Gaps) -> list[tuple[str, str, str]]:
    """The kind and who lacks it, what there is for the län, what there is for Sweden; the counts only."""
    lines = []
    for found in only_wider(gaps):
        if found.kind.count:
            lacking = speech.listed(names(gaps.directory, found.kommuner))
            said = speech.t("gaps.wider_item", kind=kind_words(speech, found.kind), kommuner=lacking)
            lines.append((said, _some(speech, found.lan), _some(speech, found.national)))
    return lines


def _some(speech: Speech, entries: Iterable[Entry]) -> str:
    """The first names, and how many more there are."""
    found = entry_names(entries)
    said = speech.listed(found[:_FEW])
    return speech.t("gaps.wider_more", what=said, count=len(found) - _FEW) if len(found) > _FEW else said


# ---------------------------------------------------------------- the plan


def planned(speech: Speech, gaps: Gaps, code: str | None) -> dict[str, Any]:
    """What one kommun could open."""
    if code is None:
        return {"plan_name": "", "plan_rows": []}
    rows = [_planned(speech, gaps, opening) for opening in openings(gaps, code)]
    return {"plan_name": gaps.directory.kommuner[code].name, "plan_rows": rows}


def _planned(speech: Speech, gaps: Gaps, opening: Opening) -> Planned:
    return Planned(
        name=kind_words(speech, opening.kind),
        mends=[kind_words(speech, kind) for kind in opening.mends],
        nearest=_nearest(speech, gaps, opening.nearest),
        same=_same(speech, gaps, opening.same),
        also=_some(speech, opening.wider),
    )


def _nearest(speech: Speech, gaps: Gaps, found: Neighbour | None) -> str:
    if found is None:
        return speech.t("gaps.nearest_none")
    name = gaps.directory.kommuner[found.kommun].name
    return speech.t("gaps.nearest_item", kommun=name, km=round(found.km), what=_some(speech, found.entries))


def _same(speech: Speech, gaps: Gaps, found: Sequence[Neighbour]) -> str:
    if not found:
        return speech.t("gaps.same_none", km=round(NEAR_KM))
    directory = gaps.directory
    return speech.listed(
        speech.t("gaps.same_item", kommun=directory.kommuner[each.kommun].name, km=round(each.km)) for each in found
    )


# ---------------------------------------------------------------- the picture

SIDE, HEAD, HIGH, WIDE, FOOT = 150, 70, 34, 130, 96
"""The size of the picture's parts: the names, the headings, one row, one column, the key."""


@dataclass(frozen=True)
class Mark:
    """One square of the picture: where it stands, how it is drawn, and its letters."""

    x: int
    y: int
    state: str
    letters: str
    words: str


def drawing(speech: Speech, gaps: Gaps) -> dict[str, Any]:
    """The picture as places on a sheet: rows with their names and marks, headings, and the key below."""
    rows = [
        (HEAD + HIGH * number, kommun.name, _marks(speech, gaps, kommun.code, HEAD + HIGH * number))
        for number, kommun in enumerate(gaps.kommuner)
    ]
    below = HEAD + HIGH * len(rows)
    return {
        "gaps": gaps,
        "rows": rows,
        "side": SIDE,
        "high": HIGH,
        "headings": [(SIDE + WIDE * n, column_words(speech, column).split(" ")) for n, column in enumerate(COLUMNS)],
        "width": SIDE + WIDE * len(COLUMNS),
        "height": below + FOOT,
        "below": below,
        "key": [
            Mark(SIDE + 208 * n, below + 28, state, "", state_words(speech, gaps, state))
            for n, state in enumerate(("all", "some", "none"))
        ],
        "letters": [(SIDE + 208 * n, speech.t(f"gaps.mark.{mark}"), speech.t(f"gaps.mark_words.{mark}"))
                    for n, mark in enumerate(("anonymous", "women"))],
    }  # fmt: skip


def _marks(speech: Speech, gaps: Gaps, code: str, y: int) -> list[Mark]:
    return [
        Mark(SIDE + WIDE * n, y, square.state, _letters(speech, square), square_words(speech, gaps, square))
        for n, square in enumerate(squares(gaps, code))
    ]


def _letters(speech: Speech, square: Square) -> str:
    marks = (("anonymous", square.anonymous), ("women", square.women))
    return " ".join(speech.t(f"gaps.mark.{mark}") for mark, holds in marks if holds)
