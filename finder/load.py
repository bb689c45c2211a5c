"""resources/ -> Directory: the only reader of data files. Every problem of every file is told at once."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from finder.errors import BrokenDirectoryError, Problem
from finder.models import (
    Barrier,
    Count,
    CrisisCard,
    Directory,
    ForbiddenNumber,
    Kommun,
    Organisation,
    OrganisationEntry,
    Pattern,
    Question,
    Service,
    ServiceEntry,
    ServiceFacts,
    Source,
    Term,
)
from finder.numbers import digits
from finder.yamlfile import Document, Path, read_yaml, suggest

T = TypeVar("T")
_FACTS = tuple(ServiceFacts.model_fields)


def load(folder: FilePath) -> Directory:
    """Read a directory of data files.

    Args: `folder`, laid out like resources/ (its README tells how).
    Returns: the Directory. Raises: BrokenDirectoryError with every problem, sorted by file and line.
    """
    directory, problems = read(folder)
    if problems or directory is None:
        raise BrokenDirectoryError(problems)
    return directory


def read(folder: FilePath) -> tuple[Directory | None, list[Problem]]:
    """Like `load`, but returns the problems beside what could be read."""
    reader = _Reader(folder)
    directory = reader.directory()
    return (None if reader.problems else directory), sorted(reader.problems)


def read_lexicon(folder: FilePath) -> dict[str, object]:
    """The files of lexicon/ as plain data by name, every scalar as text. Raises BrokenDirectoryError."""
    documents = [
        read_yaml(file.relative_to(folder).as_posix(), file.read_bytes())
        for file in sorted((folder / "lexicon").glob("*.yaml"))
    ]
    problems = [problem for document in documents for problem in document.problems]
    if problems:
        raise BrokenDirectoryError(problems)
    return {document.file: document.data for document in documents}


class _Reader:
    """Reads one folder; gathers problems as it goes."""

    def __init__(self, folder: FilePath) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.kommuner: dict[str, Kommun] = {}
        self.area_codes: dict[str, str] = {"Sverige": "SE"}
        self.sources: dict[str, Source] = {}
        self.patterns: dict[str, Pattern] = {}
        self.services: dict[str, Service] = {}
        self.organisations: dict[str, Organisation] = {}

    def directory(self) -> Directory | None:
        self._read_places()
        self.sources = self._read_keyed("sources.yaml", Source)
        self.patterns = self._read_keyed("patterns.yaml", Pattern)
        for file in sorted((self.folder / "organisations").rglob("*.yaml")):
            self._read_organisation(file)
        if not self.services and not self.problems:
            self.problems.append(Problem("organisations", 0, "inga tjänster hittades; är det rätt mapp?"))
        rest = self._read_words()
        if self.problems:
            return None
        return Directory(
            services=self.services,
            organisations=self.organisations,
            kommuner=self.kommuner,
            sources=self.sources,
            **rest,
        )

    def _read_words(self) -> dict[str, Any]:
        forbidden = self._read_list("forbidden_numbers.yaml", ForbiddenNumber)
        return {
            "questions": tuple(self._read_list("questions.yaml", Question)),
            "labels": self._read_one("vocabulary.yaml", dict[str, dict[str, str]]) or {},
            "texts": self._read_texts(),
            "crisis": self._read_crisis(),
            "counts": tuple(self._read_list("counts.yaml", Count)),
            "patterns": self.patterns,
            "glossary": tuple(self._read_list("glossary.yaml", Term)),
            "worries": tuple(self._read_list("worries.yaml", Barrier)),
            "forbidden_numbers": {digits(entry.number): entry.why for entry in forbidden},
        }

    # ------------------------------------------------------------ files

    def _document(self, file: FilePath) -> Document:
        name = file.relative_to(self.folder).as_posix()
        try:
            document = read_yaml(name, file.read_bytes())
        except OSError as error:
            document = Document(name, problems=[Problem(name, 0, f"går inte att läsa: {error.strerror}")])
        self.problems += document.problems
        return document

    def _read_one(self, name: str, shape: type[T]) -> T | None:
        document = self._document(self.folder / name)
        return None if document.problems else self._shaped(document, shape)

    def _read_list(self, name: str, shape: type[T]) -> list[T]:
        return self._read_one(name, list[shape]) or []  # type: ignore[valid-type]

    def _read_keyed(self, name: str, shape: type[T]) -> dict[str, T]:
        return {entry.id: entry for entry in self._read_list(name, shape)}  # type: ignore[attr-defined]

    def _read_texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for file in sorted((self.folder / "texts").glob("*.yaml")):
            document = self._document(file)
            for path, text in _leaves(document.data or {}):
                key = ".".join(path)
                if key in texts:
                    self.problems.append(document.problem(path, f"texten '{key}' står i en annan fil också"))
                texts[key] = text
        return texts

    def _read_crisis(self) -> dict[str, CrisisCard]:
        cards = [
            card
            for file in sorted((self.folder / "crisis").glob("*.yaml"))
            if (card := self._read_one(file.relative_to(self.folder).as_posix(), CrisisCard))
        ]
        return {card.id: card for card in cards}

    def _read_places(self) -> None:
        try:
            text = (self.folder / "places.csv").read_text("utf-8")
        except OSError as error:
            self.problems.append(Problem("places.csv", 0, f"går inte att läsa: {error.strerror}"))
            return
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
            try:
                kommun = Kommun.model_validate({key: value for key, value in row.items() if value})
            except ValidationError as error:
                self.problems += [Problem("places.csv", number, _explain(detail)) for detail in error.errors()]
            else:
                self._add_kommun(kommun)

    def _add_kommun(self, kommun: Kommun) -> None:
        self.kommuner[kommun.code] = kommun
        self.area_codes[kommun.name] = kommun.code
        self.area_codes.setdefault(kommun.lan_name, kommun.lan)

    def _shaped(self, document: Document, shape: type[T]) -> T | None:
        try:
            return TypeAdapter(shape).validate_python(document.data)
        except ValidationError as error:
            self.problems += _told(error, document, ())
            return None

    # ------------------------------------------------------------ organisations

    def _read_organisation(self, file: FilePath) -> None:
        document = self._document(file)
        entry = None if document.problems else self._shaped(document, OrganisationEntry)
        if entry is None:
            return
        if entry.id != file.stem:
            self.problems.append(document.problem(("id",), f"id '{entry.id}' och filens namn ska vara samma"))
        if entry.id in self.organisations:
            self.problems.append(document.problem(("id",), f"id '{entry.id}' är upptaget av en annan organisation"))
        organisation = self._organisation(entry, document)
        self.organisations[entry.id] = organisation
        self._check_sources(entry, document, ())
        for index, service in enumerate(entry.services):
            self._add_service(entry, service, organisation, document, ("services", index))

    def _organisation(self, entry: OrganisationEntry, document: Document) -> Organisation:
        return Organisation(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            kommun=self._code(entry.kommun, document, ("kommun",)) if entry.kommun else None,
            part=entry.part,
            about=entry.about,
            aliases=entry.aliases,
            web=entry.web,
        )

    def _code(self, name: str, document: Document, path: Path) -> str:
        """The code of a kommun, a län or 'Sverige'; an unknown name becomes a problem."""
        code = self.area_codes.get(name)
        if code is None:
            near = suggest(name, list(self.area_codes))
            what = f"okänd plats '{name}'{near} Tillåtet: en kommun eller ett län i places.csv, eller Sverige"
            self.problems.append(document.problem(path, what))
        return code or ""

    def _add_service(
        self, entry: OrganisationEntry, given: ServiceEntry, organisation: Organisation, document: Document, path: Path
    ) -> None:
        if given.id in self.services:
            first = self.services[given.id]
            what = f"id '{given.id}' är upptaget av en annan tjänst ({first.file}:{first.line})"
            self.problems.append(document.problem((*path, "id"), what))
        self._check_sources(given, document, path)
        facts = self._filled(given, document, path)
        facts.setdefault("contacts", entry.contacts)
        if "sources" not in facts:
            self.problems.append(document.problem(path, "'sources' saknas: varje tjänst säger var uppgiften är läst"))
            return
        seen = [self.sources[s.document] for s in facts["sources"] if s.document in self.sources]
        facts |= {
            "id": given.id,
            "organisation": organisation,
            "area": tuple(self._code(name, document, (*path, "area")) for name in facts.get("area", ())),
            "historical": bool(seen)
            and len(seen) == len(facts["sources"])
            and all(s.historical == "yes" for s in seen),
            "file": document.file,
            "line": document.line_of(path),
        }
        self._validated(facts, document, path)

    def _filled(self, given: ServiceEntry, document: Document, path: Path) -> dict[str, Any]:
        """What the service says, and below it what its pattern says."""
        facts = {name: getattr(given, name) for name in _FACTS if name in given.model_fields_set}
        if given.like is None:
            return facts
        pattern = self.patterns.get(given.like)
        if pattern is None:
            what = (
                f"okänt mönster '{given.like}'{suggest(given.like, list(self.patterns))} Tillåtet: id i patterns.yaml"
            )
            self.problems.append(document.problem((*path, "like"), what))
            return facts
        return {name: getattr(pattern, name) for name in _FACTS if name in pattern.model_fields_set} | facts

    def _validated(self, facts: dict[str, Any], document: Document, path: Path) -> None:
        try:
            service = Service.model_validate(facts)
        except ValidationError as error:
            self.problems += _told(error, document, path)
        else:
            self.services[service.id] = service

    def _check_sources(self, record: BaseModel, document: Document, path: Path) -> None:
        """Every document named anywhere in the record must stand in sources.yaml, every place in places.csv."""
        for where, seen in _find(record, path, "document"):
            if seen not in self.sources:
                what = f"okänt dokument '{seen}'{suggest(seen, list(self.sources))} Tillåtet: id i sources.yaml"
                self.problems.append(document.problem(where, what))
        for where, name in _find(record, path, "kommun"):
            if where[:-1] != path and where[-3:-2] == ("places",):
                self._code(name, document, where)


# ---------------------------------------------------------------- helpers


def _leaves(data: Any, path: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    else:
        yield path, data


def _find(value: Any, path: Path, field: str) -> Iterable[tuple[Path, str]]:
    """Every text in `field` of any record inside `value`, with its path. Services are looked at one by one."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            inner = getattr(value, name)
            if name == field and isinstance(inner, str):
                yield (*path, name), inner
            elif name != "services":
                yield from _find(inner, (*path, name), field)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _find(item, (*path, index), field)


