"""The labelled lines of tests/examples/, and what each tells as the weights name it. Neither part of the evaluation set
is among them."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"
_FEWEST_LINES = 3

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


def asked(lines: Sequence[Case]) -> list[str]:
    """The answers that several lines tell, in order: the audiences first."""
    told = [answer for case in lines for answer in answers(case)]
    return sorted(answer for answer in set(told) if told.count(answer) >= _FEWEST_LINES)
