"""What there is to say of a line in a menu, and the kinds of help that kommuner are compared by."""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.menu import Entry
from finder.models import Count, CountId, Directory, FormatId, MenuCellId, MenuRowId, MethodId


@dataclass(frozen=True)
class Traits:
    """What there is to say of an entry when kommuner are compared."""

    row: MenuRowId | None = None
    cells: tuple[MenuCellId, ...] = ()
    methods: tuple[MethodId, ...] = ()
    formats: tuple[FormatId, ...] = ()
    anonymous: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of help that can be missing: one of the counts, or one cell of the menu."""

    count: CountId | None = None
    row: MenuRowId | None = None
    cell: MenuCellId | None = None


def fits(count: Count, told: Traits) -> bool:
    """Whether an entry holds every part of a count's rule that is given; of each list one is enough."""
    lists = ((count.rows, (told.row,)), (count.cells, told.cells), (count.methods, told.methods))
    every = (*lists, (count.formats, told.formats))
    return (
        all(not wanted or set(wanted) & set(given) for wanted, given in every)
        and (not count.anonymous or told.anonymous)
        and (not count.shared or told.shared)
    )


def is_of(kind: Kind, told: Traits, counts: Iterable[Count]) -> bool:
    """Whether an entry is of a kind. What is for all adults is for women and men too."""
    if kind.count:
        return any(fits(count, told) for count in counts if count.id == kind.count)
    asked = {kind.cell, "adults"} if kind.cell in ("women", "men") else {kind.cell}
    return told.row == kind.row and bool(asked & set(told.cells))


def traits(directory: Directory, entry: Entry) -> Traits:
    """What an entry tells."""
    service = entry.service
    return Traits(
        row=entry.row,
        cells=entry.cells,
        methods=service.methods,
        formats=service.formats,
        anonymous=entry.anonymous,
        shared=bool(partners(directory, entry)),
    )


def partners(directory: Directory, entry: Entry) -> tuple[str, ...]:
    """The codes of the other kommuner that run a service together with its own."""
    service = entry.service
    if service.cooperation is None:
        return ()
    named = set(service.cooperation.kommuner)
    codes = (kommun.code for kommun in directory.kommuner.values() if kommun.name in named)
    return tuple(code for code in codes if code != service.organisation.kommun)
