"""The errors of the product: each says where, what, what is allowed and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a data file. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class HittaStodError(Exception):
    """Any error whose text is meant for the person at the keyboard."""


class BrokenDirectoryError(HittaStodError):
    """The data files hold problems; all of them are told at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownNameError(HittaStodError):
    """A name or id that is not in the list it must come from."""
