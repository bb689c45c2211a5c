"""A typed place -> the kommun it means, or the ones it may mean. Typing errors are forgiven."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from finder.models import Kommun, Record
from finder.swedish import fold

_LONGEST = 60
_CLOSE_ENOUGH = 0.7
_SURROUNDING = re.compile(r"^(?:i|kommun|kommunen)\s+|\s+(?:kommun|kommunen|stad)$")


class Guess(Record):
    """What a typed place means. `kommun` is None when it is not sure; `maybe` then holds the nearest ones."""

    kommun: Kommun | None = None
    maybe: tuple[Kommun, ...] = ()


def find_kommun(text: str, kommuner: Mapping[str, Kommun], limit: int = 4) -> Guess:
    """The kommun with this name, code or main town: 'köping', 'Köpings kommun', '1983', 'Åkersberga'.

    Letters as they are written go before letters without dots: 'Håbo' is Håbo, and 'Habo' is Habo.
    """
    if text.strip() in kommuner:
        return Guess(kommun=kommuner[text.strip()])
    for plain in (_written, _plain):
        asked = plain(text)
        names = _names(kommuner, plain)
        found = names.get(asked) or names.get(asked.removesuffix("s"))
        if asked and found:
            return Guess(kommun=found[0]) if len(found) == 1 else Guess(maybe=found[:limit])
    return Guess(maybe=_nearest(asked, names, limit)) if asked else Guess()


def _names(kommuner: Mapping[str, Kommun], plain: Callable[[str], str]) -> dict[str, tuple[Kommun, ...]]:
    """Every name of a kommun; a main town only where no kommun has that name."""
    names: dict[str, tuple[Kommun, ...]] = {}
    for kommun in kommuner.values():
        name = plain(kommun.name)
        names[name] = (*names.get(name, ()), kommun)
    for kommun in kommuner.values():
        names.setdefault(plain(kommun.town), (kommun,))
    return names


def _nearest(asked: str, names: Mapping[str, tuple[Kommun, ...]], limit: int) -> tuple[Kommun, ...]:
    starts = [name for name in names if name.startswith(asked)]
    close = get_close_matches(asked, names, n=2 * limit, cutoff=_CLOSE_ENOUGH)
    found = {kommun.code: kommun for name in (*starts, *close) for kommun in names[name]}
    return tuple(found.values())[:limit]


def _written(text: str) -> str:
    return _SURROUNDING.sub("", text[:_LONGEST].casefold().strip()).strip()


def _plain(text: str) -> str:
    return fold(_written(text))
