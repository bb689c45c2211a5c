"""The gaps: `/luckor`, the menus of several kommuner compared, with the picture and the files to take home."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request

from finder.gaps import Gaps, gaps_of
from finder.menu import sources
from finder.menuask import UnclearError, which_lan, which_place, which_source
from finder.menuview import gaps_view
from finder.web.gapsfile import as_csv, table
from finder.web.gapspage import compared, drawing, planned
from finder.web.keeper import current
from finder.web.menus import THEN, link
from finder.web.site import Site

blueprint = Blueprint("gaps", __name__)
LAN, PLAN = "lan", "kommun"


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the comparison, the län when one was picked, and the kommun to plan for."""

    gaps: Gaps
    lan: str | None
    plan: str | None

    @property
    def query(self) -> dict[str, str | None]:
        return {THEN: self.gaps.source, LAN: self.lan}


def _asked(site: Site) -> Asked:
    """Raises UnclearError for a name that is not known."""
    directory, given = site.directory, request.args
    source = which_source(directory, given.get(THEN) or None)
    lan = which_lan(directory, given.get(LAN) or None)
    if source:
        lan = None  # a document is shown whole: the län that was picked for today is not its own
    gaps = gaps_of(directory, source, lan)
    plan = which_place(directory, given[PLAN], source).kommun if given.get(PLAN) else None
    return Asked(gaps, lan, plan if plan in {kommun.code for kommun in gaps.kommuner} else None)


@blueprint.get("/luckor")
def page() -> str | tuple[str, int]:
    """The comparison in words and as a picture."""
    site = current()
    try:
        asked = _asked(site)
    except UnclearError as error:
        return _unknown(site, error)
    facts = {**compared(site.speech, asked.gaps), **planned(site.speech, asked.gaps, asked.plan)}
    return site.page("gaps.html", **_choices(site, asked), **facts)


def _unknown(site: Site, error: UnclearError) -> tuple[str, int]:
    """A kind page for a län, a kommun or a document that is not known."""
    lans = set(_lans(site.directory.kommuner.values()))
    maybe = [(name, link(site, "luckor", **{LAN: name})) for name in error.maybe if name in lans]
    return site.page("gaps_unknown.html", maybe=maybe, home=link(site, "luckor")), 404


@blueprint.get("/luckor/bild.svg")
def picture() -> Response | tuple[str, int]:
    """The picture by itself."""
    return _file("image/svg+xml", None, lambda site, gaps: site.page("gaps.svg", **drawing(site.speech, gaps)))


@blueprint.get("/luckor/luckor.csv")
def as_table() -> Response | tuple[str, int]:
    """The facts of the picture for a spreadsheet."""
    return _file("text/csv", "luckor.csv", lambda site, gaps: as_csv(table(gaps, site.speech)))


@blueprint.get("/luckor/luckor.json")
def as_json() -> Response | tuple[str, int]:
    """Everything, as the command `gaps --json` prints it."""
    return _file("application/json", "luckor.json", lambda _, gaps: json.dumps(gaps_view(gaps), ensure_ascii=False))


def _file(kind: str, name: str | None, made: Callable[[Site, Gaps], str]) -> Response | tuple[str, int]:
    site = current()
    try:
        gaps = _asked(site).gaps
    except UnclearError as error:
        return _unknown(site, error)
    response = Response(made(site, gaps), content_type=f"{kind}; charset=utf-8")
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _choices(site: Site, asked: Asked) -> dict[str, Any]:
    """The form above the comparison, and the files of what it shows."""
    directory, query = site.directory, asked.query
    files = {name: link(site, "luckor", file, **query) for name, file in _FILES.items()}
    return {
        "gaps": asked.gaps,
        "source": directory.sources[asked.gaps.source] if asked.gaps.source else None,
        "documents": [directory.sources[id_] for id_ in sources(directory)],
        "lans": _lans(directory.kommuner.values()),
        "plan": asked.plan,
        "files": files,
        "fields": {"then": THEN, "lan": LAN, "plan": PLAN},
        "menu": lambda name: link(site, "meny", name, **{THEN: asked.gaps.source}),
        "start": link(site, ""),
    }


_FILES = {"svg": "bild.svg", "csv": "luckor.csv", "json": "luckor.json"}


def _lans(kommuner: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(kommun.lan_name for kommun in kommuner))
