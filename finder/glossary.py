"""Text + the words of the glossary -> the text in pieces, with the first use of each word marked."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from finder.models import Term


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `term` is set where it is a word that can be explained."""

    text: str
    term: Term | None = None


class Glossary:
    """The terms, ready to be looked for: the longest form wins, and a form matches whole words only."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.by_id = {term.id: term for term in terms}
        self._by_form = {form: term for term in self.by_id.values() for word in term.words for form in _forms(word)}
        longest_first = sorted(self._by_form, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])")

    def explain(self, text: str, told: Container[str] = ()) -> tuple[Piece, ...]:
        """The text in pieces. Only the first use of a term is marked, and none whose id is in `told`."""
        if not self._by_form:
            return (Piece(text),)
        pieces: list[Piece] = []
        seen: set[str] = set()
        start = 0
        for match in self._pattern.finditer(text):
            term = self._by_form[match[0]]
            if term.id in seen or term.id in told:
                continue
            seen.add(term.id)
            pieces += [Piece(text[start : match.start()]), Piece(match[0], term)]
            start = match.end()
        return tuple(piece for piece in (*pieces, Piece(text[start:])) if piece.text)

    def terms_in(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that the texts use, in the order they are met."""
        found = (self._by_form[match[0]] for text in texts for match in self._pattern.finditer(text) if self._by_form)
        return tuple({term.id: term for term in found}.values())

    def without_terms(self, text: str) -> str:
        """The text with every term taken out: what is left is not explained."""
        return self._pattern.sub("", text) if self._by_form else text


def _forms(word: str) -> Iterable[str]:
    """A word in small letters is met with a big first letter too; an abbreviation only as it stands."""
    return (word,) if word[:2].isupper() else (word, word[:1].upper() + word[1:])


class Reading:
    """One page as it is read from the top: a word that has been explained is not explained again."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._told: set[str] = set()

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text in pieces, with the words that are met for the first time marked."""
        pieces = self._glossary.explain(text, self._told)
        self._told |= {piece.term.id for piece in pieces if piece.term}
        return pieces
