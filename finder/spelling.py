"""Mends a mistyped word against a vocabulary. The cost grows with the words that look alike, never with the text."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finder.swedish import fold, squeeze


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
        plain = fold(word)
        if plain in self._plain or plain in self._protected:
            return None
        single = squeeze(plain)
        if single in self._squeezed:
            return self._plain[self._squeezed[single]]
        if single in self._protected:
            return None
        best = self._nearest(plain) or (self._nearest(single) if single != plain else None)
        return self._plain[best] if best else None

    def _nearest(self, plain: str) -> str | None:
        """The most alike word; of several the longest, since a letter is more often lost than added."""
        errors = allowed_errors(len(plain))
        if not errors:
            return None
        alike = {word for key in (plain[:2], plain[1::-1]) for word in self._heads.get(key, ())}
        alike.update(self._tails.get(plain[-3:], ()))
        close = [word for word in alike if abs(len(word) - len(plain)) <= errors]
        found = process.extract(plain, close, scorer=OSA.distance, score_cutoff=errors, limit=None)
        return min(found, key=lambda one: (one[1], -len(one[0]), one[0]))[0] if found else None
