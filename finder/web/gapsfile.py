"""The comparison of kommuner as a table to take home: CSV that no spreadsheet reads as a formula (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence

from finder.gaps import Gaps
from finder.matrix import Square, squares
from finder.menuview import column_words, entry_names, state_words
from finder.wording import Wording

_HEADINGS = ("code", "kommun", "kind", "has", "anonymous", "women", "names")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def table(gaps: Gaps, wording: Wording) -> list[list[str]]:
    """A line of headings, then a line for each kommun and kind, in words."""
    headings = [wording.text(f"gaps.file.{name}") for name in _HEADINGS]
    lines = (_line(gaps, wording, square) for kommun in gaps.kommuner for square in squares(gaps, kommun.code))
    return [headings, *lines]


def _line(gaps: Gaps, wording: Wording, square: Square) -> list[str]:
    def told(value: bool) -> str:
        return wording.text(f"gaps.answer.{'yes' if value else 'no'}")

    return [
        square.kommun,
        gaps.directory.kommuner[square.kommun].name,
        column_words(wording, square.column),
        state_words(wording, gaps, square.state),
        told(square.anonymous),
        told(square.women),
        "; ".join(entry_names(square.entries)),
    ]


def as_csv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as CSV. The mark in front lets a spreadsheet see that it is UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in line] for line in lines)
    return "\ufeff" + out.getvalue()


def safe(cell: str) -> str:
    """A cell that a spreadsheet reads as text: what looks like the start of a formula gets a ' in front."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
