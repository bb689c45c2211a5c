"""What makes a Swedish text hard to read: long sentences, LIX, words that wound and words that no one explains."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from finder.glossary import Glossary
from finder.shown import Kind, Shown
from finder.swedish import lix, sentences, words

LIX_LIMIT: dict[Kind, int] = {"question": 25, "card": 25, "answer": 25, "text": 35}
"""A name has no limit."""
SENTENCE_LIMIT: dict[Kind, int] = {"card": 12, "answer": 12}
LONGEST_SENTENCE = 15
MOST_SENTENCES: dict[Kind, int] = {"question": 3, "card": 3}
SHORTEST_FOR_LIX = 6
"""Below six words LIX says nothing: one long word makes any of them look like a law."""

_ABBREVIATION = re.compile(
    r"(?<!\w)(?:t\.? ?ex|bl\.? ?a|d\.? ?v\.? ?s|o\.? ?s\.? ?v|m\.? ?m|m\.? ?fl|p\.? ?g\.? ?a|f\.? ?d|f\.? ?n"
    r"|ca|cirk|resp|etc|ev|inkl|exkl|obs|tfn|tel|enl|kl|nr|SoL|OSL|HSL|LSS|LVU)(?!\w)\.?(?=\s|[,;:)]|$)"
)
_MAN = re.compile(r"(?<!en )(?<!eller )(?<!och )(?<!som )(?<!är )(?<!din )(?<!min )\bman\b")
_BLAME = re.compile(
    r"\b(missbrukar\w*|missbruk\w*|knarkar\w*|pundar\w*|alkis\w*|fyllo\w*|alkoholist\w*|narkoman\w*|klient\w*|brukare\w*)",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"spårlös\w*|helt anonym\w*|alltid anonym\w*|garanter\w*|hundra procent|100 ?%|ingen får veta|ingen kan se",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(bistånds?\w*|insats(?:er|en|erna)?|handlägg\w*|socialsekreterare\w*|öppenvård\w*|primärbehandling\w*|eftervård\w*"
    r"|återfallsprevention\w*|remiss\w*|samsjuklig\w*|psykosocial\w*|evidens\w*|tolvsteg\w*|tolv steg\w*|12-steg\w*"
    r"|orosanmäl\w*|personlig\w* ombud\w*|sekretess\w*|tystnadsplikt\w*|avgiftning\w*|abstinens\w*"
    r"|motiverande samtal\w*|boendestöd\w*|försörjningsstöd\w*|frivård\w*|social\w* kontrakt\w*|spärrmedicin\w*"
    r"|medberoende\w*|kognitiv\w* beteendeterap\w*|öronakupunktur\w*|opioid\w*|naloxon\w*|socialjour\w*)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<!\()\b[A-ZÅÄÖ]{2,}\b")
"""An abbreviation; in brackets it stands after what it means."""


@dataclass(frozen=True)
class Fault:
    """A text that breaks a rule, with the sentence or the word that breaks it."""

    shown: Shown
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.shown.file}: {self.shown.key}: {self.rule}: {self.what}"


def faults(shown: Shown, glossary: Glossary, names: frozenset[str] = frozenset()) -> list[Fault]:
    """Every rule that one text breaks.

    Args: `names`, which are left as they are: each counts as one short word, and no rule looks inside it.
    """
    text = _without_names(shown.text, names)
    return [*_length(shown, text), *_words(shown, text), *_unexplained(shown, text, glossary)]


def _without_names(text: str, names: frozenset[str]) -> str:
    return _names_pattern(names).sub("X", text) if names else text


@lru_cache(maxsize=4)
def _names_pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


# ---------------------------------------------------------------- how long


def _length(shown: Shown, text: str) -> Iterable[Fault]:
    most = SENTENCE_LIMIT.get(shown.kind, LONGEST_SENTENCE)
    told = sentences(shown.text)
    for sentence in told:
        if len(words(sentence)) > most:
            yield Fault(shown, f"högst {most} ord i en mening, här {len(words(sentence))}", sentence)
    if len(told) > MOST_SENTENCES.get(shown.kind, len(told)):
        yield Fault(shown, f"högst {MOST_SENTENCES[shown.kind]} meningar, här {len(told)}", shown.text)
    limit = LIX_LIMIT.get(shown.kind)
    if limit and len(words(text)) >= SHORTEST_FOR_LIX and lix(text) > limit:
        yield Fault(shown, f"LIX högst {limit}, här {lix(text):.0f}", shown.text)


# ---------------------------------------------------------------- which words


def _words(shown: Shown, text: str) -> Iterable[Fault]:
    for rule, pattern in (
        ("förkortning", _ABBREVIATION),
        ("'man' i stället för 'du'", _MAN),
        ("ord som sårar", _BLAME),
        ("löfte som inte går att hålla", _PROMISE),
    ):
        for match in pattern.finditer(text):
            yield Fault(shown, rule, match[0])


def _unexplained(shown: Shown, text: str, glossary: Glossary) -> Iterable[Fault]:
    """Authority words and abbreviations that the glossary does not explain."""
    rest = glossary.without_terms(text)
    for pattern in (_AUTHORITY, _CAPITALS):
        for match in pattern.finditer(rest):
            yield Fault(shown, "ord som ordlistan inte förklarar", match[0])
