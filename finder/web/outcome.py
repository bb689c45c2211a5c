"""What the last run of the accessibility tests found, for the page that tells of it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from finder import paths

FILE = "accessibility.json"


@dataclass(frozen=True)
class Outcome:
    """One run: when, with what, how much was looked at and what was found."""

    date: str
    tool: str
    rules: int
    states: int
    violations: int


@lru_cache(maxsize=1)
def last_outcome(folder: Path | None = None) -> Outcome | None:
    """The stored outcome; None when there is none that can be read."""
    try:
        told = json.loads(((folder or paths.resources()) / FILE).read_text("utf-8"))
        return Outcome(told["date"], told["tool"], told["rules"], told["states"], told["violations"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
