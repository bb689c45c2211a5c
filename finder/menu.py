"""Directory -> a kommun's menu: whom help is for against what kind it is, as a document printed it or as of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from finder.models import Directory, MenuCellId, MenuColumnId, MenuRowId, NeedId, Service, Sex

ROWS: tuple[MenuRowId, ...] = get_args(MenuRowId)
CELLS: tuple[MenuCellId, ...] = get_args(MenuCellId)
GROWN_UP = frozenset[MenuCellId]({"adults", "women", "men", "young_adults"})
"""The cells of those who have the problem themselves."""
YOUNG_TO = 29
"""The last year of a young adult: what ends here is for them alone, what begins after it is not for them."""

_GROWN: frozenset[MenuColumnId] = frozenset({"grown_adults", "men", "women"})
_YOUNG: frozenset[MenuColumnId] = frozenset({"young_adults", "young_men", "young_women"})
_WOMEN: frozenset[MenuColumnId] = frozenset({"women", "young_women"})
_MEN: frozenset[MenuColumnId] = frozenset({"men", "young_men"})

# Today's services have no printed place. What they help with gives the row; a need that is not here gives 'other'.
_ROW_OF: Mapping[NeedId, MenuRowId] = {
    "talk": "advice",
    "treatment": "treatment",
    "aftercare": "maintenance",
    "occupation": "occupation",
    "housing": "housing",
}

# For all ages, for those who are no longer young, for the young alone.
_BY_SEX: Mapping[Sex, tuple[tuple[MenuColumnId, ...], tuple[MenuColumnId, ...], tuple[MenuColumnId, ...]]] = {
    "all": (("adults",), ("grown_adults",), ("young_adults",)),
    "women": (("women", "young_women"), ("women",), ("young_women",)),
    "men": (("men", "young_men"), ("men",), ("young_men",)),
}


@dataclass(frozen=True)
class Entry:
    """One line of a menu: a service, under the name and in the columns that it stands in."""

    service: Service
    row: MenuRowId
    columns: tuple[MenuColumnId, ...]
    name: str
    anonymous: bool
    order: int = 0

    @property
    def cells(self) -> tuple[MenuCellId, ...]:
        """The cells of the menu's short form: women, men and young adults only when it is for them alone."""
        columns = frozenset(self.columns)
        own = columns - {"relatives", "children"}
        found: set[MenuCellId] = set(columns & {"relatives", "children"})  # type: ignore[arg-type]
        if own and own <= _YOUNG:
            found.add("young_adults")
        if own and own <= _WOMEN:
            found.add("women")
        elif own and own <= _MEN:
            found.add("men")
        elif own and not own <= _YOUNG:
            found.add("adults")
        return tuple(cell for cell in CELLS if cell in found)


@dataclass(frozen=True)
class Menu:
    """What there is in one kommun, or in a part of it that has a menu of its own."""

    kommun: str
    """Four-digit code."""
    part: str | None
    source: str | None
    """The document that printed it; None is today."""
    entries: tuple[Entry, ...] = ()
    guides: tuple[Service, ...] = ()
    """Ways in to the help of others: no help of a kind themselves, so they stand beside the menu."""

    def at(self, row: MenuRowId, cell: MenuCellId | None = None) -> tuple[Entry, ...]:
        """What stands in a row, or in one cell of it, in the printed order."""
        return tuple(entry for entry in self.entries if entry.row == row and (cell is None or cell in entry.cells))


def empty_cells(entries: Iterable[Entry], row: MenuRowId) -> tuple[MenuCellId, ...]:
    """Who finds nothing in a row. What is for all adults is for women, men and young adults too."""
    held = {cell for entry in entries if entry.row == row for cell in entry.cells}
    missing = {"relatives", "children"} - held
    if "adults" not in held:
        missing |= {"women", "men"} - held if held & {"women", "men"} else {"adults"}
    return tuple(cell for cell in CELLS if cell in missing)


def menu_of(directory: Directory, kommun: str, source: str | None = None, part: str | None = None) -> Menu:
    """The menu of a kommun.

    Args: `kommun` a code; `source` the id of a document that printed menus, None for today; `part` a part of the
    kommun with a menu of its own. Returns: a Menu, empty when nothing is known.
    """
    return menus(directory, source).get((kommun, part)) or Menu(kommun, part, source)


