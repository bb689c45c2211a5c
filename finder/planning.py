"""For those who plan: what a new service would mend, who has it nearest, who lacks the same, and what is only wider."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from finder.distance import by_distance
from finder.gaps import Gaps, having, wider_of
from finder.kinds import Kind, Traits, fits, is_of
from finder.menu import ROWS, Entry
from finder.models import Count, MenuRowId

NEAR_KM = 50.0
"""How far away a neighbour may be, between the main towns."""


@dataclass(frozen=True)
class Neighbour:
    """Another kommun, how far it is, and what it has of a kind."""

    kommun: str
    km: float
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Opening:
    """If a kommun opened something of a kind: what that would mend, who has it nearest, and who lacks the same."""

    kind: Kind
    mends: tuple[Kind, ...]
    nearest: Neighbour | None
    same: tuple[Neighbour, ...]
    wider: tuple[Entry, ...]
    """What its people have of the kind for the whole län or all of Sweden."""


@dataclass(frozen=True)
class OnlyWider:
    """A kind of help that kommuner lack, but that their people have for the whole län or all of Sweden."""

    kind: Kind
    kommuner: tuple[str, ...]
    lan: tuple[Entry, ...]
    national: tuple[Entry, ...]


@lru_cache(maxsize=1024)
def openings(gaps: Gaps, code: str) -> tuple[Opening, ...]:
    """Everything worth opening in a kommun: the counts it lacks, then the cells that somebody else has filled."""
    counts = [Kind(count=held.count.id) for held in gaps.held if code in held.lacking and not held.count.shared]
    found = [_opening(gaps, code, kind) for kind in counts]
    mended = {kind for opening in found for kind in opening.mends}
    rest = (_opening(gaps, code, kind) for kind in _empty(gaps, code) if kind not in mended)
    return (*found, *(opening for opening in rest if opening.nearest or opening.wider))


def nearest(gaps: Gaps, code: str, kind: Kind) -> Neighbour | None:
    """The nearest other kommun that has something of a kind; it may lie outside the set."""
    there = having(gaps, kind)
    others = ((other, km) for other, km in by_distance(gaps.directory, code) if other in there and other != code)
    return next((Neighbour(other, km, there[other]) for other, km in others), None)


def lacking_near(gaps: Gaps, code: str, kind: Kind) -> tuple[Neighbour, ...]:
    """The neighbours in the set that lack the same, nearest first."""
    codes = {kommun.code for kommun in gaps.kommuner} - {code}
    near = ((other, km) for other, km in by_distance(gaps.directory, code) if other in codes and km <= NEAR_KM)
    return tuple(Neighbour(other, km) for other, km in near if not gaps.has(other, kind))


def wider_help(gaps: Gaps, code: str, kind: Kind) -> tuple[Entry, ...]:
    """What there is of a kind today for the whole län of a kommun, or for all of Sweden."""
    if gaps.source:
        return ()
    directory = gaps.directory
    return (*wider_of(directory, directory.kommuner[code].lan, kind), *wider_of(directory, "SE", kind))


def only_wider(gaps: Gaps) -> tuple[OnlyWider, ...]:
    """Every kind that some kommuner of today lack, and that there still is for the whole län or all of Sweden."""
    if gaps.source or not gaps.kommuner:
        return ()
    directory, area = gaps.directory, gaps.kommuner[0].lan
    lacking = {Kind(count=held.count.id): held.lacking for held in gaps.held if held.lacking and not held.count.shared}
    for gap in gaps.missing:
        kind = Kind(row=gap.row, cell=gap.cell)
        lacking[kind] = (*lacking.get(kind, ()), gap.kommun)
    found = (
        OnlyWider(kind, codes, wider_of(directory, area, kind), wider_of(directory, "SE", kind))
        for kind, codes in lacking.items()
    )
    return tuple(each for each in found if each.lan or each.national)


def _opening(gaps: Gaps, code: str, kind: Kind) -> Opening:
    return Opening(
        kind=kind,
        mends=_mends(gaps, code, kind),
        nearest=nearest(gaps, code, kind),
        same=lacking_near(gaps, code, kind),
        wider=wider_help(gaps, code, kind),
    )


def _empty(gaps: Gaps, code: str) -> Iterable[Kind]:
    return (Kind(row=gap.row, cell=gap.cell) for gap in gaps.missing if gap.kommun == code)


def _mends(gaps: Gaps, code: str, kind: Kind) -> tuple[Kind, ...]:
    """The counts and the empty cells that the least service of this kind would fill."""
    told = _least(gaps, kind)
    counts = (Kind(count=held.count.id) for held in gaps.held if code in held.lacking and fits(held.count, told))
    cells = (cell for cell in _empty(gaps, code) if is_of(cell, told, ()))
    return (*counts, *cells)


def _least(gaps: Gaps, kind: Kind) -> Traits:
    """A service that is of the kind and nothing more."""
    if kind.cell:
        return Traits(row=kind.row, cells=(kind.cell,))
    count = next(held.count for held in gaps.held if held.count.id == kind.count)
    return Traits(
        row=count.rows[0] if count.rows else _usual_row(gaps, count, kind),
        cells=count.cells[:1] or (("adults",) if count.rows else ()),
        methods=count.methods[:1],
        formats=count.formats[:1],
        anonymous=count.anonymous == "yes",
    )


def _usual_row(gaps: Gaps, count: Count, kind: Kind) -> MenuRowId | None:
    """The row where most kommuner have it, when the count is about whom it is for."""
    if not count.cells:
        return None
    rows = Counter[MenuRowId](entry.row for kommun in gaps.kommuner for entry in gaps.has(kommun.code, kind))
    return max(rows, key=lambda row: (rows[row], -ROWS.index(row)), default=None)
