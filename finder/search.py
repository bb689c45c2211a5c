"""Words -> services: typing errors are mended against the vocabulary, an inverted index finds the records.

The cost grows with the words that exist, not with the records: a mistyped word is compared with the vocabulary once,
and only the records where the rarest words stand are ever weighed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finder.models import Directory, Record, Service
from finder.swedish import fold, stem, words

MAX_WORDS = 12
"""Words of a query that are read; more only cost time."""
_FEW = 200
"""A word that stands in so few records always brings them in; of the commoner ones only the two rarest do."""
_BRINGERS = 2
_ENOUGH = 0.25
"""The share of what was asked for, by weight, that a record must hold."""
_ALIKE = 5
_SHORTEST_PART = 4
_PART, _PREFIX, _MENDED = 0.6, 0.8, 0.75
_NAME, _ORGANISATION, _PLACE, _TEXT = 3.0, 2.0, 1.5, 0.8
_OF_THEN = 0.85
_SMALL = frozenset("i for med och pa av en ett den det som till hos om att ar".split())
"""Words that tell nothing, folded."""


class SearchResult(Record):
    """One service that a query found."""

    id: str
    score: float
    """Between 0 and 1; 1 when every word stands in the name."""


class SearchAnswer(Record):
    """The services that a query found, best first."""

    query: str
    results: tuple[SearchResult, ...] = ()
    did_you_mean: str | None = None
    """The query with its typing errors mended, when there were any."""


@dataclass(frozen=True, eq=False)
class Index:
    """The words of the directory, and the services where they stand."""

    ids: list[str] = field(default_factory=list)
    areas: list[tuple[str, ...]] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    postings: dict[str, dict[int, float]] = field(default_factory=dict)
    """Stem -> number of the service -> how much the word weighs there, from 0 to 1."""
    by_length: dict[int, list[str]] = field(default_factory=dict)
    sorted_words: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """A word without dots -> as it is written: 'vasteras' -> 'Västerås'."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One word of a query: the stems that it may stand for, each with how sure that is."""

    stems: dict[str, float]
    weight: float
    mended: str | None = None


# ---------------------------------------------------------------- building


def build_index(directory: Directory) -> Index:
    """The index over every service: its names, organisation, places and summary."""
    postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
    known: dict[str, str] = {}
    services = list(directory.services.values())
    for number, service in enumerate(services):
        for weight, text in _texts(directory, service):
            for written in words(text):
                known.setdefault(fold(written), written.lower())
                held = postings[stem(fold(written))]
                held[number] = max(held.get(number, 0.0), weight / _NAME)
    _add_parts(postings, known)
    return Index(
        ids=[service.id for service in services],
        areas=[service.area for service in services],
        factors=[_OF_THEN if service.historical else 1.0 for service in services],
        postings=dict(postings),
        by_length=_by_length(known),
        sorted_words=sorted(known),
        known=known,
    )


def _texts(directory: Directory, service: Service) -> Iterator[tuple[float, str]]:
    organisation = service.organisation
    yield from ((_NAME, name) for name in (service.name, *service.aliases))
    yield from ((_ORGANISATION, name) for name in (organisation.name, *organisation.aliases))
    yield from ((_PLACE, directory.kommuner[code].name) for code in service.kommuner)
    yield from ((_TEXT, directory.labels["need"][need]) for need in service.needs[:2])
    yield _TEXT, service.summary


def _add_parts(postings: dict[str, dict[int, float]], known: Mapping[str, str]) -> None:
    """Let a compound be found by its parts: 'beroendemottagningen' by 'beroende' and by 'mottagning'."""
    for word in sorted(known):
        whole = postings[stem(word)]
        for part in _parts(word, known):
            held = postings.setdefault(stem(part), {})
            for number, weight in whole.items():
                held.setdefault(number, weight * _PART)


