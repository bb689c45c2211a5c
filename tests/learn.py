"""`make weights`: learns from tests/examples/ how much each word, and each finding of the rules, tells.

Logistic regression, one answer at a time, by scikit-learn, with every feature scaled by how unevenly it falls between
yes and no (Wang and Manning 2012, "Baselines and Bigrams"). The result is data: resources/weights.tsv, read by
finder/likeness.py. It carries the hash of the examples, so that a test can tell when it is stale. Neither part of the
evaluation set is learned from.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from finder.evidence import evidence
from finder.lexicon import Lexicon
from finder.likeness import features, plain_words
from finder.ruled import by_rules
from tests.lexicon_files import unlearned

RESOURCES = Path(__file__).parent.parent / "resources"
EXAMPLES = Path(__file__).parent / "examples"
WEIGHTS = RESOURCES / "weights.tsv"

_STRENGTH = 10.0
_FEWEST_LINES = 3
_FEWEST_PLACES = 3
_KEPT_FROM = 0.6
_SMALLEST = 3
"""Tenths; what weighs less is left out."""
_USUAL_FROM = 6
_STEEPEST, _FLATTEST = 4.0, 0.05

Case = Mapping[str, Any]


def files() -> list[Path]:
    """What is learned from."""
    return sorted(EXAMPLES.glob("*.yaml"))


def fingerprint() -> str:
    """The hash of everything that is learned from."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files())).hexdigest()


def cases() -> list[Case]:
    """Every labelled line."""
    return [case for file in files() for case in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)]


def answers(case: Case) -> set[str]:
    """What a line tells, as the weights name it: 'audience:child', 'need:talk', 'crisis:any' …"""
    told = {f"need:{need}" for need in case.get("needed") or ()} | {f"wish:{wish}" for wish in case.get("wishes") or ()}
    told |= {f"{kind}:{case[kind]}" for kind in ("audience", "substance", "crisis") if case.get(kind)}
    return told | ({"crisis:any"} if case.get("crisis") else set()) | ({"scope:none"} if _is_none(case) else set())


def _is_none(case: Case) -> bool:
    return case.get("kind") == "none"


def undecided(case: Case, answer: str) -> bool:
    """Whether a line says neither yes nor no to an answer: a need that would be fair, but is not needed."""
    need = answer.removeprefix("need:")
    return need in (case.get("fair") or ()) and need not in (case.get("needed") or ())


def found_in(text: str, lexicon: Lexicon) -> dict[str, float]:
    """Everything in a text that can weigh, with what it counts for."""
    return features(text) | evidence(by_rules(text, lexicon))


def learned(lines: Sequence[Case], found: Sequence[Mapping[str, float]]) -> str:
    """The weights as they stand in the file. `found`: what `found_in` gives for each line."""
    places = Counter(feature for each in found for feature in each)
    names = sorted(feature for feature, count in places.items() if count >= _FEWEST_PLACES)
    matrix = _matrix(found, {name: column for column, name in enumerate(names)})
    told = [answers(case) for case in lines]
    counts = Counter(answer for each in told for answer in each)
    asked = sorted(answer for answer, count in counts.items() if count >= _FEWEST_LINES)
    starts: list[str] = []
    weights: dict[str, list[str]] = {}
    for place, answer in enumerate(asked):
        rows = [row for row, case in enumerate(lines) if not undecided(case, answer)]
        start, column_weights = _fitted(matrix[rows], [answer in told[row] for row in rows])
        starts.append(f"{start:.2f}")
        for name, weight in zip(names, column_weights, strict=True):
            if abs(weight) >= _SMALLEST:
                weights.setdefault(name, []).append(f"{place} {weight}")
    return _written(asked, starts, weights, _usual_words(lines))


def _written(
    asked: Sequence[str], starts: Sequence[str], weights: Mapping[str, Sequence[str]], usual: Sequence[str]
) -> str:
    heads = {"answers": asked, "starts": starts, "words": usual, "examples": [fingerprint()]}
    head = "\n".join(f"{name}\t{' '.join(some)}" for name, some in heads.items())
    return head + "\n\n" + "".join(f"{name}\t{' '.join(some)}\n" for name, some in weights.items())


def _usual_words(lines: Sequence[Case]) -> list[str]:
    """The words that stand in several lines: what they weigh is remembered once worked out."""
    counts = Counter(word for case in lines for word in set(plain_words(case["text"])))
    return sorted(word for word, count in counts.items() if count >= _USUAL_FROM)


def _matrix(found: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    cells = [(row, columns[name], some[name]) for row, some in enumerate(found) for name in some if name in columns]
    rows, places, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, places)), shape=(len(found), len(columns)))


def _fitted(matrix: Any, told: Sequence[bool]) -> tuple[float, list[int]]:
    """Where the answer starts, and what each column weighs, in tenths.

    Learned twice: the second time only from what weighed enough the first time, so that the file stays small and what
    is left takes over from what is gone.
    """
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    scale = _unevenness(matrix, told)
    scaled = matrix @ diags(scale)
    first = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(scaled, told)
    columns = (abs(first.coef_[0] * scale) >= _KEPT_FROM).nonzero()[0]
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(scaled[:, columns], told)
    weights = [0] * matrix.shape[1]
    for column, weight in zip(columns, model.coef_[0] * scale[columns], strict=True):
        weights[column] = round(float(weight) * 10)
    return float(model.intercept_[0]), weights


def _unevenness(matrix: Any, told: Sequence[bool]) -> Any:
    """How unevenly each column falls between yes and no."""
    import numpy

    yes = numpy.array(told)
    there = matrix > 0
    among_yes, among_no = (numpy.asarray(there[side].sum(axis=0)).ravel() + 1.0 for side in (yes, ~yes))
    ratio = (among_yes / among_yes.sum()) / (among_no / among_no.sum())
    return numpy.minimum(abs(numpy.log(ratio)), _STEEPEST) + _FLATTEST


def main() -> None:
    """Learns, and writes the file."""
    lines = cases()
    lexicon = unlearned()
    WEIGHTS.write_text(learned(lines, [found_in(case["text"], lexicon) for case in lines]), "utf-8")
    print(f"{len(lines)} lines, {WEIGHTS.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
