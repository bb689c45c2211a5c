"""Mends a mistyped word against a vocabulary. The cost grows with the words that look alike, never with the text."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finder.swedish import fold, squeeze

_AS_NEAR = 3
"""How many equally near words a mistyped one may stand for."""


def allowed_errors(length: int) -> int:
    """How many errors a word of a length may have and still be that word."""
    return 0 if length < 4 else 1 if length < 8 else 2


class Vocabulary:
    """The words that a mistyped one may be mended into, and the words that must be left alone."""

    def __init__(self, words: Iterable[str], protected: Iterable[str] = ()) -> None:
        self._plain: dict[str, str] = {}
        for word in sorted(words):
            self._plain.setdefault(fold(word), word)
        self._protected = {fold(word) for word in protected}
        self._squeezed: dict[str, str] = {}
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        for plain in self._plain:
            self._squeezed.setdefault(squeeze(plain), plain)
            if len(plain) >= 4:
                self._heads[plain[:2]].append(plain)
                self._tails[plain[-3:]].append(plain)

    def __contains__(self, word: str) -> bool:
        return fold(word) in self._plain

    def mend(self, word: str) -> str | None:
        """The word that a mistyped one stands for, or None when it is right, protected or like no other."""
        found = self.mends(word)
        return found[0] if found else None

    def mends(self, word: str) -> list[str]:
        """The words that a mistyped one may stand for: several when they are as near. Best first."""
        plain = fold(word)
        if plain in self._plain or plain in self._protected:
            return []
        single = squeeze(plain)
        if single in self._squeezed:
            return [self._plain[self._squeezed[single]]]
        if single in self._protected:
            return []
        best = self._nearest(plain) or (self._nearest(single) if single != plain else [])
        return [self._plain[one] for one in best]

    def _nearest(self, plain: str) -> list[str]:
        """The most alike words, and of them the longest: a letter is more often lost than added."""
        errors = allowed_errors(len(plain))
        if not errors:
            return []
        alike = {word for key in (plain[:2], plain[1::-1]) for word in self._heads.get(key, ())}
        alike.update(self._tails.get(plain[-3:], ()))
        close = [word for word in alike if abs(len(word) - len(plain)) <= errors]
        found = process.extract(plain, close, scorer=OSA.distance, score_cutoff=errors, limit=None)
        ranked = sorted((distance, -len(word), word) for word, distance, _ in found)
        return [word for distance, length, word in ranked if (distance, length) == ranked[0][:2]][:_AS_NEAR]
