"""What is asked and said: questions, cards for danger, hard words, and how gaps are counted."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from finder.models.sources import Seen
from finder.models.values import Id, Line, Record, Text
from finder.models.words import CountId, CrisisId, FormatId, MenuCellId, MenuRowId, MethodId, Tri


class Option(Record):
    """One answer to a question: what it says, and the values it stands for."""

    id: Id
    text: Line
    hint: Line | None = None
    value: str | None = None
    """The id in the vocabulary; None for a plain yes or no."""


class Question(Record):
    """One question of the conversation, in plain Swedish."""

    id: Id
    field: Literal["danger", "audience", "needs", "substance", "kommun", "anonymous", "women_only", "wishes"]
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]\d?$")]
    """The neutral name of the form field: it must not tell what the page is about."""
    text: Line
    help: Line | None = None
    many: Tri = "no"
    always: Tri = "no"
    """`yes`: asked even when the same services stand, since the words to say and to read hang on it."""
    usual: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How often a visitor's answer asks for something, from 0 to 1: an assumption, used to choose what to ask first."""
    options: tuple[Option, ...] = ()


class CrisisContact(Record):
    """A line on a crisis card: which contact of which service, and what to say."""

    service: Id
    text: Line


class Barrier(Record):
    """A worry that holds people back, and a short answer from a cited source."""

    question: Line
    answer: Text
    sources: tuple[Seen, ...] = Field(min_length=1)


class CrisisCard(Record):
    """What to do now, for one kind of danger."""

    id: CrisisId
    title: Line
    heard: Line | None = None
    act: tuple[Line, ...] = Field(min_length=1)
    """The one thing to do, in short sentences."""
    contacts: tuple[CrisisContact, ...] = Field(min_length=2)
    no_answer: Line
    more: tuple[Line, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    reviewed_by: Line | None = None
    """Who in health care has read the card; None shows as 'ej granskad av vården ännu' in the check."""
    sources: tuple[Seen, ...] = Field(min_length=1)


class Term(Record):
    """A word of the authorities or of the treatment trade, explained where it stands."""

    id: Id
    words: tuple[Line, ...] = Field(min_length=1)
    """The word first as it is asked about ('remiss'), then the other forms that are met in texts."""
    explanation: Text
    sources: tuple[Seen, ...] = Field(min_length=1)


class Count(Record):
    """One thing that kommuner are counted by: in words for people, and as a rule for the program.

    A kommun counts when one service of its menu holds every part of the rule that is given; of each list one is enough.
    """

    id: CountId
    name: Line
    words: Text
    rows: tuple[MenuRowId, ...] = ()
    cells: tuple[MenuCellId, ...] = ()
    methods: tuple[MethodId, ...] = ()
    formats: tuple[FormatId, ...] = ()
    anonymous: Literal["yes"] | None = None
    shared: Literal["yes"] | None = None
    """`yes`: run together with another kommun."""
