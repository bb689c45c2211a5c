"""The names of kommuner in a text: with typing errors, without dots, and never mistaken for ordinary words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finder.models import Kommun, Record
from finder.spelling import Vocabulary
from finder.swedish import fold, words


class PlaceWords(Record):
    """What the lexicon says of place names."""

    other_names: Mapping[str, str] = {}
    """What people call it -> the kommun's name: gbg: Göteborg."""
    also_words: str = ""
    """Kommuner whose names are also ordinary words; they need a sign that a place is meant."""
    before: str = "i"
    """Words that stand before a place: i, från, till."""
    home: str = "bor"
    """Words that tell that a person lives there."""
    not_after: Mapping[str, str] = {}
    """Ordinary word that is also a kommun -> words that it follows when it is not one: vara: ta till."""


@dataclass(frozen=True)
class Gazetteer:
    """Every name of a kommun, by its first word."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    vocabulary: Vocabulary
    words: frozenset[str]
    also_words: frozenset[str]
    before: frozenset[str]
    home: frozenset[str]
    not_after: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class PlaceFound:
    """A kommun in a text: words start..end."""

    code: str
    start: int
    end: int
    weight: int


def build_gazetteer(kommuner: Mapping[str, Kommun], place_words: PlaceWords, ordinary: Iterable[str]) -> Gazetteer:
    """The names to look for: each kommun's, its town's where that is another, and what people call them.

    `ordinary` words are never taken for the misspelt name of a place.
    """
    by_name = {fold(kommun.name): code for code, kommun in kommuner.items()}
    names = {fold(kommun.town): code for code, kommun in kommuner.items()} | by_name
    for other, name in place_words.other_names.items():
        if fold(name) in by_name:
            names[fold(other)] = by_name[fold(name)]
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in names.items():
        parts = tuple(words(name.replace("-", " ")))
        if parts:
            by_first.setdefault(parts[0], []).append((parts, code))
    return Gazetteer(
        by_first={first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in by_first.items()},
        vocabulary=Vocabulary((first for first in by_first if len(first) >= 5), ordinary),
        words=frozenset(part for some in by_first.values() for parts, _ in some for part in parts if len(part) > 3),
        also_words=frozenset(fold(place_words.also_words).split()),
        before=frozenset(fold(place_words.before).split()),
        home=frozenset(fold(place_words.home).split()),
        not_after={fold(word): frozenset(fold(some).split()) for word, some in place_words.not_after.items()},
    )


def find_places(
    row: Sequence[str], raw: Sequence[str], known: Sequence[bool], gazetteer: Gazetteer
) -> list[PlaceFound]:
    """The kommuner named in a text, in the order they stand.

    Args: `row` the words folded, `raw` as typed, `known` whether a word already has another meaning.
    """
    found: list[PlaceFound] = []
    place = 0
    while place < len(row):
        one = _place_at(place, row, raw, known, gazetteer)
        if one:
            found.append(one)
        place = one.end if one else place + 1
    return found


def _place_at(
    place: int, row: Sequence[str], raw: Sequence[str], known: Sequence[bool], gazetteer: Gazetteer
) -> PlaceFound | None:
    name = _name_at(row[place], place, row, known, gazetteer)
    for parts, code in gazetteer.by_first.get(name, ()):
        end = place + len(parts)
        if tuple(_bare(word, part) for word, part in zip(row[place + 1 : end], parts[1:], strict=False)) != parts[1:]:
            continue
        weight = _weight(place, end, row, raw, gazetteer)
        if name in gazetteer.also_words and len(parts) == 1 and not weight:
            return None
        return PlaceFound(code, place, end, weight)
    return None


def _bare(word: str, name: str) -> str:
    return name if word == f"{name}s" else word


def _name_at(word: str, place: int, row: Sequence[str], known: Sequence[bool], gazetteer: Gazetteer) -> str:
    if word in gazetteer.by_first:
        return word
    if word.endswith("s") and word[:-1] in gazetteer.by_first and len(word) > 4:
        return word[:-1]
    after_sign = place > 0 and row[place - 1] in gazetteer.before
    last = place == len(row) - 1
    if known[place] or not (after_sign or last or len(row) <= 4) or len(word) < 5:
        return word
    return gazetteer.vocabulary.mend(word) or word


def _weight(place: int, end: int, row: Sequence[str], raw: Sequence[str], gazetteer: Gazetteer) -> int:
    """How sure it is that a place is meant: 0 not at all, 3 that a person lives there."""
    before = row[place - 1] if place else ""
    if before in gazetteer.not_after.get(row[place], ()) or row[place - 2 : place] == ["ta", "till"]:
        return 0
    near = set(row[max(0, place - 4) : place])
    if before in gazetteer.before:
        return 3 if near & gazetteer.home else 2
    if before == "kommun" or (end < len(row) and row[end] == "kommun"):
        return 2
    if near & gazetteer.home and before in gazetteer.home:
        return 3
    alone = len(row) == end - place
    capital = raw[place][:1].isupper() and not raw[place].isupper() and place > 0
    return 1 if alone or capital else 0
