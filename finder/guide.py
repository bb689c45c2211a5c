"""Everything read and ready to answer: the directory, the lexicon of free text, the search index."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from finder.check import faults
from finder.errors import BrokenDirectoryError
from finder.learned import build_weights
from finder.lexicon import Lexicon, build_lexicon
from finder.load import load, read_lexicon, read_weights
from finder.models import Directory
from finder.search import Index, build_index


@dataclass(frozen=True, eq=False)
class Guide:
    """One reading of a folder. A new reading is a new Guide; this one never changes."""

    directory: Directory
    lexicon: Lexicon

    @cached_property
    def search_index(self) -> Index:
        """Built when the first search needs it."""
        return build_index(self.directory)


def open_directory(folder: Path) -> Directory:
    """Read the directory alone, with nothing in it that must not be shown. Raises BrokenDirectoryError."""
    directory = load(folder)
    problems = faults(directory)
    if problems:
        raise BrokenDirectoryError(problems)
    return directory


def open_guide(folder: Path) -> Guide:
    """Read a folder laid out like resources/.

    Returns: a Guide. Raises: BrokenDirectoryError with every problem when anything in it must not be shown.
    """
    directory = open_directory(folder)
    return Guide(
        directory=directory,
        lexicon=build_lexicon(read_lexicon(folder), directory.kommuner, build_weights(read_weights(folder))),
    )