def _told(error: ValidationError, document: Document, path: Path) -> list[Problem]:
    """The problems of one record. A list counts as too short when its items are wrong; the items are enough."""
    details = error.errors()
    places = [detail["loc"] for detail in details]
    deepest = [
        detail
        for detail in details
        if not (
            detail["type"] == "too_short"
            and any(other[: len(detail["loc"])] == detail["loc"] and other != detail["loc"] for other in places)
        )
    ]
    return [document.problem((*path, *_path(detail)), _explain(detail)) for detail in deepest]


def _path(detail: ErrorDetails) -> Path:
    return tuple(part for part in detail["loc"] if part not in ("[key]",))


def _explain(detail: ErrorDetails) -> str:
    """One pydantic error as a sentence that says what is wrong and what is allowed."""
    where = str(detail["loc"][-1]) if detail["loc"] else "filen"
    kind, given = detail["type"], detail.get("input")
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"okänd nyckel '{where}'{suggest(where, ALL_KEYS)} Tillåtet: nycklarna i schemat"
    if kind == "missing":
        return f"'{where}' saknas"
    if kind == "literal_error":
        allowed = [part.strip("' ") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        return f"okänt värde '{given}' för '{where}'{suggest(str(given), allowed)} Tillåtet: {', '.join(allowed)}"
    if kind == "value_error":
        return f"'{where}': {context['error']}"
    return f"'{where}': {detail['msg']} (här: {str(given)[:60]!r})"


ALL_KEYS = sorted(
    {
        field.alias or name
        for shape in (Source, Pattern, OrganisationEntry, ServiceEntry, CrisisCard, Question, Count)
        for name, field in shape.model_fields.items()
    }
)
