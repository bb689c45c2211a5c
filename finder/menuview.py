"""Menus and gaps -> the JSON of the interface contract, and the same as lines for a terminal."""

from collections.abc import Iterable
from typing import Any

from finder.gaps import Gaps, Held, Together
from finder.jsonview import kommun_view
from finder.kinds import Kind
from finder.matrix import Column, Square
from finder.menu import CELLS, ROWS, Entry, Menu, wider
from finder.models import Directory, MenuRowId
from finder.planning import Neighbour, OnlyWider, Opening, only_wider, openings
from finder.wording import Wording

View = dict[str, Any]


def menu_view(directory: Directory, menu: Menu) -> View:
    """What `menu --json` prints."""
    name = menu.part or directory.kommuner[menu.kommun].name
    return {
        "kommun": {"code": menu.kommun, "name": name},
        "source": menu.source,
        "rows": [_row(menu, row) for row in ROWS],
        "guides": [{"name": service.name, "service": service.id} for service in menu.guides],
        "wider": [] if menu.source else _unique(wider(directory, directory.kommuner[menu.kommun].lan)),
    }


def _row(menu: Menu, row: MenuRowId) -> View:
    return {"type": row, "cells": {cell: [_entry(entry) for entry in menu.at(row, cell)] for cell in CELLS}}


def _entry(entry: Entry) -> View:
    return {
        "name": entry.name,
        "anonymous": entry.anonymous,
        "service": entry.service.id,
        "organisation": entry.service.organisation.name,
    }


def _unique(entries: Iterable[Entry]) -> list[View]:
    return list({entry.service.id: {"name": entry.name, "service": entry.service.id} for entry in entries}.values())


def gaps_view(gaps: Gaps) -> View:
    """What `gaps --json` prints."""
    directory = gaps.directory
    return {
        "source": gaps.source,
        "lan": gaps.lan,
        "kommuner": len(gaps.kommuner),
        "counts": {held.count.id: _held(directory, held) for held in gaps.held},
        "missing": [
            {"kommun": kommun_view(directory, gap.kommun), "audience": gap.cell, "type": gap.row}
            for gap in gaps.missing
        ],
        "cooperation": [_together(directory, group) for group in gaps.cooperation],
        "only_wider": [_wider(directory, found) for found in only_wider(gaps)],
        "openings": [
            {"kommun": kommun_view(directory, kommun.code), **_opening(directory, opening)}
            for kommun in gaps.kommuner
            for opening in openings(gaps, kommun.code)
        ],
    }


def names(directory: Directory, codes: Iterable[str]) -> list[str]:
    """The names of kommuner."""
    return [directory.kommuner[code].name for code in codes]


def entry_names(entries: Iterable[Entry]) -> list[str]:
    """What stands in the menus, each name once."""
    return list(dict.fromkeys(entry.name for entry in entries))


def _held(directory: Directory, held: Held) -> View:
    return {
        "count": len(held.kommuner),
        "kommuner": names(directory, held.kommuner),
        "lacking": names(directory, held.lacking),
        "name": held.count.name,
        "definition": held.count.words,
    }


def _together(directory: Directory, group: Together) -> View:
    return {"kommuner": names(directory, group.kommuner), "services": entry_names(group.entries)}


def _kind(kind: Kind) -> View:
    return {"count": kind.count} if kind.count else {"audience": kind.cell, "type": kind.row}


def _wider(directory: Directory, found: OnlyWider) -> View:
    return {
        "kind": _kind(found.kind),
        "kommuner": names(directory, found.kommuner),
        "lan": _unique(found.lan),
        "national": _unique(found.national),
    }


def _opening(directory: Directory, opening: Opening) -> View:
    near = opening.nearest
    return {
        "kind": _kind(opening.kind),
        "mends": [_kind(kind) for kind in opening.mends],
        "nearest": {**_neighbour(directory, near), "services": _unique(near.entries)} if near else None,
        "same": [_neighbour(directory, neighbour) for neighbour in opening.same],
        "wider": _unique(opening.wider),
    }


def _neighbour(directory: Directory, neighbour: Neighbour) -> View:
    return {"kommun": kommun_view(directory, neighbour.kommun), "km": neighbour.km}


# ---------------------------------------------------------------- in words


def kind_words(wording: Wording, kind: Kind) -> str:
    """A kind of help as a person reads it."""
    if kind.count:
        return next(count.name for count in wording.directory.counts if count.id == kind.count)
    who = wording.text(f"gaps.cell_who.{kind.cell}")
    return wording.text("gaps.cell", row=wording.label("menu_row", str(kind.row)), who=who)


def column_words(wording: Wording, column: Column) -> str:
    """The heading of a column of the matrix."""
    close = column in ("relatives", "children")
    return wording.text(f"gaps.column.{column}") if close else wording.label("menu_row", column)


def state_words(wording: Wording, gaps: Gaps, state: str) -> str:
    """The word for the state of a square, as it was then or as it is today."""
    return wording.text(f"gaps.{'square_then' if gaps.source else 'square'}.{state}")


def square_words(wording: Wording, gaps: Gaps, square: Square) -> str:
    """All that a square of the matrix tells."""
    marks = (("anonymous", square.anonymous), ("women", square.women))
    told = [wording.text(f"gaps.mark_short.{mark}") for mark, holds in marks if holds]
    return ", ".join([state_words(wording, gaps, square.state), *told])


def menu_heading(wording: Wording, place: str, source: str | None) -> str:
    """What a menu is called."""
    if source is None:
        return wording.text("menu.heading", place=place)
    return wording.text("menu.heading_then", place=place, year=wording.directory.sources[source].date[:4])


def menu_text(view: View, wording: Wording) -> str:
    """The menu as lines to read."""
    lines = [menu_heading(wording, view["kommun"]["name"], view["source"])]
    for row in view["rows"]:
        lines += ["", wording.label("menu_row", row["type"])]
        filled = [(cell, entries) for cell, entries in row["cells"].items() if entries]
        lines += [f"  {wording.label('menu_column', cell)}: {_listed(entries)}" for cell, entries in filled]
        lines += [] if filled else [f"  {wording.text('menu.empty')}"]
    for heading, key in (("menu.guides", "guides"), ("menu.lan", "wider")):
        lines += ["", f"{wording.text(heading)}: {_listed(view[key])}"] if view[key] else []
    return "\n".join([*lines, "", wording.text("menu.legend")])


def _listed(entries: Iterable[View]) -> str:
    return ", ".join(entry["name"] + ("*" if entry.get("anonymous") else "") for entry in entries)


def gaps_text(view: View, wording: Wording) -> str:
    """The counts, and who works together, as lines to read."""
    lines = []
    for held in view["counts"].values():
        who = ", ".join(held["kommuner"]) or wording.text("gaps.nobody")
        lines += [f"{held['name']}: {held['count']} ({who})", f"  {held['definition']}"]
    lines += ["", wording.text("gaps.together")]
    lines += [f"  {', '.join(each['kommuner'])}: {', '.join(each['services'])}" for each in view["cooperation"]]
    lines += ["", wording.text("gaps.blanks")]
    by_name: dict[str, list[str]] = {}
    for gap in view["missing"]:
        kind = kind_words(wording, Kind(row=gap["type"], cell=gap["audience"]))
        by_name.setdefault(gap["kommun"]["name"], []).append(kind)
    return "\n".join([*lines, *(f"  {name}: {'; '.join(kinds)}" for name, kinds in by_name.items())])
