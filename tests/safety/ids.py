"""The names of the tests -> docs/safety-ids.md: which promise is held by which test. `python -m tests.safety.ids`."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROMISED = {
    "EXIT": range(1, 11),
    "TRACE": range(1, 7),
    "SAFE": range(1, 4),
    "TID": range(1, 5),
    "CRIS": (1, 2, *range(4, 16)),
    "PRIV": (1, 2, *range(5, 10)),
    "SEC": (1, 2, 3, 4, *range(6, 11)),
    "REL": (2, 3, 6, 7, 8),
}
"""What each number asks for is told in docs/threats.md."""
_TEST = re.compile(r"^def (test_([a-z]+)_(\d+)(?:_and_(\d+))?_\w+)\(", re.M)


def held_by() -> dict[tuple[str, int], list[str]]:
    """Promise -> the tests that hold it."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for file in sorted(ROOT.glob("tests/**/test_*.py")):
        for name, group, *numbers in _TEST.findall(file.read_text("utf-8")):
            for number in filter(None, numbers):
                if group.upper() in PROMISED:
                    found[group.upper(), int(number)].append(f"{file.relative_to(ROOT).as_posix()}::{name}")
    return found


def page() -> str:
    """The list as a page."""
    lines = ["# Which test holds which promise", "", "Made by `python -m tests.safety.ids`; a test compares. The"]
    lines += ["promises are told in [threats.md](threats.md).", "", "| promise | tests |", "|---|---|"]
    held = held_by()
    for group, numbers in PROMISED.items():
        for number in numbers:
            tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in held[group, number])
            lines.append(f"| {group}-{number} | {tests} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "safety-ids.md").write_text(page(), "utf-8")
