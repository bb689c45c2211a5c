"""Organisation files -> services ready to match: patterns filled in, contacts inherited, places as codes."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from finder.errors import Problem
from finder.models import (
    Kommun,
    Organisation,
    OrganisationEntry,
    Pattern,
    Seen,
    Service,
    ServiceEntry,
    ServiceFacts,
    Source,
)
from finder.shaping import told
from finder.yamlfile import Document, Path, suggest

_FACTS = tuple(ServiceFacts.model_fields)


class Shelf:
    """Takes one organisation after another; `problems` grows with what does not belong."""

    def __init__(
        self, kommuner: Mapping[str, Kommun], sources: Mapping[str, Source], patterns: Mapping[str, Pattern]
    ) -> None:
        self.sources = sources
        self.patterns = patterns
        self.codes = {"Sverige": "SE"} | {kommun.lan_name: kommun.lan for kommun in kommuner.values()}
        self.codes |= {kommun.name: kommun.code for kommun in kommuner.values()}
        self.organisations: dict[str, Organisation] = {}
        self.services: dict[str, Service] = {}
        self.problems: list[Problem] = []

    def add(self, entry: OrganisationEntry, document: Document, stem: str) -> None:
        """Put an organisation and its services on the shelf. `stem` is the name of its file."""
        if entry.id != stem:
            self._refuse(document, ("id",), f"id '{entry.id}' och filens namn ska vara samma")
        if entry.id in self.organisations:
            self._refuse(document, ("id",), f"id '{entry.id}' är upptaget av en annan organisation")
        organisation = self._organisation(entry, document)
        self.organisations[entry.id] = organisation
        self._check_names(entry, document, ())
        for number, given in enumerate(entry.services):
            self._add_service(entry, given, organisation, document, ("services", number))

    def _refuse(self, document: Document, path: Path, what: str) -> None:
        self.problems.append(document.problem(path, what))

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

    # ------------------------------------------------------------ services

    def _add_service(
        self, entry: OrganisationEntry, given: ServiceEntry, organisation: Organisation, document: Document, path: Path
    ) -> None:
        if given.id in self.services:
            first = self.services[given.id]
            what = f"id '{given.id}' är upptaget av en annan tjänst ({first.file}:{first.line})"
            self._refuse(document, (*path, "id"), what)
        self._check_names(given, document, path)
        facts = {"contacts": entry.contacts} | self._filled(given, document, path)
        if "sources" not in facts:
            self._refuse(document, path, "'sources' saknas: varje tjänst säger var uppgiften är läst")
            return
        facts |= {
            "id": given.id,
            "organisation": organisation,
            "area": tuple(self._code(name, document, (*path, "area")) for name in facts.get("area", ())),
            "historical": self._tells_of_then(facts["sources"]),
            "file": document.file,
            "line": document.line_of(path),
        }
        self._validate(facts, document, path)

    def _filled(self, given: ServiceEntry, document: Document, path: Path) -> dict[str, Any]:
        """What the service says, and below it what its pattern says."""
        if given.like is None:
            return _said(given)
        pattern = self.patterns.get(given.like)
        if pattern is None:
            near = suggest(given.like, list(self.patterns))
            self._refuse(document, (*path, "like"), f"okänt mönster '{given.like}'{near} Tillåtet: id i patterns.yaml")
            return _said(given)
        return _said(pattern) | _said(given)

    def _tells_of_then(self, sources: tuple[Seen, ...]) -> bool:
        """Whether every source is a document of how it was then."""
        named = [self.sources.get(seen.document or "") for seen in sources]
        return bool(named) and all(source is not None and source.historical == "yes" for source in named)

    def _validate(self, facts: dict[str, Any], document: Document, path: Path) -> None:
        try:
            service = Service.model_validate(facts)
        except ValidationError as error:
            self.problems += told(error, document, path)
        else:
            self.services[service.id] = service

    # ------------------------------------------------------------ names that must be known

    def _code(self, name: str, document: Document, path: Path) -> str:
        """The code of a kommun, a län or 'Sverige'; an unknown name becomes a problem."""
        code = self.codes.get(name)
        if code is None:
            near = suggest(name, list(self.codes))
            what = f"okänd plats '{name}'{near} Tillåtet: en kommun eller ett län i places.csv, eller Sverige"
            self._refuse(document, path, what)
        return code or ""

    def _check_names(self, record: BaseModel, document: Document, path: Path) -> None:
        """Every document named anywhere in the record must stand in sources.yaml, every place in places.csv."""
        for where, seen in _find(record, path, "document"):
            if seen not in self.sources:
                near = suggest(seen, list(self.sources))
                self._refuse(document, where, f"okänt dokument '{seen}'{near} Tillåtet: id i sources.yaml")
        for where, name in _find(record, path, "kommun"):
            if where[-3:-2] == ("places",):
                self._code(name, document, where)


def _said(record: ServiceFacts) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _FACTS if name in record.model_fields_set}


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
        for number, item in enumerate(value):
            yield from _find(item, (*path, number), field)
