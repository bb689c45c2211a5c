"""A text -> its words and the ideas that stand in them, and where."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from finder.lexicon import Lexicon, PhrasesByKey
from finder.pattern import NUMBER, START, Phrase, end_of
from finder.swedish import fold

_TOKEN = re.compile(r"\d+|[^\W\d_][^\W_]*(?:['’´`][^\W_]+)*|[.!?…\n]+|[,;:–—]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_MARKED = re.compile("[åäöÅÄÖ]")
_ENGLISH = frozenset(
    "i im the my and is to of with for he she am are was want need help can you in on what where who".split()
)
_SWEDISH = frozenset("jag och är att det min mitt som en ett på inte med har till för av den vill kan i".split())
SHORT_TEXT = "short_text"
"""The idea that stands in a text of few words: a search rather than a letter."""
_SHORT = 4
_ENDS = frozenset(".!?…\n")


@dataclass(frozen=True)
class Token:
    """One word as it stands in the text."""

    raw: str
    form: str
    start: int
    end: int
    sentence: int
    after_comma: bool


@dataclass(frozen=True)
class Span:
    """An idea that stands at words start..end."""

    start: int
    end: int


@dataclass
class Reading:
    """What stands in a text: built once by `read`, then only looked at."""

    text: str
    tokens: Sequence[Token]
    row: list[dict[str, frozenset[int]]]
    """What starts at each word: key -> where it ends."""
    sentence_ends: Sequence[int]
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    masked: set[int] = field(default_factory=set)

    def has(self, idea: str) -> bool:
        """Whether an idea stands anywhere in the text."""
        return idea in self.spans

    def at(self, place: int, idea: str) -> bool:
        """Whether an idea starts at a word."""
        return f"<{idea}>" in self.row[place]

    def at_end(self, span: Span, idea: str) -> bool:
        """Whether an idea starts right after a span."""
        return span.end < len(self.row) and self.at(span.end, idea)

    def quote(self, span: Span) -> str:
        """The words of the text that a span covers."""
        return self.text[self.tokens[span.start].start : self.tokens[span.end - 1].end]

    def add(self, idea: str, span: Span) -> None:
        """Note that an idea stands at a span."""
        key = f"<{idea}>"
        ends = self.row[span.start].get(key, frozenset())
        if span.end not in ends:
            self.row[span.start][key] = ends | {span.end}
            self.spans[idea].append(span)


def read(text: str, lexicon: Lexicon) -> Reading:
    """The words of a text and every idea of the lexicon that stands in it."""
    clean = unicodedata.normalize("NFKC", text)
    tokens = list(_tokens(clean))
    foreign = _is_english([token.form for token in tokens])
    plain = not foreign and not _MARKED.search(clean)
    row = [_first_keys(place, token, lexicon, plain, foreign) for place, token in enumerate(tokens)]
    for place, token in enumerate(tokens):
        if not place or tokens[place - 1].sentence != token.sentence:
            row[place][START] = frozenset({place})
    reading = Reading(clean, tokens, row, _sentence_ends(tokens))
    _add_words(reading, lexicon.by_word)
    _mask(reading, lexicon)
    for level in lexicon.levels:
        _add_phrases(reading, level)
    if 0 < len(tokens) <= _SHORT:
        reading.add(SHORT_TEXT, Span(0, len(tokens)))
    return reading


def _tokens(text: str) -> Iterator[Token]:
    sentence = 0
    comma = False
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if raw[0] in _ENDS:
            sentence += 1
        elif raw[0] in ",;:–—":
            comma = True
        else:
            form = raw.casefold().replace("'", "").replace("’", "").replace("´", "").replace("`", "")
            yield Token(raw, form, match.start(), match.end(), sentence, comma)
            comma = False


def _is_english(forms: Sequence[str]) -> bool:
    english = sum(form in _ENGLISH for form in forms)
    return english >= 2 and english > sum(form in _SWEDISH for form in forms)


def _first_keys(place: int, token: Token, lexicon: Lexicon, plain: bool, foreign: bool) -> dict[str, frozenset[int]]:
    end = frozenset({place + 1})
    keys = dict.fromkeys(lexicon.wordbook.keys(token.form, plain, foreign), end)
    if token.form.isdigit():
        keys[NUMBER] = end
    return keys


def _sentence_ends(tokens: Sequence[Token]) -> list[int]:
    ends = [len(tokens)] * len(tokens)
    for place in range(len(tokens) - 2, -1, -1):
        same = tokens[place].sentence == tokens[place + 1].sentence
        ends[place] = ends[place + 1] if same else place + 1
    return ends


def _add_words(reading: Reading, by_word: Mapping[str, tuple[str, ...]]) -> None:
    for place, keys in enumerate(reading.row):
        ideas = {idea for key in keys for idea in by_word.get(key, ())}
        for idea in sorted(ideas):
            reading.add(idea, Span(place, place + 1))


def _found(reading: Reading, phrases: PhrasesByKey) -> list[tuple[str, Span]]:
    numbers = [int(token.form[:9]) if token.form.isdecimal() else None for token in reading.tokens]
    possible = _possible(set().union(*reading.row), phrases)
    found = []
    for place, keys in enumerate(reading.row):
        stop = reading.sentence_ends[place]
        for key in keys.keys() & possible.keys():
            for phrase in possible[key]:
                end = end_of(phrase, place, reading.row, numbers, stop)
                if end is not None and end > place:
                    found.append((phrase.concept, Span(place, end)))
    return found


def _possible(keys: set[str], phrases: PhrasesByKey) -> dict[str, list[Phrase]]:
    """The phrases whose every part stands somewhere in the text; most do not, and need no closer look."""
    possible: dict[str, list[Phrase]] = {}
    for key in keys & phrases.keys():
        near = [one for one in phrases[key] if not one.rarest.isdisjoint(keys)]
        whole = [one for one in near if not any(part.isdisjoint(keys) for part in one.needs)]
        if whole:
            possible[key] = whole
    return possible


def _add_phrases(reading: Reading, phrases: PhrasesByKey) -> None:
    for idea, span in _found(reading, phrases):
        reading.add(idea, span)


def _mask(reading: Reading, lexicon: Lexicon) -> None:
    """Takes the meaning from the words of idioms."""
    masks = _found(reading, lexicon.masks)
    reading.masked = {place for _, span in masks for place in range(span.start, span.end)}
    if not reading.masked:
        return
    for place in reading.masked:
        reading.row[place] = {}
    for idea in list(reading.spans):
        kept = [span for span in reading.spans[idea] if span.start not in reading.masked]
        if kept:
            reading.spans[idea] = kept
        else:
            del reading.spans[idea]
    for idea, span in masks:
        reading.add(idea, span)


def folded(reading: Reading) -> list[str]:
    """The words without capitals and dots, for names of places."""
    return [fold(token.form) for token in reading.tokens]
