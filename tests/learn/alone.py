"""What each feature tells by itself: logistic regression, one answer at a time, by scikit-learn.

Every feature is scaled by how unevenly it falls between yes and no (Wang and Manning 2012, "Baselines and Bigrams").
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from finder.features import UNKNOWN, Features
from finder.learned import SCALE, Alone
from tests.learn.examples import Case, answers, undecided

_STRENGTH = 10.0
_KEPT_FROM = 0.6
_STEEPEST, _FLATTEST = 4.0, 0.05


def learn_alone(
    lines: Sequence[Case], found: Sequence[Features], rows: Mapping[str, int], asked: Sequence[str]
) -> Alone:
    """The weights. `found`: the features of each line; `rows`: feature -> its row; `asked`: the answers."""
    matrix = _matrix(found, rows)
    told = [answers(case) for case in lines]
    fitted = []
    for answer in asked:
        decided = [place for place, case in enumerate(lines) if not undecided(case, answer)]
        fitted.append(_fitted(matrix[decided], np.array([answer in told[place] for place in decided])))
    tells = np.stack([weights for _, weights in fitted], axis=1)
    return Alone(np.round(tells * SCALE).astype(np.int16), np.array([start for start, _ in fitted], np.float32))


def counted(found: Features, rows: Mapping[str, int]) -> dict[int, float]:
    """Row -> what it counts for in a text: less in a long one. As `finder.likeness` reckons."""
    parts = [rows.get(part, rows[UNKNOWN]) for some in found.parts for part in some[:1]]
    parts += [rows[part] for some in found.parts for part in some[1:] if part in rows]
    each = 1 / np.sqrt(len(parts) + len(found.pairs) or 1)
    values = {rows[name]: value for name, value in found.evidence.items() if name in rows}
    for row in parts + [rows[pair] for pair in found.pairs if pair in rows]:
        values[row] = values.get(row, 0.0) + each
    return values


def _matrix(found: Sequence[Features], rows: Mapping[str, int]) -> Any:
    cells = [(line, row, value) for line, some in enumerate(found) for row, value in counted(some, rows).items()]
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(found), len(rows)))


def _fitted(matrix: Any, told: Any) -> tuple[float, Any]:
    """Where the answer starts, and what each column weighs.

    Learned twice: the second time only from what weighed enough the first time, so that the file stays small and what
    is left takes over from what is gone.
    """
    scale = _unevenness(matrix, told)
    scaled = matrix @ diags(scale)
    first = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(scaled, told)
    columns = (abs(first.coef_[0] * scale) >= _KEPT_FROM).nonzero()[0]
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(scaled[:, columns], told)
    weights = np.zeros(matrix.shape[1])
    weights[columns] = model.coef_[0] * scale[columns]
    return float(model.intercept_[0]), weights


def _unevenness(matrix: Any, told: Any) -> Any:
    """How unevenly each column falls between yes and no."""
    there = matrix > 0
    among_yes, among_no = (np.asarray(there[side].sum(axis=0)).ravel() + 1.0 for side in (told, ~told))
    ratio = (among_yes / among_yes.sum()) / (among_no / among_no.sum())
    return np.minimum(abs(np.log(ratio)), _STEEPEST) + _FLATTEST
