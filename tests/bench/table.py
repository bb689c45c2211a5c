"""A row of a benchmark: what was measured, what was wanted, and whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    wanted: str
    holds: bool
    beside: str = ""

    def __str__(self) -> str:
        mark = "ok  " if self.holds else "MISS"
        return f"{mark} {self.what:<44} {self.measured:>14}   {self.wanted:<18} {self.beside}"