def _parts(word: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The two known words that a compound is made of, with or without an s between; () when it is none."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:cut], word[cut:]
        for first in (head, head.removesuffix("s")):
            if len(first) >= _SHORTEST_PART and first in known and tail in known:
                return first, tail
    return ()


def _by_length(known: Iterable[str]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(known):
        found[len(word)].append(word)
    return dict(found)


# ---------------------------------------------------------------- asking


def search(query: str, index: Index, kommun: str | None = None, limit: int = 10) -> SearchAnswer:
    """The services for a query, best first.

    Args: `kommun`, a code: then only its services and the national ones, its own first.
    Returns: at most `limit` services that hold enough of what was asked for.
    """
    typed = [word for word in words(query) if fold(word) not in _SMALL][:MAX_WORDS]
    asked = [fold(word) for word in typed]
    terms = [_term(index, word) for word in asked]
    terms += [_joined(index, first, second) for first, second in pairwise(asked)]
    scores = _scores(index, [term for term in terms if term.stems])
    whole = sum(term.weight for term in terms[: len(asked)]) or 1.0
    best = nlargest(limit, _ranked(index, scores, kommun, whole * _ENOUGH))
    results = tuple(SearchResult(id=index.ids[-number], score=min(1.0, score / whole)) for score, number in best)
    return SearchAnswer(query=query, results=results, did_you_mean=_meant(typed, terms))


def _ranked(index: Index, scores: dict[int, float], kommun: str | None, enough: float) -> list[tuple[float, int]]:
    """Score and negative number, so that among equals the first in the directory stands first."""
    found = []
    for number, score in [pair for pair in scores.items() if pair[1] > enough]:
        area = index.areas[number]
        if kommun is None or kommun in area or "SE" in area or kommun[:2] in area:
            nearer = 1.1 if kommun and kommun in area else 1.0
            found.append((score * index.factors[number] * nearer, -number))
    return found


def _term(index: Index, word: str) -> _Term:
    """What one typed word may stand for: itself, words that it begins, its parts, or words that look like it."""
    stems = {stem(word): 1.0} if stem(word) in index.postings else {}
    for longer in _beginning_with(index, word):
        stems.setdefault(stem(longer), _PREFIX)
    if stems:
        return _Term(stems, _rarity(index, stems))
    parts = _parts(word, index.known)
    if parts:
        return _Term({stem(part): _PART for part in parts}, _rarity(index, stems))
    alike = _looking_like(index, word)
    stems = {stem(found): _MENDED ** (1 + errors) for found, errors in reversed(alike)}
    return _Term(stems, _rarity(index, stems), index.known[alike[0][0]] if alike else None)


def _joined(index: Index, first: str, second: str) -> _Term:
    """Two words that may be one written apart: 'anhörig stöd'."""
    whole = [word for word in (first + second, first + "s" + second) if word in index.known]
    return _Term({stem(word): 1.0 for word in whole}, _rarity(index, dict.fromkeys(map(stem, whole), 1.0)))


def _beginning_with(index: Index, word: str) -> list[str]:
    if len(word) < _SHORTEST_PART:
        return []
    start = bisect_left(index.sorted_words, word)
    return [found for found in index.sorted_words[start : start + _ALIKE] if found.startswith(word)]


def _looking_like(index: Index, word: str) -> list[tuple[str, int]]:
    """The known words that are nearest, within one error (two in a long word), with the number of errors."""
    errors = 0 if len(word) < _SHORTEST_PART else 1 if len(word) < 6 else 2
    if not errors:
        return []
    lengths = range(len(word) - errors, len(word) + errors + 1)
    near = [known for length in lengths for known in index.by_length.get(length, ())]
    found = process.extract(word, near, scorer=OSA.distance, processor=None, score_cutoff=errors, limit=_ALIKE)
    return [(str(known), int(distance)) for known, distance, _ in found if distance == found[0][1]]


def _rarity(index: Index, stems: Iterable[str]) -> float:
    """The weight of a word: rare words tell more. 1 for one that stands nowhere."""
    held = [len(index.postings[each]) for each in stems if each in index.postings]
    return log(1 + len(index.ids) / max(held)) if held else 1.0


def _scores(index: Index, terms: list[_Term]) -> dict[int, float]:
    """Number of a service -> the weight of the words that stand there. The rarest word goes first."""
    scores: dict[int, float] = {}
    for place, term in enumerate(sorted(terms, key=lambda each: -each.weight)):
        brings = place < _BRINGERS or not scores
        for number, value in _standing(index, term, None if brings else scores).items():
            scores[number] = scores.get(number, 0.0) + value * term.weight
    return scores


def _standing(index: Index, term: _Term, among: dict[int, float] | None) -> dict[int, float]:
    """Where one word stands, and how surely; `among` only these records when it is a common word."""
    found: dict[int, float] = {}
    for each, sure in term.stems.items():
        held = index.postings[each]
        numbers = held if among is None or len(held) <= _FEW else held.keys() & among.keys()
        for number in numbers:
            value = held[number] * sure
            if value > found.get(number, 0.0):
                found[number] = value
    return found


def _meant(typed: list[str], terms: list[_Term]) -> str | None:
    """The query with its mistyped words mended; None when none was."""
    if not any(term.mended for term in terms):
        return None
    return " ".join(term.mended or word for word, term in zip(typed, terms, strict=False))
