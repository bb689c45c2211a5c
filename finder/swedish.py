"""The Swedish language, and nothing about the field: folding, words, stems, sentences, readability."""

import re
import unicodedata
from collections.abc import Sequence

import Stemmer

# Nothing is remembered here or in the stemmer: the words may be a visitor's.
_STEMMER = Stemmer.Stemmer("swedish", 0)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_FOLDS = str.maketrans({"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "é": "e", "è": "e", "ü": "u"})


def fold(text: str) -> str:
    """Lower case without å, ä, ö or other marks: 'Köping' -> 'koping'."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_VERBS = frozenset(
    "är har hade var vill kan ska får blir blev tar tog går gick kom låg satt stod sa ser mår slår drack söp slog åt "
    "sov".split()
)


def looks_like_verb(form: str) -> bool:
    """Whether a word may be a verb in the present or the past: 'dricker', 'började', 'har'."""
    return form in _VERBS or (len(form) > 3 and form.endswith(("ar", "er", "ade", "kte", "pte", "ste")))


_RUN = re.compile(r"(.)\1+")


def squeeze(word: str) -> str:
    """The word with every run of one letter made single: 'hjäälp' and 'hjälp' -> 'hjälp'."""
    return _RUN.sub(r"\1", word)


_VOWEL_RUN = re.compile(r"([aeiouyåäö])\1+")


def single_vowels(word: str) -> str:
    """The word with every run of one vowel made single: 'söömntabletter' -> 'sömntabletter'."""
    return _VOWEL_RUN.sub(r"\1", word)


def words(text: str) -> list[str]:
    """The words of a text as they stand, numbers included."""
    return _WORD.findall(text)


def root(word: str) -> str:
    """The Snowball stem of one word, with its å, ä, ö: 'ångesten' -> 'ångest'."""
    return str(_STEMMER.stemWord(word.casefold()))


def stem(word: str) -> str:
    """The folded Snowball stem of one word: 'beroendet' -> 'beroend'."""
    return fold(_STEMMER.stemWord(word.casefold()))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon and a new line end one too."""
    return [part for part in (piece.strip() for piece in _SENTENCE_END.split(text)) if words(part)]


def lix(text: str) -> float:
    """Björnsson's readability index (1968): words per sentence + per cent of words over six letters.

    Below 30 is very easy, 30–40 easy, 40–50 like a newspaper. A text without words is 0.
    """
    all_words = words(text)
    if not all_words:
        return 0.0
    long_words = sum(len(word) > 6 for word in all_words)
    return len(all_words) / len(sentences(text)) + 100 * long_words / len(all_words)


def longest_sentence(texts: Sequence[str]) -> str:
    """The sentence with most words among the texts; '' when there is none."""
    return max((s for text in texts for s in sentences(text)), key=lambda s: len(words(s)), default="")
