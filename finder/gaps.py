"""The menus of several kommuner side by side: the counts, the empty cells, and which kommuner work together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from finder.kinds import Kind, Traits, fits, is_of, partners, traits
from finder.menu import ROWS, Entry, empty_cells, menus, wider
from finder.models import Count, Directory, Kommun, MenuCellId, MenuRowId

HOME_LAN = "19"
"""The län that is looked at when none is asked for: the one of the report."""


_Told = Mapping[str, tuple[tuple[Entry, Traits], ...]]


@dataclass(frozen=True)
class Missing:
    """An empty cell of a kommun's menu."""

    kommun: str
    cell: MenuCellId
    row: MenuRowId


@dataclass(frozen=True)
class Held:
    """One of the counts: which kommuner have it and which have not, by code."""

    count: Count
    kommuner: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Kommuner that run something with each other, and what it is called."""

    kommuner: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Gaps:
    """A set of kommuner, compared."""

    directory: Directory
    source: str | None
    lan: str
    """The name of the län that is compared."""
    kommuner: tuple[Kommun, ...]
    everywhere: _Told
    """What every kommun has by code, its parts together; also those outside the set."""
    held: tuple[Held, ...]
    missing: tuple[Missing, ...]
    cooperation: tuple[Together, ...]

    def entries(self, code: str) -> tuple[Entry, ...]:
        """What a kommun has, in the order of its menu."""
        return tuple(entry for entry, _ in self.everywhere.get(code, ()))

    def has(self, code: str, kind: Kind) -> tuple[Entry, ...]:
        """What a kommun has of a kind."""
        return having(self, kind).get(code, ())


@lru_cache(maxsize=64)
def gaps_of(directory: Directory, source: str | None = None, lan: str | None = None) -> Gaps:
    """The kommuner of a document or, for today, of a län, compared.

    Args: `source` the id of a document that printed menus, None for today; `lan` the code of a län, None for all of a
    document, and for today the län of the report.
    """
    everywhere: dict[str, tuple[tuple[Entry, Traits], ...]] = {}
    for (code, _), menu in menus(directory, source).items():
        told = tuple((entry, traits(directory, entry)) for entry in menu.entries)
        everywhere[code] = everywhere.get(code, ()) + told
    chosen = lan if source else lan or HOME_LAN
    places = [directory.kommuner[code] for code in (everywhere if source else directory.kommuner)]
    kommuner = alphabetical(kommun for kommun in places if chosen in (None, kommun.lan))
    here = {kommun.code: everywhere.get(kommun.code, ()) for kommun in kommuner}
    return Gaps(
        directory=directory,
        source=source,
        lan=_lan_name(directory, source, chosen),
        kommuner=kommuner,
        everywhere=everywhere,
        held=tuple(_held(count, here) for count in directory.counts),
        missing=tuple(_missing(here)),
        cooperation=_cooperation(directory, here),
    )


def _lan_name(directory: Directory, source: str | None, lan: str | None) -> str:
    if lan is None:
        return (directory.sources[source].lan if source else None) or ""
    return next(kommun.lan_name for kommun in directory.kommuner.values() if kommun.lan == lan)


def _held(count: Count, here: _Told) -> Held:
    have = {code: any(fits(count, told) for _, told in entries) for code, entries in here.items()}
    return Held(count, tuple(code for code in have if have[code]), tuple(code for code in have if not have[code]))


def _missing(here: _Told) -> Iterable[Missing]:
    for code, told in here.items():
        entries = [entry for entry, _ in told]
        for row in ROWS:
            yield from (Missing(code, cell, row) for cell in empty_cells(entries, row))


def _cooperation(directory: Directory, here: _Told) -> tuple[Together, ...]:
    """What several kommuner have in the same place of their menus is one thing, under the name of the first."""
    found: dict[frozenset[str], dict[object, Entry]] = {}
    for code, told in here.items():
        for entry, _ in told:
            if others := partners(directory, entry):
                found.setdefault(frozenset({code, *others}), {}).setdefault((entry.row, entry.columns), entry)
    places = {group: alphabetical(directory.kommuner[code] for code in group) for group in found}
    return tuple(Together(tuple(k.code for k in places[group]), tuple(rows.values())) for group, rows in found.items())


@lru_cache(maxsize=4096)
def having(gaps: Gaps, kind: Kind) -> Mapping[str, tuple[Entry, ...]]:
    """Every kommun that has something of a kind, by code, and what it has."""
    counts = [count for count in gaps.directory.counts if count.id == kind.count]
    found = {
        code: tuple(entry for entry, told in entries if is_of(kind, told, counts))
        for code, entries in gaps.everywhere.items()
    }
    return {code: entries for code, entries in found.items() if entries}


@lru_cache(maxsize=4096)
def wider_of(directory: Directory, area: str, kind: Kind) -> tuple[Entry, ...]:
    """What there is of a kind today for a whole län ('19') or all of Sweden ('SE')."""
    told = ((entry, traits(directory, entry)) for entry in wider(directory, area))
    return tuple(entry for entry, each in told if is_of(kind, each, directory.counts))


def alphabetical(kommuner: Iterable[Kommun]) -> tuple[Kommun, ...]:
    """In the order of the Swedish alphabet, where å, ä and ö come last."""
    return tuple(sorted(kommuner, key=lambda kommun: kommun.name.casefold().translate(_LAST)))


_LAST = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})
