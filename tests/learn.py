"""`make weights`: learns from resources/examples/ how much each word speaks for each answer.

Plain logistic regression, one answer at a time, by scikit-learn. The result is data: resources/weights.json, read by
finder/likeness.py. It carries the hash of the examples, so that a test can tell when it is stale. The frozen part of
the evaluation set is never read.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from finder.likeness import features, plain_words, share

RESOURCES = Path(__file__).parent.parent / "resources"
EXAMPLES = RESOURCES / "examples"
WEIGHTS = RESOURCES / "weights.json"
DEVELOP = Path(__file__).parent / "cases" / "utterances-develop.yaml"

_STRENGTH = 30.0
_FEWEST_LINES = 3
_FEWEST_PLACES = 2
_SMALLEST = 0.6
_USUAL_FROM = 4

Case = Mapping[str, Any]


def files() -> list[Path]:
    """What is learned from: the examples, and the lines to develop against."""
    return [*sorted(EXAMPLES.glob("*.yaml")), DEVELOP]


def fingerprint() -> str:
    """The hash of everything that is learned from."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files())).hexdigest()


def cases() -> list[Case]:
    """Every labelled line."""
    return [case for file in files() for case in yaml.safe_load(file.read_text("utf-8"))]


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


def learned(lines: list[Case]) -> dict[str, Any]:
    """The weights as they stand in the file."""
    found = [features(case["text"]) for case in lines]
    told = [answers(case) for case in lines]
    places = Counter(feature for each in found for feature in each)
    names = sorted(feature for feature, count in places.items() if count >= _FEWEST_PLACES)
    matrix = _matrix(found, {name: column for column, name in enumerate(names)})
    counts = Counter(answer for each in told for answer in each)
    asked = sorted(answer for answer, count in counts.items() if count >= _FEWEST_LINES)
    starts: list[float] = []
    weights: dict[str, list[float]] = {}
    for place, answer in enumerate(asked):
        rows = [row for row, case in enumerate(lines) if not undecided(case, answer)]
        start, column_weights = _fitted(matrix[rows], [answer in told[row] for row in rows])
        starts.append(round(start, 2))
        for name, weight in zip(names, column_weights, strict=True):
            if abs(weight) >= _SMALLEST:
                weights.setdefault(name, []).extend((place, round(float(weight), 1)))
    return {
        "examples": fingerprint(),
        "answers": asked,
        "starts": starts,
        "features": weights,
        "words": _usual_words(lines),
    }


def _usual_words(lines: list[Case]) -> list[str]:
    """The words that stand in several lines: what they weigh is worked out when the program starts."""
    counts = Counter(word for case in lines for word in set(plain_words(case["text"])))
    return sorted(word for word, count in counts.items() if count >= _USUAL_FROM)


def _matrix(found: Iterable[Counter[str]], columns: Mapping[str, int]) -> Any:
    from scipy.sparse import lil_matrix

    rows = list(found)
    matrix = lil_matrix((len(rows), len(columns)))
    for row, each in enumerate(rows):
        for feature in each.keys() & columns.keys():
            matrix[row, columns[feature]] = each[feature] * share(each)
    return matrix.tocsr()


def _fitted(matrix: Any, told: list[bool]) -> tuple[float, Any]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_STRENGTH, max_iter=1000, solver="liblinear", random_state=0).fit(matrix, told)
    return float(model.intercept_[0]), model.coef_[0]


if __name__ == "__main__":
    result = learned(cases())
    WEIGHTS.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(f"{len(cases())} lines, {len(result['features'])} features, {WEIGHTS.stat().st_size // 1024} KB")
