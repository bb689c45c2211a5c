"""One row of a menu -> the lines and boxes of a printed table, where a service in several columns spans them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from finder.menu import ROWS, Entry, Menu
from finder.models import MenuColumnId, MenuRowId

COLUMNS: tuple[MenuColumnId, ...] = ("men", "women", "young_men", "young_women", "relatives", "children")
"""The columns as the report prints them."""

_WIDE: Mapping[MenuColumnId, tuple[int, int]] = {
    "adults": (0, 4),
    "grown_adults": (0, 2),
    "young_adults": (2, 4),
    **{column: (place, place + 1) for place, column in enumerate(COLUMNS)},
}
_NAMES: Mapping[tuple[int, int], MenuColumnId] = {span: column for column, span in _WIDE.items()}


@dataclass(frozen=True)
class Box:
    """One cell of the table: its first and last column (the last is outside), and how many lines it is high."""

    start: int
    stop: int
    entries: tuple[Entry, ...] = ()
    empty: bool = False
    """Nothing at all for this column in this row; a box without entries that is not empty only fills a line out."""
    lines: int = 1

    @property
    def width(self) -> int:
        return self.stop - self.start

    @property
    def who(self) -> tuple[MenuColumnId, ...]:
        """The columns in as few words as possible: all four of the grown up are 'adults'."""
        return tuple(_in_words(self.start, self.stop))

    @property
    def again(self) -> bool:
        """All of it stands to the left as well: what is for women of all ages stands in two places."""
        return bool(self.entries) and all(_runs(entry.columns)[0][0] < self.start for entry in self.entries)


Line = tuple[Box, ...]


def grid(menu: Menu) -> tuple[tuple[MenuRowId, tuple[Line, ...]], ...]:
    """Every row of the menu with its lines."""
    return tuple((row, lines_of(menu.at(row))) for row in ROWS)


def lines_of(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """The lines of one row: the widest boxes first, each on the first line that has room for it."""
    taken: list[list[Box]] = [[]]
    for box in _boxes(entries):
        free = (line for line in taken if not any(_meet(box, other) for other in line))
        line = next(free, None)
        if line is None:
            taken.append([box])
        else:
            line.append(box)
    return _filled(taken)


def _boxes(entries: Iterable[Entry]) -> list[Box]:
    found: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        for span in _runs(entry.columns):
            found.setdefault(span, []).append(entry)
    boxes = [Box(*span, tuple(inside)) for span, inside in found.items()]
    return sorted(boxes, key=lambda box: (-box.width, box.start))


def _runs(columns: Iterable[MenuColumnId]) -> list[tuple[int, int]]:
    """The columns as unbroken stretches: women of all ages stand in two places of the table."""
    places = sorted({place for column in columns for place in range(*_WIDE[column])})
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _meet(one: Box, other: Box) -> bool:
    return one.start < other.stop and other.start < one.stop


def _filled(taken: list[list[Box]]) -> tuple[Line, ...]:
    """Boxes drawn down over free lines, and what is still free filled out."""
    used = {place for line in taken for box in line for place in range(box.start, box.stop)}
    free = [[all(not box.start <= place < box.stop for box in line) for place in range(6)] for line in taken]
    lines: list[list[Box]] = []
    for number, line in enumerate(taken):
        whole = [_drawn(box, free, number + 1) for box in line]
        lines.append(whole)
    for number, line in enumerate(lines):
        line += [
            _drawn(Box(place, place + 1, empty=place not in used), free, number)
            for place in range(len(COLUMNS))
            if free[number][place]
        ]
    return tuple(tuple(sorted(line, key=lambda box: box.start)) for line in lines)


def _drawn(box: Box, free: list[list[bool]], start: int) -> Box:
    """The box, as high as there is room from the line `start` on; the room is then taken."""
    number = start
    while number < len(free) and all(free[number][box.start : box.stop]):
        free[number][box.start : box.stop] = [False] * box.width
        number += 1
    return replace(box, lines=number - start + (1 if box.entries else 0))


def _in_words(start: int, stop: int) -> Iterable[MenuColumnId]:
    while start < stop:
        end = next(end for end in range(min(stop, 4) if start < 4 else stop, start, -1) if (start, end) in _NAMES)
        yield _NAMES[start, end]
        start = end
