"""One word -> the keys it is known by: its form, stem, beginning or end, its parts, or what it was meant to be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from finder.pattern import word_key
from finder.spelling import Vocabulary
from finder.swedish import fold, root, single_vowels, squeeze

_NONE: frozenset[str] = frozenset()
_LONG = 7
_LONGEST = 60
"""No Swedish word that anyone writes here is longer; what is longer is a key held down."""
"""From this length a word is tried as a compound."""


class Wordbook:
    """Every word that the lexicon writes, ready to be recognised as people type them."""

    def __init__(
        self, content: Iterable[str], helping: Iterable[str], variants: Mapping[str, str], protected: Iterable[str]
    ) -> None:
        meaning = set(content)
        written = meaning | set(helping)
        self._variants = variants
        self._known = {word_key(word) for word in written} | {f"={word}" for word in variants.values()}
        self._meaning = {word_key(word) for word in meaning}
        plain_words = {word.strip("=") for word in written if "*" not in word and not word.startswith("<")}
        self._literal = plain_words | set(variants)
        self._twins: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._literal):
            if fold(word) != word:
                self._twins[fold(word)].append(word)
        self._roots: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._known):
            if key.startswith("~") and fold(key) != key:
                self._roots[fold(key)].append(key)
        stars = {key for key in self._known if "*" in key}
        self._heads = sorted({len(key) - 1 for key in stars if key.endswith("*")})
        self._tails = sorted({len(key) - 1 for key in stars if key.startswith("*")})
        self._protected = {fold(word) for word in protected}
        self._vocabulary = Vocabulary(plain_words, self._protected | {fold(word) for word in variants})

    def keys(self, form: str, plain: bool, foreign: bool = False) -> frozenset[str]:
        """The keys of a word (lower case).

        `plain`: the text has no å, ä, ö, so dots may be missing. `foreign`: it is not in Swedish.
        """
        if not foreign:
            form = self._variants.get(form, form)
        found = self._direct(form, plain)
        if found or len(form) < 3 or form.isdigit() or fold(form) in self._protected:
            return found
        return (
            self._parts(form, plain)
            or self._direct(single_vowels(form), plain)
            or self._direct(squeeze(form), plain)
            or self._mended(form)
            or self._last_part(form, plain)
        )

    def is_written(self, form: str) -> bool:
        """Whether the lexicon writes the word itself, or an inflection of it."""
        return form in self._variants or bool(self._direct(form, plain=False))

    def meant(self, form: str) -> str | None:
        """The word of the lexicon that a mistyped one stands for."""
        return self._vocabulary.mend(form)

    def _direct(self, form: str, plain: bool) -> frozenset[str]:
        forms = [form]
        twins = self._twins.get(form)
        if twins and (plain or form not in self._literal):
            forms += [self._variants.get(twin, twin) for twin in twins]
        keys = {key for one in forms for key in self._candidates(one) if key in self._known}
        if len(form) >= 4 and (plain or not keys):
            keys.update(self._roots.get(f"~{root(form)}", ()))
        return frozenset(keys)

    def _candidates(self, form: str) -> list[str]:
        folded = fold(form)
        keys = [f"={form}"]
        if len(form) >= 4:
            keys.append(f"~{root(form)}")
        keys += [f"{folded[:length]}*" for length in self._heads if length <= len(folded)]
        keys += [f"*{folded[-length:]}" for length in self._tails if length <= len(folded)]
        return keys

    def _parts(self, form: str, plain: bool) -> frozenset[str]:
        """The keys of both parts of a compound: 'spelskulder' -> spel + skulder."""
        if not _LONG <= len(form) <= _LONGEST:
            return _NONE
        for cut in range(len(form) - 3, 2, -1):
            last = self._direct(form[cut:], plain) & self._meaning
            if last:
                first = self._first_part(form[:cut], plain)
                if first:
                    return first | last
        return _NONE

    def _first_part(self, form: str, plain: bool) -> frozenset[str]:
        joined = form.removesuffix("s")
        keys = self._direct(form, plain) | (self._direct(joined, plain) if len(joined) > 2 else _NONE)
        return keys & self._meaning

    def _last_part(self, form: str, plain: bool) -> frozenset[str]:
        """The keys of the last part alone, when it is long enough to carry the meaning: 'festdrickande'."""
        for cut in range(3, len(form) - 5):
            found = self._direct(form[cut:], plain) & self._meaning
            if found:
                return found
        return _NONE

    def _mended(self, form: str) -> frozenset[str]:
        meant = [self._variants.get(word, word) for word in self._vocabulary.mends(form)]
        return frozenset(key for word in meant for key in self._candidates(word) if key in self._known)
