"""The lexicon of free text: words and phrases per idea, read from resources/lexicon/*.yaml and checked at the door."""

from collections.abc import Mapping
from dataclasses import dataclass

from finder.models import Kommun


@dataclass(frozen=True)
class Lexicon:
    """The words of the field, ready for `understand`."""


def build_lexicon(files: Mapping[str, object], kommuner: Mapping[str, Kommun]) -> Lexicon:
    """The lexicon from plain data: file name -> its content as read, with every scalar as text.

    `kommuner` (by code) gives the names of places. Raises BrokenDirectoryError with every problem of every file.
    """
    return Lexicon()
