"""Phrases written as people read them, and where they stand in a row of words. No phrase can make it slow."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from finder.swedish import fold, root

NUMBER = "#"
START = "^"
"""The beginning of a sentence, as the first element of a phrase."""
_NUMBER = re.compile(r"#(?:(\d+)-(\d+))?$")
_WIDE = re.compile(r"\(([^()]*[ #][^()]*)\)(\??)")
_GAPS = {"_": (1, 1), "..": (0, 3), "...": (0, 6)}
_ELEMENT = re.compile(r"\([^()\s]+\)\??|<[a-z_]+>\??|[^\s()<>]+")

Keys = Mapping[str, frozenset[int]]
"""What starts at one word: key -> the places (word numbers) where it ends."""


class PatternError(ValueError):
    """A phrase that cannot be read."""


@dataclass(frozen=True)
class Element:
    """One step of a phrase: some keys, a number within limits, or a gap of so many words."""

    keys: frozenset[str] = frozenset()
    numbers: tuple[int, int] | None = None
    gap: tuple[int, int] | None = None
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Phrase:
    """A compiled phrase. Its first element is never optional nor a gap, so that it has a key to be found by."""

    concept: str
    elements: tuple[Element, ...]
    needs: tuple[frozenset[str], ...]
    """What must stand somewhere in a text for the phrase to be there at all."""
    rarest: frozenset[str]
    """The part of `needs` that fewest texts hold, the one of the longest words; looked for first."""

    @property
    def refers_to(self) -> frozenset[str]:
        """The concepts it is built on."""
        return frozenset(key[1:-1] for element in self.elements for key in element.keys if key.startswith("<"))


def word_key(word: str) -> str:
    """The key of one word as written in the lexicon.

    'dricker' is any form of the word, '=full' only that form, 'alkohol*' a beginning, '*drickande' an end,
    '<concept>' a concept. Words of up to three letters are always exact.
    """
    if word.startswith("<") or word.startswith("=") or word == START:
        return word
    if word.endswith("*") or word.startswith("*"):
        return fold(word)
    return f"={word}" if len(word) < 4 or word.isdigit() else f"~{root(word)}"


def expand(text: str) -> list[str]:
    """A phrase with (a b|#|c) written out, so that every alternative is one word: 'a b', '#' and 'c' become three."""
    group = _WIDE.search(text)
    if not group:
        return [text]
    options = group.group(1).split("|")
    narrow = [option for option in options if not {" ", NUMBER} & set(option)]
    wide = [option for option in options if option not in narrow]
    rest = [f"({'|'.join(narrow)}){group.group(2)}"] if narrow else [""] if group.group(2) else []
    return [one for option in (*wide, *rest) for one in expand(f"{text[: group.start()]}{option}{text[group.end() :]}")]


def compile_phrase(concept: str, text: str) -> Phrase:
    """A phrase from its text: words, (a|b), word?, <concept>, # or #7-17, and gaps: _ .. (up to 3) ... (up to 6)."""
    pieces = _ELEMENT.findall(text)
    if "".join(pieces) != text.replace(" ", ""):
        raise PatternError(f"'{text}' cannot be read; use words, (a|b), word?, <concept>, #, _, .. and ...")
    elements = tuple(dropwhile(lambda element: element.optional, map(_element, pieces)))
    if not elements or elements[0].gap:
        raise PatternError(f"'{text}' must start with a word, (a|b), <concept> or #")
    needs = tuple(element.keys for element in elements if element.keys and not element.optional)
    rarest = max(needs[1:] or needs, key=lambda part: min(map(len, part)), default=frozenset({NUMBER}))
    return Phrase(concept, elements, needs, rarest)


def _element(piece: str) -> Element:
    optional = piece.endswith("?") and len(piece) > 1
    core = piece.removesuffix("?") if optional else piece
    if core in _GAPS:
        return Element(gap=_GAPS[core])
    number = _NUMBER.match(core)
    if number:
        low, high = number.groups(default="")
        return Element(numbers=(int(low or 0), int(high or 10**9)), optional=optional)
    inside = core[1:-1].split("|") if core.startswith("(") else [core]
    return Element(frozenset(word_key(word) for word in inside), optional=optional)


def starts(phrase: Phrase) -> frozenset[str]:
    """The keys under which a phrase is looked up."""
    first = phrase.elements[0]
    return first.keys or frozenset({NUMBER})


def end_of(phrase: Phrase, start: int, row: Sequence[Keys], numbers: Sequence[int | None], stop: int) -> int | None:
    """Where the phrase ends when it starts at a word, or None. `stop` is the end of the sentence."""
    reached = {start}
    for element in phrase.elements:
        reached = _step(element, reached, row, numbers, stop) | (reached if element.optional else set())
        if not reached:
            return None
    return min(reached)


def _step(
    element: Element, reached: set[int], row: Sequence[Keys], numbers: Sequence[int | None], stop: int
) -> set[int]:
    if element.gap:
        low, high = element.gap
        return {place + skip for place in reached for skip in range(low, high + 1) if place + skip <= stop}
    ends: set[int] = set()
    for place in reached:
        if place >= stop:
            continue
        if element.numbers:
            value = numbers[place]
            if value is not None and element.numbers[0] <= value <= element.numbers[1]:
                ends.add(place + 1)
        here = row[place]
        for key in element.keys & here.keys():
            ends.update(end for end in here[key] if end <= stop)
    return ends
