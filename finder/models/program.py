"""What lives only in the program: places, phrases, answers, and the directory as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, StringConstraints

from finder.models.services import Organisation, Pattern, Service
from finder.models.sources import Source
from finder.models.talk import Barrier, Count, CrisisCard, Question, Term
from finder.models.values import Line, Record
from finder.models.words import AudienceId, NeedId, SubstanceId, WishId


class Kommun(Record):
    """One of Sweden's 290 kommuner, with its centre point in degrees."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    name: Line
    lan: Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
    lan_name: Line
    lat: float
    lon: float
    town: str = ""
    """The largest town, or empty when the register names none."""
    town_lat: float | None = None
    town_lon: float | None = None


class Phrase(Record):
    """A sentence to say: the key of its text and what stands in its {placeholders}.

    The core never words anything itself; whoever shows the phrase looks the key up in `Directory.texts` (or in a
    translation of it) and fills in the values, phrases inside phrases first.
    """

    key: str
    values: Mapping[str, "str | Phrase"] = Field(default_factory=dict)


class Answers(Record):
    """What a person has told so far. Nothing is stored: the whole of it travels with each step."""

    audience: AudienceId | None = None
    needs: tuple[NeedId, ...] = ()
    substance: SubstanceId | None = None
    kommun: str | None = None
    """Four-digit code."""
    wishes: tuple[WishId, ...] = ()
    passed: frozenset[str] = frozenset()
    """Ids of questions answered with 'vet inte', 'vill inte svara' or no."""


@dataclass(frozen=True, eq=False)
class Directory:
    """Everything the product knows, read once and never changed. Equal only to itself."""

    services: Mapping[str, Service]
    organisations: Mapping[str, Organisation]
    kommuner: Mapping[str, Kommun]
    """By code."""
    sources: Mapping[str, Source]
    questions: tuple[Question, ...]
    labels: Mapping[str, Mapping[str, str]]
    """Vocabulary: kind ('need', 'audience' …) -> id -> Swedish label."""
    texts: Mapping[str, str]
    """Every sentence of the product that a visitor can meet, by key, with {placeholders}."""
    crisis: Mapping[str, CrisisCard]
    forbidden_numbers: Mapping[str, str]
    """Numbers that must never be shown (digits only) -> why."""
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    """What many services have in common; its texts are the product's own."""
    glossary: tuple[Term, ...] = ()
    """Words that are explained where they stand."""
    worries: tuple[Barrier, ...] = ()
    """What anonymity and secrecy mean, as questions and answers with sources."""
    counts: tuple[Count, ...] = ()
    """What kommuner are counted by, in the order they are shown."""
