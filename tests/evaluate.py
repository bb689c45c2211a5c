"""How well free text is understood: `python -m tests.evaluate` prints one table for the two parts of the set.

Only the part to develop against can be looked at line by line (--misses). Of the frozen part nothing but figures
is ever printed. docs/evaluation.md tells what they mean.
"""

import argparse
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from finder.lexicon import Lexicon
from finder.understand import Understanding, understand
from tests.lexicon_files import KOMMUNER, lexicon

CASES = Path(__file__).parent / "cases"
DEVELOP = CASES / "utterances-develop.yaml"
FROZEN = CASES / "utterances-frozen.yaml"
FROZEN_HASH = CASES / "utterances-frozen.sha256"

Case = Mapping[str, Any]
Judge = Callable[[Case, Understanding], bool | None]
"""True, False, or None when the measure does not ask about the line."""


def read_cases(path: Path) -> list[Case]:
    """The lines of one part."""
    cases: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


def hash_of(path: Path) -> str:
    """The hash that freezes a part."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---------------------------------------------------------------- one judgement a measure


def _small_talk(case: Case) -> bool:
    return case.get("kind") == "none"


def needs_in_three(case: Case, found: Understanding) -> bool | None:
    """Every needed need stands among the first three."""
    if not case.get("needed"):
        return None
    return set(case["needed"]) <= {need.id for need in found.needs[:3]}


def first_need(case: Case, found: Understanding) -> bool | None:
    """The first need is a needed one, or a fair one."""
    good = {*(case.get("needed") or ()), *(case.get("fair") or ())}
    if not good or _small_talk(case):
        return None
    return bool(found.needs) and found.needs[0].id in good


def audience(case: Case, found: Understanding) -> bool | None:
    """Who writes; asked only where the text tells."""
    return found.audience == case["audience"] if case.get("audience") else None


def substance(case: Case, found: Understanding) -> bool | None:
    """What it is about, also when the text does not tell."""
    return None if _small_talk(case) else found.substance == case.get("substance")


def kommun(case: Case, found: Understanding) -> bool | None:
    """The place, also when none is named."""
    name = KOMMUNER[found.kommun].name if found.kommun else None
    return None if _small_talk(case) else name == case.get("kommun")


def danger_outright(case: Case, found: Understanding) -> bool | None:
    """Danger that is said outright, of the right kind."""
    return found.crisis == case["crisis"] if case.get("sure") == "outright" else None


def danger_outright_any(case: Case, found: Understanding) -> bool | None:
    """Danger that is said outright, of whatever kind."""
    return found.crisis is not None if case.get("sure") == "outright" else None


def danger_between(case: Case, found: Understanding) -> bool | None:
    """Danger between the lines, of whatever kind."""
    return found.crisis is not None if case.get("sure") == "between" else None


def no_false_alarm(case: Case, found: Understanding) -> bool | None:
    """No danger where there is none."""
    return None if case.get("crisis") else found.crisis is None


def nothing_invented(case: Case, found: Understanding) -> bool | None:
    """Small talk and what is out of scope gives nothing at all."""
    return found.empty if _small_talk(case) else None


MEASURES: Mapping[str, tuple[Judge, float]] = {
    "needed needs in first three": (needs_in_three, 0.90),
    "first need right or fair": (first_need, 0.90),
    "audience": (audience, 0.95),
    "substance": (substance, 0.95),
    "kommun": (kommun, 0.95),
    "danger outright": (danger_outright, 0.95),
    "danger outright, any kind": (danger_outright_any, 0.95),
    "danger between the lines": (danger_between, 0.0),
    "no false alarm": (no_false_alarm, 0.97),
    "nothing invented": (nothing_invented, 0.90),
}
WISH_GOAL = 0.85


# ---------------------------------------------------------------- the figures


@dataclass(frozen=True)
class Figure:
    """One measure over one part: `good` of `asked`."""

    name: str
    good: int
    asked: int
    goal: float

    @property
    def share(self) -> float:
        return self.good / self.asked if self.asked else 1.0

    def __str__(self) -> str:
        return f"{100 * self.share:5.1f} % ({self.good}/{self.asked})"


Read = Sequence[tuple[Case, Understanding]]


def read_all(cases: Iterable[Case], words: Lexicon) -> Read:
    """Every line with what was understood of it."""
    return [(case, understand(case["text"], words)) for case in cases]


def figures(read: Read) -> list[Figure]:
    """Every measure over one part."""
    return [_figure(name, judge, goal, read) for name, (judge, goal) in MEASURES.items()] + _wishes(read)


def _figure(name: str, judge: Judge, goal: float, read: Read) -> Figure:
    verdicts = [verdict for case, found in read if (verdict := judge(case, found)) is not None]
    return Figure(name, sum(verdicts), len(verdicts), goal)


def _wishes(read: Read) -> list[Figure]:
    wanted = [set(case.get("wishes") or ()) for case, _ in read]
    told = [set(found.wishes) for _, found in read]
    both = sum(len(one & other) for one, other in zip(wanted, told, strict=True))
    return [
        Figure("wishes, precision", both, sum(map(len, told)), WISH_GOAL),
        Figure("wishes, recall", both, sum(map(len, wanted)), WISH_GOAL),
    ]


# ---------------------------------------------------------------- the program


def table(parts: Mapping[str, list[Figure]]) -> str:
    """The figures of the parts side by side."""
    head = f"{'':30}{'goal':>7}" + "".join(f"{name:>22}" for name in parts)
    rows = [head]
    for number, figure in enumerate(next(iter(parts.values()))):
        goal = f"{100 * figure.goal:.0f} %" if figure.goal else "–"
        rows.append(f"{figure.name:30}{goal:>7}" + "".join(f"{some[number]!s:>22}" for some in parts.values()))
    return "\n".join(rows)


def misses(read: Read) -> str:
    """The lines that each measure counts as wrong. For the part to develop against, never for the frozen one."""
    rows = []
    for name, (judge, _) in MEASURES.items():
        wrong = [(case, found) for case, found in read if judge(case, found) is False]
        rows += [f"## {name}"] + [f"  {case['text']}\n      {_told(found)}" for case, found in wrong]
    return "\n".join(rows)


def _told(found: Understanding) -> str:
    needs = " ".join(f"{need.id}:{need.score:.2f}" for need in found.needs)
    return f"{found.audience} [{needs}] {found.substance} {found.wishes} {found.kommun} {found.crisis}"


def main() -> None:
    """Prints the table for every part there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what is read wrongly in the develop part")
    parser.add_argument("--develop-only", action="store_true", help="leave the frozen part alone")
    options = parser.parse_args()
    words = lexicon()
    develop = read_all(read_cases(DEVELOP), words)
    parts = {f"develop ({len(develop)})": figures(develop)}
    if FROZEN.exists() and not options.develop_only:
        frozen = read_all(read_cases(FROZEN), words)
        parts[f"frozen ({len(frozen)})"] = figures(frozen)
    if options.misses:
        print(misses(develop))
    print(table(parts))


if __name__ == "__main__":
    main()
