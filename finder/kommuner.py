"""A typed place -> the kommun it means, or the ones it may mean. Typing errors are forgiven."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

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
    """The kommun with this name, code or main town: 'köping', 'Köpings kommun', '1983', 'Åkersberga'."""
    asked = _plain(text)
    if not asked:
        return Guess()
    names = {_plain(kommun.town): kommun for kommun in kommuner.values()}
    names |= {_plain(kommun.name): kommun for kommun in kommuner.values()}
    sure = kommuner.get(asked) or names.get(asked) or names.get(asked.removesuffix("s"))
    return Guess(kommun=sure) if sure else Guess(maybe=_nearest(asked, names, limit))


def _nearest(asked: str, names: Mapping[str, Kommun], limit: int) -> tuple[Kommun, ...]:
    starts = [name for name in names if name.startswith(asked)]
    close = get_close_matches(asked, names, n=2 * limit, cutoff=_CLOSE_ENOUGH)
    found = {names[name].code: names[name] for name in (*starts, *close)}
    return tuple(found.values())[:limit]


@lru_cache(maxsize=2000)
def _plain(text: str) -> str:
    return _SURROUNDING.sub("", fold(text[:_LONGEST]).strip()).strip()
