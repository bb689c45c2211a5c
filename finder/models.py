"""The records of the product: frozen, and strict at the door.

Every record that stands in a data file is a pydantic model, so that one definition checks the file, gives editors
completion (a JSON Schema) and documents itself. Records that only live in the program are at the end.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from opening_hours import OpeningHours
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from finder.dates import check_date
from finder.numbers import check_phone, check_short_number, check_sms

# ---------------------------------------------------------------- the words of the field

AudienceId = Literal["self", "relative", "child", "employer", "professional"]
NeedId = Literal[
    "talk", "treatment", "medical", "aftercare", "peers", "housing", "occupation", "money", "mental_health",
    "violence", "guide", "family", "harm_reduction",
]  # fmt: skip
SubstanceId = Literal["alcohol", "drugs", "medicines", "gambling"]
WishId = Literal[
    "anonymous", "women_only", "same_sex_staff", "twelve_step", "no_twelve_step", "no_faith", "peer_staff",
    "drug_free", "accepts_use", "individual", "group", "chat", "sms", "other_town", "near",
]  # fmt: skip
CrisisId = Literal["suicide", "overdose", "withdrawal", "violence_now", "child_in_danger"]
AccessId = Literal["self_referral", "referral", "decision", "membership"]
ProviderKind = Literal["kommun", "region", "state", "ngo", "self_help", "faith", "company", "cooperative"]
MethodId = Literal[
    "twelve_step", "motivational_interviewing", "cbt", "cra", "relapse_prevention", "asi", "acupuncture",
    "alkoholkonflikten", "systemic", "psychodynamic", "token_economy", "hash_programme", "network", "other",
]  # fmt: skip
FormatId = Literal[
    "individual", "group", "couple", "family", "home_visit", "phone", "chat", "sms", "email", "online", "drop_in",
    "day_programme", "residential", "self_help_meeting", "course",
]  # fmt: skip
ContactKind = Literal["phone", "short_number", "sms", "chat", "email", "web", "visit"]
MenuRowId = Literal["advice", "treatment", "maintenance", "occupation", "housing", "other"]
MenuColumnId = Literal[
    "adults", "grown_adults", "men", "women", "young_adults", "young_men", "young_women", "relatives", "children"
]
MenuCellId = Literal["adults", "women", "men", "young_adults", "relatives", "children"]
CountId = Literal[
    "twelve_step_treatment", "support_for_adult_relatives", "support_group_for_children", "cooperation_with_other_kommun",
    "anonymous_help", "women_only_service", "young_adults_only_service", "housing_support", "occupation_support",
]  # fmt: skip
WeekdayId = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Trust = Literal["verified", "reported"]
Tri = Literal["yes", "no", "unknown"]
Sex = Literal["all", "women", "men"]
SourceKind = Literal["report", "web", "news", "law", "register"]

# The wishes that must hold: a result without one stands after every result that holds all of them.
MUST_HOLD: frozenset[WishId] = frozenset({"anonymous", "women_only", "no_twelve_step", "accepts_use", "drug_free"})


# ---------------------------------------------------------------- checked values


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f"'{value}' är inget id; använd bara a–z, 0–9 och enkla bindestreck, som 'koping-sting'")
    return value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", value):
        raise ValueError(
            f"'{value}' är ingen webbadress; den börjar med https:// eller http:// och har inga mellanslag"
        )
    return value


def _hours(value: str) -> str:
    try:
        OpeningHours(value, country="SE")
    except Exception as error:
        reason = str(error).splitlines()[0]
        raise ValueError(
            f"'{value}' är inga öppettider ({reason}); skriv som 'Mo-Fr 08:00-16:30' eller '24/7'"
        ) from error
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", value):
        raise ValueError(
            f"'{value}' är ingen språkkod; skriv två eller tre bokstäver, som 'sv', 'en', 'ar', 'so', 'fi'"
        )
    return value


# Every scalar is read as text, but an editor's YAML takes 112 and 2006 for numbers: the schema allows both.
_AS_WRITTEN = WithJsonSchema({"type": ["string", "integer"]})

Id = Annotated[str, AfterValidator(_id), _AS_WRITTEN]
FuzzyDate = Annotated[str, AfterValidator(check_date), _AS_WRITTEN]
WebAddress = Annotated[str, AfterValidator(_web)]
Schedule = Annotated[str, AfterValidator(_hours)]
LanguageCode = Annotated[str, AfterValidator(_language)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Age = Annotated[int, Field(ge=0, le=120)]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ---------------------------------------------------------------- where facts come from


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


# ---------------------------------------------------------------- organisations and services


class Contact(Record):
    """One way to reach a service. Anonymity belongs to the way, so it stands here."""

    kind: ContactKind
    value: Annotated[Line, _AS_WRITTEN]
    """Phone as people write it ('021-39 00 00'), an address of a page, an e-mail or a street address."""
    label: Line | None = None
    ask_for: Line | None = None
    """What to ask for when someone answers, as the end of 'Fråga efter …'."""
    hours: Schedule | None = None
    """OpenStreetMap opening hours: 'Mo-Fr 08:00-16:30; PH off'. Left out when not known."""
    hours_note: Line | None = None
    anonymous: Tri = "unknown"
    free: Tri = "unknown"
    languages: tuple[LanguageCode, ...] = ()
    trust: Trust
    sources: tuple[Seen, ...] = Field(min_length=1)
    note: Line | None = None

    @property
    def checked(self) -> str:
        """The newest date on which this way was read in a source, or 'unknown'."""
        return max((seen.date for seen in self.sources if seen.date != "unknown"), default="unknown")

    @model_validator(mode="after")
    def _value_fits_kind(self) -> Self:
        check = _CONTACT_CHECKS.get(self.kind)
        if check:
            check(self.value)
        return self


def _email(value: str) -> None:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise ValueError(f"'{value}' är ingen e-postadress")


_CONTACT_CHECKS = {
    "phone": check_phone,
    "sms": check_sms,
    "short_number": check_short_number,
    "email": _email,
    "web": _web,
    "chat": _web,
}


class Place(Record):
    """A door to go through."""

    name: Line | None = None
    address: Line
    kommun: Line
    """The kommun's name, as in places.csv."""
    hours: Schedule | None = None
    hours_note: Line | None = None
    accessibility: Line | None = None
    trust: Trust
    sources: tuple[Seen, ...] = Field(min_length=1)


class Meeting(Record):
    """One weekly meeting of a self-help group."""

    weekday: WeekdayId
    time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    address: Line | None = None
    link: WebAddress | None = None
    open: Tri = "unknown"
    """`yes`: anyone may come; `no`: only those with the problem themselves."""
    women_only: Tri = "unknown"
    language: LanguageCode = "sv"
    sources: tuple[Seen, ...] = Field(min_length=1)


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


# ---------------------------------------------------------------- places


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


# ---------------------------------------------------------------- questions and words


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


# ---------------------------------------------------------------- what lives only in the program


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