@lru_cache(maxsize=16)
def menus(directory: Directory, source: str | None = None) -> Mapping[tuple[str, str | None], Menu]:
    """Every menu of a document, or of today, by kommun and part."""
    entries: dict[tuple[str, str | None], list[Entry]] = {}
    guides: dict[tuple[str, str | None], list[Service]] = {}
    for service in _standing(directory, source):
        for code in service.kommuner:
            key = (code, service.organisation.part if source else None)
            if _guides(service):
                guides.setdefault(key, []).append(service)
            else:
                entries.setdefault(key, []).extend(entries_of(service))
    return {
        key: Menu(*key, source, _in_order(entries.get(key, ())), tuple(guides.get(key, ())))
        for key in entries.keys() | guides.keys()
    }


@lru_cache(maxsize=64)
def wider(directory: Directory, area: str) -> tuple[Entry, ...]:
    """What there is today for a whole län ('19') or all of Sweden ('SE'); it stands in no kommun's menu."""
    found = (s for s in _standing(directory, None) if area in s.area and not _guides(s))
    return _in_order(entry for service in found for entry in entries_of(service))


def sources(directory: Directory) -> tuple[str, ...]:
    """The ids of the documents that printed menus."""
    found = {
        seen.document: None
        for service in directory.services.values()
        if service.historical and service.menu
        for seen in service.sources
    }
    return tuple(id_ for id_ in found if id_)


def entries_of(service: Service) -> tuple[Entry, ...]:
    """The lines of a service: as printed when its file says so, otherwise by what it helps with and whom it is for."""
    if service.menu:
        return tuple(
            Entry(service, line.row, line.columns, line.name, line.anonymous == "yes", line.order or 0)
            for line in service.menu
        )
    anonymous = service.anonymous == "yes"
    first, *more = _rows(service)
    own, close = _own_columns(service), _close_columns(service)
    lines = [(first, (*own, *close)), *((row, own) for row in more)]
    return tuple(Entry(service, row, columns, service.name, anonymous) for row, columns in lines if columns)


def _standing(directory: Directory, source: str | None) -> Iterable[Service]:
    """The services of today, or those that a document put in its menus."""
    services = directory.services.values()
    if source is None:
        return (service for service in services if not service.historical)
    return (
        service for service in services if service.menu and any(seen.document == source for seen in service.sources)
    )


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (ROWS.index(entry.row), entry.order)))


def _guides(service: Service) -> bool:
    return not service.menu and service.needs[0] == "guide"


def _rows(service: Service) -> tuple[MenuRowId, ...]:
    """The row of what a service helps most with, then its other rows; 'other' alone when the first has no row."""
    if service.needs[0] not in _ROW_OF and not _treats(service):
        return ("other",)
    return tuple(dict.fromkeys(_ROW_OF[need] for need in service.needs if need in _ROW_OF))


def _treats(service: Service) -> bool:
    """Medical care counts as treatment when it says that it treats; 112 does not."""
    return service.needs[0] == "medical" and "treatment" in service.needs


def _close_columns(service: Service) -> tuple[MenuColumnId, ...]:
    """Those who are close stand only in the row of what helps most. Employers and staff stand nowhere.

    What helps anybody, and with something else than the addiction, stands under those who have the problem alone.
    """
    about_it = service.substances or service.needs[0] in (*_ROW_OF, "peers", "family") or _treats(service)
    if "self" in service.audience and not about_it:
        return ()
    relatives: tuple[MenuColumnId, ...] = ("relatives",) if "relative" in service.audience else ()
    children: tuple[MenuColumnId, ...] = ("children",) if "child" in service.audience else ()
    return (*relatives, *children)


def _own_columns(service: Service) -> tuple[MenuColumnId, ...]:
    """The columns of those who have the problem themselves, by sex and age."""
    if "self" not in service.audience:
        return ()
    low, high = (service.ages.from_, service.ages.to) if service.ages else (None, None)
    whole, grown, young = _BY_SEX[service.sex]
    if high is not None and high <= YOUNG_TO:
        return young
    return grown if low is not None and low > YOUNG_TO else whole
