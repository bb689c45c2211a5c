"""The frozen part of the evaluation set stays as it was, and is never changed together with the lexicon."""

import subprocess
from pathlib import Path

import pytest

from tests.evaluate import FROZEN, FROZEN_HASH, hash_of

ROOT = Path(__file__).parent.parent
FROZEN_PATHS = {f"tests/cases/{FROZEN.name}", f"tests/cases/{FROZEN_HASH.name}"}


def touches_both(paths: set[str]) -> bool:
    """Whether a change holds both the frozen part and the words that are measured against it."""
    return bool(paths & FROZEN_PATHS) and any(path.startswith("resources/lexicon/") for path in paths)


def changed_in_head() -> set[str]:
    """The files of the last change; git shows them against its first parent, or all of them in a shallow clone."""
    command = ["git", "diff-tree", "--no-commit-id", "--name-only", "-r", "--root", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def is_root() -> bool:
    """Whether the last change has nothing before it here: the first one, or a shallow clone."""
    command = ["git", "rev-list", "--max-parents=0", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    return head.stdout.strip() in done.stdout.split()


def test_the_frozen_part_has_its_hash() -> None:
    assert FROZEN_HASH.read_text("utf-8").split()[0] == hash_of(FROZEN)


def test_no_change_touches_both_the_lexicon_and_the_frozen_part() -> None:
    assert is_root() or not touches_both(changed_in_head())


@pytest.mark.parametrize(
    ("paths", "both"),
    [
        ({"resources/lexicon/danger.yaml", "tests/cases/utterances-frozen.yaml"}, True),
        ({"resources/lexicon/danger.yaml", "tests/cases/utterances-frozen.sha256"}, True),
        ({"resources/lexicon/danger.yaml", "tests/cases/utterances-develop.yaml"}, False),
        ({"tests/cases/utterances-frozen.yaml", "README.md"}, False),
    ],
)
def test_the_guard_sees_a_change_of_both(paths: set[str], both: bool) -> None:
    assert touches_both(paths) is both
