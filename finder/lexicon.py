"""The lexicon of free text, from resources/lexicon/*.yaml: checked at the door, ready for reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError, field_validator

from finder.errors import BrokenDirectoryError, Problem
from finder.learned import Weights
from finder.models import AudienceId, Kommun, Line, Record
from finder.pattern import PatternError, Phrase, compile_phrase, expand, starts, word_key
from finder.places import Gazetteer, PlaceWords, build_gazetteer
from finder.wordbook import Wordbook


def _comma_list(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _line_list(value: object) -> object:
    return tuple(line.strip() for line in value.splitlines() if line.strip()) if isinstance(value, str) else value


CommaList = Annotated[tuple[str, ...], BeforeValidator(_comma_list)]
LineList = Annotated[tuple[str, ...], BeforeValidator(_line_list)]


class Concept(Record):
    """One idea, and how people say it."""

    about: Line | None = None
    words: CommaList = ()
    phrases: LineList = ()
    mask: bool = False
    """The words of its phrases mean nothing else: 'dör av skratt'."""
    examples: LineList = ()
    """Sentences where it must be found."""
    counter: LineList = ()
    """Sentences where it must not be found."""


class Rule(Record):
    """What a text tells when some ideas stand in it."""

    gives: Annotated[str, Field(pattern=r"^(need|wish|substance|crisis|scope|who):[a-z_]+$")]
    score: Annotated[float, Field(gt=0, le=1)] = 1.0
    all: CommaList
    """Ideas that must all stand there; 'a|b' is either."""
    none: CommaList = ()
    within: int = 0
    """The ideas stand within so many words of each other; 0: anywhere in the text."""
    who: Annotated[tuple[AudienceId, ...], BeforeValidator(_comma_list)] = ()
    about: Line | None = None
    examples: LineList = ()
    counter: LineList = ()

    @field_validator("all")
    @classmethod
    def _something(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("a rule needs at least one idea in 'all'")
        return value

    @cached_property
    def items(self) -> tuple[tuple[str, ...], ...]:
        """The alternatives of each idea in `all`."""
        return tuple(tuple(item.split("|")) for item in self.all)


class LexiconFile(Record):
    """What one file may hold."""

    about: Line | None = None
    concepts: Mapping[str, Concept] = {}
    rules: tuple[Rule, ...] = ()
    variants: Mapping[str, CommaList] = {}
    """Right spelling -> other ways to write that one word: mig: mej, maj."""
    protected: LineList = ()
    """Ordinary words that look like words of the lexicon and must be left alone."""
    places: PlaceWords | None = None


PhrasesByKey = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Lexicon:
    """The words of the field, ready for `understand`."""

    concepts: Mapping[str, Concept]
    rules: tuple[Rule, ...]
    wordbook: Wordbook
    by_word: Mapping[str, tuple[str, ...]]
    """Key of a word -> the concepts it stands for."""
    masks: PhrasesByKey
    levels: tuple[PhrasesByKey, ...]
    """Phrases by the key they start with; a level builds only on those before it."""
    gazetteer: Gazetteer
    weights: Weights | None = None
    """What was learned from examples; without it, only the rules speak."""


def build_lexicon(
    files: Mapping[str, object], kommuner: Mapping[str, Kommun], weights: Weights | None = None
) -> Lexicon:
    """The lexicon from plain data: file name -> its content as read, with every scalar as text.

    `kommuner` (by code) gives the names of places; `weights` what was learned from examples.
    Raises BrokenDirectoryError with every problem of every file.
    """
    problems: list[Problem] = []
    parsed = {name: _parse(name, content, problems) for name, content in sorted(files.items())}
    whole = {name: entry for name, entry in parsed.items() if entry}
    concepts = _merged_concepts(whole, problems)
    phrases = _phrases(whole, problems)
    _check_references(whole, concepts, phrases, problems)
    if problems:
        raise BrokenDirectoryError(problems)
    levels = _levels([phrase for phrase in phrases if not concepts[phrase.concept].mask])
    variants = {way: right for entry in whole.values() for right, ways in entry.variants.items() for way in ways}
    protected = {word for entry in whole.values() for line in entry.protected for word in line.split()}
    place_words = next((entry.places for entry in whole.values() if entry.places), PlaceWords())
    gazetteer = build_gazetteer(kommuner, place_words, protected)
    content = {word for concept in concepts.values() for word in concept.words}
    helping = {word for concept in concepts.values() for text in concept.phrases for word in _written(text)}
    return Lexicon(
        concepts=concepts,
        rules=tuple(rule for entry in whole.values() for rule in entry.rules),
        wordbook=Wordbook(content, helping, variants, protected | gazetteer.words),
        by_word=_by_word(concepts),
        masks=_by_key(phrase for phrase in phrases if concepts[phrase.concept].mask),
        levels=tuple(_by_key(level) for level in levels),
        gazetteer=gazetteer,
        weights=weights,
    )


def _parse(name: str, content: object, problems: list[Problem]) -> LexiconFile | None:
    try:
        return LexiconFile.model_validate(content if content is not None else {})
    except ValidationError as error:
        for fault in error.errors():
            where = " > ".join(map(str, fault["loc"]))
            problems.append(Problem(name, 0, f"{where}: {fault['msg']}"))
        return None


def _merged_concepts(files: Mapping[str, LexiconFile], problems: list[Problem]) -> dict[str, Concept]:
    merged: dict[str, Concept] = {}
    for name, entry in files.items():
        for concept_id, concept in entry.concepts.items():
            if concept_id in merged:
                problems.append(Problem(name, 0, f"'{concept_id}' is defined twice; give one of them another name"))
            merged[concept_id] = concept
    return merged


def _phrases(files: Mapping[str, LexiconFile], problems: list[Problem]) -> list[Phrase]:
    phrases = []
    for name, entry in files.items():
        for concept_id, concept in entry.concepts.items():
            for text in concept.phrases:
                try:
                    phrases += [compile_phrase(concept_id, one) for one in expand(text)]
                except PatternError as error:
                    problems.append(Problem(name, 0, f"{concept_id}: {error}"))
    return phrases


def _check_references(
    files: Mapping[str, LexiconFile], concepts: Mapping[str, Concept], phrases: list[Phrase], problems: list[Problem]
) -> None:
    used = [(phrase.concept, ref) for phrase in phrases for ref in phrase.refers_to]
    for entry in files.values():
        for rule in entry.rules:
            ideas = [idea for item in rule.items for idea in item] + list(rule.none)
            used += [(rule.gives, idea) for idea in ideas]
    for user, ref in used:
        if ref not in concepts:
            problems.append(Problem("lexicon", 0, f"{user}: unknown idea '{ref}'; define it under 'concepts'"))


def _levels(phrases: list[Phrase]) -> list[list[Phrase]]:
    """The phrases in rows, so that a row builds only on rows above it; a circle ends in the last row."""
    levels: list[list[Phrase]] = []
    builds_on: dict[str, frozenset[str]] = defaultdict(frozenset)
    for phrase in phrases:
        builds_on[phrase.concept] |= phrase.refers_to
    waiting = phrases
    while waiting:
        pending = {phrase.concept for phrase in waiting}
        ready = {concept for concept in pending if not builds_on[concept] & pending} or pending
        levels.append([phrase for phrase in waiting if phrase.concept in ready])
        waiting = [phrase for phrase in waiting if phrase.concept not in ready]
    return levels


def _by_word(concepts: Mapping[str, Concept]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for concept_id, concept in concepts.items():
        for word in concept.words:
            found[word_key(word)].append(concept_id)
    return {key: tuple(ids) for key, ids in found.items()}


def _by_key(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for key in starts(phrase):
            found[key].append(phrase)
    return {key: tuple(some) for key, some in found.items()}


def _written(text: str) -> list[str]:
    """The words that a phrase writes out."""
    bare = text.replace("(", " ").replace(")", " ").replace("|", " ").replace("?", " ")
    return [word for word in bare.split() if word not in {"_", "..", "..."} and word[0] not in "<#^"]
