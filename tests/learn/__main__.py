"""Learns from every example, and writes resources/weights.npz."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from finder.features import UNKNOWN, Features, features
from finder.learned import FILE, Alone, Weights, content_of
from finder.ruled import by_rules
from tests.learn.alone import learn_alone
from tests.learn.examples import asked, cases, fingerprint
from tests.learn.in_order import learn_in_order
from tests.lexicon_files import unlearned

WEIGHTS = Path(__file__).parents[2] / "resources" / FILE
_FEWEST, _FEWEST_BITS = 3, 8
"""In how many lines a feature stands at least, and how often a bit of a word does."""


def names(found: Sequence[Features]) -> tuple[list[str], list[str]]:
    """The features that are usual enough to weigh: those of words and ideas, and the others."""
    parts = Counter(part for some in found for word in some.parts for part in word)
    marks = Counter(mark for some in found for word in some.marks for mark in word)
    fewest = {part: _FEWEST if part.startswith("=") else _FEWEST_BITS for part in parts}
    words = [part for part, count in parts.items() if count >= fewest[part]] + _usual(marks)
    others = _usual(Counter(chain.from_iterable({*some.pairs, *some.evidence} for some in found)))
    return [UNKNOWN, *sorted(words)], sorted(set(others) - set(words))


def _usual(counts: Counter[str]) -> list[str]:
    return [name for name, count in counts.items() if count >= _FEWEST]


def main() -> None:
    """Learns, and writes the file."""
    lexicon = unlearned()
    lines = cases()
    found = [features(by_rules(case["text"], lexicon)) for case in lines]
    words, others = names(found)
    rows = {name: row for row, name in enumerate(words + others)}
    answers = asked(lines)
    ordered = [answer for answer in answers if not answer.startswith("wish:")]
    with ProcessPoolExecutor(1) as other:
        alone_soon = other.submit(learn_alone, lines, found, rows, answers)
        in_order = learn_in_order(lines, found, rows, ordered, len(words))
        alone = alone_soon.result()
    kept = words + [name for name in others if alone.tells[rows[name]].any()]
    tells = alone.tells[[rows[name] for name in kept]]
    rows = {name: row for row, name in enumerate(kept)}
    weights = Weights(tuple(answers), rows, Alone(tells, alone.starts), in_order, fingerprint())
    WEIGHTS.write_bytes(content_of(weights))
    print(f"{len(lines)} lines, {WEIGHTS.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
