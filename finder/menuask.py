"""What someone asks a menu or the gaps for -> the kommun, the län and the document that are meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from finder.errors import UnknownNameError
from finder.gaps import alphabetical
from finder.kommuner import find_kommun
from finder.menu import menus, sources
from finder.models import Directory
from finder.swedish import fold


class UnclearError(UnknownNameError):
    """Not a name that is known here. `maybe` holds the ones that may be meant, or all that are allowed."""

    def __init__(self, text: str, maybe: Iterable[str] = ()) -> None:
        self.maybe = tuple(maybe)
        super().__init__(text)


@dataclass(frozen=True)
class MenuPlace:
    """A kommun by code, or a part of it that has a menu of its own."""

    kommun: str
    part: str | None = None

    def name(self, directory: Directory) -> str:
        return self.part or directory.kommuner[self.kommun].name


def which_source(directory: Directory, text: str | None) -> str | None:
    """The id of a document that printed menus; None is today. Raises UnclearError."""
    allowed = sources(directory)
    if text is None or text in allowed:
        return text
    raise UnclearError(f"okänt dokument '{text}'{_meant(text, allowed)} Tillåtet: {', '.join(allowed)}", allowed)


def which_place(directory: Directory, text: str, source: str | None) -> MenuPlace:
    """The place with this name or code that has a menu in the document. Raises UnclearError."""
    places = _places(directory, source)
    guess = find_kommun(text, directory.kommuner)
    named = [place for place in places if place.part and fold(place.part) == fold(text.strip())]
    if guess.kommun and not named:
        named = [MenuPlace(guess.kommun.code)]
    if named and (source is None or named[0] in places):
        return named[0]
    if guess.kommun:
        names = [place.name(directory) for place in places]
        raise UnclearError(f"{source} har ingen meny för {guess.kommun.name}. Tillåtet: {', '.join(names)}", names)
    home = _home_of_part(directory, text)
    near = [home] if home else [kommun.name for kommun in guess.maybe]
    raise UnclearError(f"okänd kommun '{text}'{_or(near)} Skriv en av Sveriges 290 kommuner, eller dess kod.", near)


def _places(directory: Directory, source: str | None) -> list[MenuPlace]:
    """The places with a menu in a document, in alphabetical order; a part after its kommun."""
    if source is None:
        return []
    keys = sorted(menus(directory, source), key=lambda key: key[1] or "")
    kommuner = alphabetical(directory.kommuner[code] for code in {code for code, _ in keys})
    return [MenuPlace(*key) for kommun in kommuner for key in keys if key[0] == kommun.code]


def places_of(directory: Directory, source: str | None) -> tuple[MenuPlace, ...]:
    """Every place that has a menu: those of a document, or all kommuner for today."""
    if source is None:
        return tuple(MenuPlace(kommun.code) for kommun in alphabetical(directory.kommuner.values()))
    return tuple(_places(directory, source))


def _home_of_part(directory: Directory, text: str) -> str | None:
    """The kommun of a part that has a menu of its own in some document, but none today."""
    for source in sources(directory):
        for place in _places(directory, source):
            if place.part and fold(place.part) == fold(text.strip()):
                return directory.kommuner[place.kommun].name
    return None


def which_lan(directory: Directory, text: str | None, source: str | None = None) -> str | None:
    """The code of a län by name or code; None means all kommuner of the document. Raises UnclearError."""
    if text is None:
        return None
    names = {kommun.lan: kommun.lan_name for kommun in directory.kommuner.values()}
    code = next((code for code, name in names.items() if text == code or _plain(name) == _plain(text)), None)
    if code is None:
        plain = {_plain(name): name for name in names.values()}
        meant = [plain[near] for near in get_close_matches(_plain(text), plain, n=2, cutoff=0.6)]
        raise UnclearError(f"okänt län '{text}'{_or(meant)} Tillåtet: {', '.join(names.values())}", meant)
    if source is None:
        return code
    return _lan_of_source(directory, source, code, names[code])


def _lan_of_source(directory: Directory, source: str, code: str, name: str) -> str | None:
    """A document maps its län as it was then: asked for by that name, all its kommuner are meant."""
    own = directory.sources[source].lan
    if name == own:
        return None
    if any(directory.kommuner[kommun].lan == code for kommun, _ in menus(directory, source)):
        return code
    allowed = [own] if own else []
    raise UnclearError(f"{source} har inget om {name}. Tillåtet: {', '.join(allowed)}", allowed)


def _plain(name: str) -> str:
    return fold(name).strip().removesuffix(" lan").removesuffix("s")


def _meant(text: str, allowed: Iterable[str]) -> str:
    return _or(get_close_matches(text, list(allowed), n=1, cutoff=0.5))


def _or(names: Iterable[str]) -> str:
    near = " eller ".join(f"'{name}'" for name in names)
    return f"; menade du {near}?" if near else "."
