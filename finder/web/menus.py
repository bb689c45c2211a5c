"""The menus: `/meny/<kommun>`, today's or a document's, and the way to another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from finder.menu import Entry, Menu, menu_of, sources, wider
from finder.menuask import MenuPlace, UnclearError, places_of, which_place, which_source
from finder.menugrid import Box, grid
from finder.models import Directory, MenuRowId, Service
from finder.web.keeper import current
from finder.web.site import Site
from finder.web.texts import Speech
from finder.web.tongues import FIELD

blueprint = Blueprint("menus", __name__)
THEN = "kalla"
"""The name of the choice of a document in addresses."""


@dataclass(frozen=True)
class Row:
    """A row of the table: its word, its lines, and whether all of it is empty."""

    id: MenuRowId
    label: str
    lines: tuple[tuple[Box, ...], ...]

    @property
    def bare(self) -> bool:
        return all(box.empty for line in self.lines for box in line)


def link(site: Site, *steps: str, **query: str | None) -> str:
    """An address within the site, which keeps the language that was picked."""
    kept = {name: value for name, value in query.items() if value}
    if site.wish.chosen:
        kept[FIELD] = site.wish.lang
    return "/" + "/".join(quote(step) for step in steps) + (f"?{urlencode(kept)}" if kept else "")


@blueprint.get("/meny")
def choose() -> str | Response | tuple[str, int]:
    """The way to a menu: a kommun to write, or one of those that were printed."""
    site = current()
    typed = request.args.get("kommun", "").strip()
    if typed:
        return redirect(link(site, "meny", typed, **{THEN: request.args.get(THEN)}))
    return site.page("menu_choose.html", **_around(site, None))


@blueprint.get("/meny/<kommun>")
def menu(kommun: str) -> str | tuple[str, int]:
    """The menu of a kommun."""
    site = current()
    try:
        source = which_source(site.directory, request.args.get(THEN) or None)
        place = which_place(site.directory, kommun, source)
    except UnclearError as error:
        return unknown(site, kommun, error)
    found = menu_of(site.directory, place.kommun, source, place.part)
    return site.page("menu.html", **_shown(site, found, place), **_around(site, source, place))


def unknown(site: Site, typed: str, error: UnclearError) -> tuple[str, int]:
    """A kind page for a place that has no menu, with those that may be meant."""
    source = request.args.get(THEN)
    known = source if source in sources(site.directory) else None
    maybe = [(name, link(site, "meny", name, **{THEN: known})) for name in error.maybe if _is_place(site, name, known)]
    return site.page("menu_choose.html", typed=typed, maybe=maybe, **_around(site, known)), 404


def _is_place(site: Site, name: str, source: str | None) -> bool:
    try:
        which_place(site.directory, name, source)
    except UnclearError:
        return False
    return True


def _shown(site: Site, found: Menu, place: MenuPlace) -> dict[str, object]:
    """What stands on the page of a menu."""
    speech, directory = site.speech, site.directory
    rows = [Row(row, speech.label("menu_row", row), lines) for row, lines in grid(found)]
    return {
        "rows": rows,
        "nothing": all(row.bare for row in rows),
        "who": lambda box: _who(speech, box),
        "terms": speech.glossary.terms_in(entry.name for entry in found.entries),
        "starred": any(entry.anonymous for entry in found.entries),
        "guides": found.guides,
        "lan": () if found.source else _services(wider(directory, directory.kommuner[place.kommun].lan)),
        "by": _by(found),
    }


def _who(speech: Speech, box: Box) -> str:
    """Whom a box of the table is for, where its column cannot be seen."""
    said = [speech.t(f"menu.who.{column}") for column in box.who]
    if len(said) == 1:
        return said[0]
    return speech.t("menu.and", first=speech.listed(said[:-1]), second=said[-1][:1].lower() + said[-1][1:])


def _by(found: Menu) -> dict[str, str]:
    """Who runs it, for the services of today whose name does not tell: by the id of the service."""
    services = [entry.service for entry in found.entries if not found.source]
    return {s.id: s.organisation.name for s in services if s.organisation.kind != "kommun" and not _tells(s)}


def _tells(service: Service) -> bool:
    return service.organisation.name.split()[0].casefold() in service.name.casefold()


def _services(entries: Iterable[Entry]) -> tuple[Service, ...]:
    return tuple({entry.service.id: entry.service for entry in entries}.values())


def _around(site: Site, source: str | None, place: MenuPlace | None = None) -> dict[str, object]:
    """What every page of the menus needs: which document it is, and the ways to the others."""
    directory = site.directory
    then = source or next(iter(sources(directory)), None)
    printed = places_of(directory, then) if then else ()
    name = place.name(directory) if place else ""
    other = _other(site, place, source, then, printed)
    return {
        "place": name,
        "source": directory.sources[source] if source else None,
        "then": directory.sources[then] if then else None,
        "then_field": THEN,
        "other": other,
        "gaps": link(site, "luckor", **{THEN: source}),
        "start": link(site, ""),
        "service": lambda id_: link(site, "stod", id_),
        "printed": [
            (each.name(directory), link(site, "meny", each.name(directory), **{THEN: then})) for each in printed
        ],
        "named": _named(directory),
    }


def _other(
    site: Site, place: MenuPlace | None, source: str | None, then: str | None, printed: Iterable[MenuPlace]
) -> str | None:
    """The same kommun at the other time: from the document to today, and back when it has a menu there."""
    if place is None:
        return None
    home = site.directory.kommuner[place.kommun].name
    if source:
        return link(site, "meny", home)
    return link(site, "meny", home, **{THEN: then}) if place in printed else None


def _named(directory: Directory) -> list[str]:
    return [place.name(directory) for place in places_of(directory, None)]
