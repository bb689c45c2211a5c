"""Kommuner against kinds of help as a matrix: the same facts for the picture, the table and the file."""

from dataclasses import dataclass

from finder.gaps import Gaps
from finder.menu import ROWS, Entry
from finder.models import MenuCellId, MenuRowId

Column = MenuRowId | MenuCellId
COLUMNS: tuple[Column, ...] = (*ROWS, "relatives", "children")
"""The rows of the menu for those who have the problem, then all there is for those who are close."""

_CLOSE = frozenset[MenuCellId]({"relatives", "children"})
_FEW = frozenset[MenuCellId]({"women", "men", "young_adults"})


@dataclass(frozen=True)
class Square:
    """What a kommun has in one column."""

    kommun: str
    column: Column
    entries: tuple[Entry, ...]

    @property
    def anonymous(self) -> bool:
        return any(entry.anonymous for entry in self.entries)

    @property
    def women(self) -> bool:
        """Whether something here is for women alone."""
        return any("women" in entry.cells for entry in self.entries)

    @property
    def state(self) -> str:
        """'all', 'some' when all of it is for women, men or young adults alone, or 'none'."""
        if not self.entries:
            return "none"
        return "some" if all(_FEW & set(entry.cells) for entry in self.entries) else "all"


def squares(gaps: Gaps, code: str) -> tuple[Square, ...]:
    """The squares of one kommun, in the order of COLUMNS."""
    return tuple(
        Square(code, column, tuple(entry for entry in gaps.entries(code) if _stands(entry, column)))
        for column in COLUMNS
    )


def _stands(entry: Entry, column: Column) -> bool:
    if column in _CLOSE:
        return column in entry.cells
    return entry.row == column and not set(entry.cells) <= _CLOSE
