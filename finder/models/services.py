"""Organisations and their services: as they stand in a file, and ready to match."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from finder.models.contacts import Contact, Meeting, Place
from finder.models.sources import Seen
from finder.models.values import Age, FuzzyDate, Id, LanguageCode, Line, Record, Text, WebAddress
from finder.models.words import (
    AccessId,
    AudienceId,
    FormatId,
    MenuColumnId,
    MenuRowId,
    MethodId,
    NeedId,
    ProviderKind,
    Sex,
    SubstanceId,
    Tri,
    Trust,
)


class Ages(Record):
    """From and to, both included, in years. One may be left out."""

    from_: Age | None = Field(default=None, alias="from")
    to: Age | None = None
    mostly: Line | None = None
    """Who comes in practice: 'de flesta är äldre än 25 år'."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError(f"åldern går från {self.from_} till {self.to}; 'from' får inte vara högre än 'to'")
        return self


class Phase(Record):
    """One step of a programme, with its length and what it holds."""

    name: Line
    length: Line | None = None
    about: Text | None = None


class Cooperation(Record):
    """Who runs a service together with whom."""

    kommuner: tuple[Line, ...] = ()
    others: tuple[Line, ...] = ()
    about: Line | None = None


class MenuEntry(Record):
    """Where a service stands in its kommun's menu, and under which name."""

    row: MenuRowId
    columns: tuple[MenuColumnId, ...] = Field(min_length=1)
    """`adults` spans men, women, young men and young women; `grown_adults` spans men and women but not the young."""
    name: Line
    anonymous: Tri = "no"
    """The asterisk of the printed menu."""
    order: Annotated[int, Field(ge=1)] | None = None
    """The place in the printed cell, from the top. Left out where the order of the files is the printed one."""


class Details(Record):
    """What the 2006 map says of a service beyond the common fields, rewritten in plain words. All may be missing."""

    need: Text | None = None
    """Behov: what the person needs."""
    offer: Text | None = None
    """Erbjudande: what is offered."""
    content: Text | None = None
    """Innehåll: what is done."""
    target_group: Text | None = None
    """Målgrupp: whom it is for."""
    extent: Text | None = None
    """Omfattning: how long, how often, how many."""
    staff: Text | None = None
    """Personal."""
    history: Text | None = None
    """Historik."""
    relapse: Text | None = None
    """What happens after a relapse."""
    conditions: tuple[Text, ...] = ()
    """What is asked of the one who comes."""
    phases: tuple[Phase, ...] = ()
    activities: tuple[Text, ...] = ()
    results: tuple[Text, ...] = ()
    background: Text | None = None


class ServiceFacts(Record):
    """Everything a service can say but its id. A shared pattern (see `Pattern`) has the same fields."""

    name: Line | None = None
    summary: Text | None = None
    """What it is, in one to three short sentences that a tired person can read."""
    needs: tuple[NeedId, ...] = ()
    """Best fit first."""
    substances: tuple[SubstanceId, ...] = ()
    """Empty: all."""
    audience: tuple[AudienceId, ...] = ()
    ages: Ages | None = None
    sex: Sex = "all"
    """`women`: only women there."""
    area: tuple[Line, ...] = ()
    """Names of kommuner or län whose people may come, or 'Sverige'."""
    online: Tri = "unknown"
    """`yes`: can be used from anywhere (phone, chat, web)."""
    anonymous: Tri = "unknown"
    """`yes`: can be used without giving a name and without being registered."""
    access: tuple[AccessId, ...] = ()
    methods: tuple[MethodId, ...] = ()
    formats: tuple[FormatId, ...] = ()
    faith: Line | None = None
    """The religious ground, when the source tells of one: 'kristen grund'."""
    peer_staff: Tri = "unknown"
    same_sex_staff: Tri = "unknown"
    drug_free: Tri = "unknown"
    """`yes`: a drug-free setting; sobriety is asked for."""
    accepts_use: Tri = "unknown"
    """`yes`: one may come while using, or after a relapse."""
    cost: Line | None = None
    free: Tri = "unknown"
    wait: Line | None = None
    duration: Line | None = None
    capacity: Line | None = None
    languages: tuple[LanguageCode, ...] = ()
    interpreter: Tri = "unknown"
    accessibility: Line | None = None
    run_by: Line | None = None
    bought_from: Line | None = None
    """Who delivers it when the kommun buys it from outside."""
    cooperation: Cooperation | None = None
    contacts: tuple[Contact, ...] = ()
    places: tuple[Place, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    details: Details | None = None
    aliases: tuple[Line, ...] = ()
    """Other names that people search for: former names, short forms."""
    note: Text | None = None
    sources: tuple[Seen, ...] = ()
    confirmed: FuzzyDate | None = None
    """When a source last said that the service exists."""
    confirmed_by: Line | None = None
    trust: Trust | None = None
    first_for: tuple[AudienceId, ...] = ()
    """Shown first to these, before anything that fits as well: Bris to a child."""


class ServiceEntry(ServiceFacts):
    """A service as it stands in a file: its own facts, and perhaps the pattern it follows."""

    id: Id
    like: Id | None = None
    """The id of a pattern in patterns.yaml that gives what is not said here."""


class Pattern(ServiceFacts):
    """What many services have in common, written once (the way in to every kommun's socialtjänst)."""

    id: Id


class OrganisationEntry(Record):
    """One file under organisations/: who runs the services, and the services."""

    id: Id
    name: Line
    kind: ProviderKind
    kommun: Line | None = None
    """The home kommun's name, when there is one."""
    part: Line | None = None
    """The part of the kommun that the organisation is for, when that part has a menu of its own."""
    about: Text | None = None
    aliases: tuple[Line, ...] = ()
    web: WebAddress | None = None
    contacts: tuple[Contact, ...] = ()
    """Shared by all its services that have none of their own."""
    sources: tuple[Seen, ...] = Field(min_length=1)
    services: tuple[ServiceEntry, ...] = Field(min_length=1)


class Organisation(Record):
    """Who runs a service."""

    id: Id
    name: Line
    kind: ProviderKind
    kommun: str | None = None
    """Four-digit code."""
    part: str | None = None
    about: str | None = None
    aliases: tuple[str, ...] = ()
    web: str | None = None


class Service(ServiceFacts):
    """A service ready to match: pattern filled in, contacts inherited, areas as codes."""

    id: Id
    organisation: Organisation
    name: Line
    summary: Text
    needs: tuple[NeedId, ...] = Field(min_length=1)
    audience: tuple[AudienceId, ...] = Field(min_length=1)
    area: tuple[str, ...] = Field(min_length=1)
    """Kommun codes ('1983'), län codes ('19') or 'SE'."""
    sources: tuple[Seen, ...] = Field(min_length=1)
    confirmed: FuzzyDate
    trust: Trust
    historical: bool
    """From a document that tells how it was then: kept as a trace to follow."""
    file: str = ""
    line: int = 0

    @property
    def national(self) -> bool:
        return "SE" in self.area

    @property
    def kommuner(self) -> tuple[str, ...]:
        return tuple(code for code in self.area if len(code) == 4)
