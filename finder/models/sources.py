"""Where facts come from, and the numbers that must never be shown."""

from typing import Self

from pydantic import Field, model_validator

from finder.models.values import FuzzyDate, Id, Line, Record, WebAddress
from finder.models.words import SourceKind, Tri


class Source(Record):
    """A document that facts come from, named once in sources.yaml."""

    id: Id
    title: Line
    publisher: Line
    date: FuzzyDate
    kind: SourceKind
    url: WebAddress | None = None
    historical: Tri = "no"
    """`yes`: the document tells how it was then; its services are a trace to follow, not help of today."""
    lan: Line | None = None
    """The län that the document maps, as it was then; the kommuner of its menus all count as part of it."""
    note: Line | None = None


class Seen(Record):
    """A page where one fact was read: the source of a number, an hour or an address."""

    url: WebAddress | None = None
    document: Id | None = None
    """An id in sources.yaml, when the fact stands in a named document."""
    date: FuzzyDate = "unknown"
    says: Line | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.url or self.document):
            raise ValueError("en källa behöver 'url' eller 'document'")
        return self


class ForbiddenNumber(Record):
    """A number that is dead or wrong and must never be shown."""

    number: Line
    why: Line
    sources: tuple[Seen, ...] = Field(min_length=1)
