"""Writes resources/lexicon/ordinary.yaml: everyday words that must not be taken for misspelt words of the lexicon.

Run after the lexicon has grown: `pip install wordfreq && python -m tests.ordinary_words`. The words are those of the
commonest Swedish and English words that look like a word of the lexicon without being one.
"""

import textwrap
from collections.abc import Iterable
from itertools import takewhile

from wordfreq import top_n_list

from finder.lexicon import Lexicon, build_lexicon
from finder.swedish import fold
from finder.wordbook import Wordbook
from tests.lexicon_files import KOMMUNER, RESOURCES, files

SWEDISH, ENGLISH = 50_000, 5_000
TARGET = RESOURCES / "lexicon" / "ordinary.yaml"
HEAD = """\
about: >-
  Vanliga ord som liknar ord i lexikonet men inte är felskrivna. Skrivs av tests/ordinary_words.py, inte för hand.
  Urval ur wordfreq av Robyn Speer, CC BY-SA 4.0.
protected:
"""


def is_inflection(word: str, other: str) -> bool:
    """Two forms of one word, as far as can be seen: 'början' and 'börja'."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return same >= 4 and len(word) - same <= 2 and len(other) - same <= 2


def mistaken(words: Iterable[str], book: Wordbook) -> list[str]:
    """The words that would be read as something else than they are."""
    found = []
    for word in words:
        if not word.isalpha() or len(word) < 3 or book.is_written(word) or not book.keys(word, plain=False):
            continue
        meant = book.meant(word)
        if not (meant and is_inflection(word, meant)):
            found.append(word)
    return found


def like_places(words: Iterable[str], lexicon: Lexicon) -> list[str]:
    """The words that would be taken for the misspelt name of a place."""
    places = lexicon.gazetteer
    return [
        word for word in words if word.isalpha() and fold(word) not in places.words and places.vocabulary.mend(word)
    ]


def main() -> None:
    """Writes the file."""
    data = {name: content for name, content in files().items() if name != TARGET.name}
    lexicon = build_lexicon(data, KOMMUNER)
    common = [*top_n_list("sv", SWEDISH), *top_n_list("en", ENGLISH)]
    words = mistaken(common, lexicon.wordbook) + like_places(common, lexicon)
    lines = textwrap.wrap(" ".join(sorted(set(words))), 116, break_long_words=False, break_on_hyphens=False)
    TARGET.write_text(HEAD + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    print(f"{len(set(words))} words")


if __name__ == "__main__":
    main()
