"""Words -> services: typing errors are mended against the vocabulary, an inverted index finds the records."""

from dataclasses import dataclass

from finder.models import Directory, Record


class SearchResult(Record):
    """One service that a query found."""

    id: str
    score: float
    """Between 0 and 1; 1 when every word stands in the name."""


class SearchAnswer(Record):
    """The services that a query found, best first."""

    query: str
    results: tuple[SearchResult, ...] = ()
    did_you_mean: str | None = None
    """The query with its typing errors mended, when there were any."""


@dataclass(frozen=True)
class Index:
    """The words of the directory, and the services where they stand."""


def build_index(directory: Directory) -> Index:
    """The index over every service: its names, organisation, summary, places and methods."""
    return Index()


def search(query: str, index: Index, kommun: str | None = None, limit: int = 10) -> SearchAnswer:
    """The services for a query, best first; those of the kommun (a code) and the national ones when it is given."""
    return SearchAnswer(query=query)
