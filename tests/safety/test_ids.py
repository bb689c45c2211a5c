"""The list of promises is whole, and the page that shows it is the one that the tests give."""

import re

from tests.safety.ids import PROMISED, ROOT, held_by, page


def test_every_promise_has_a_test() -> None:
    held = held_by()
    assert [f"{group}-{n}" for group, numbers in PROMISED.items() for n in numbers if not held[group, n]] == []


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "safety-ids.md").read_text("utf-8") == page(), "run: python -m tests.safety.ids"


def test_the_threats_tell_of_every_promise_and_only_of_promises() -> None:
    text = (ROOT / "docs" / "threats.md").read_text("utf-8")
    told = set(re.findall(r"\b([A-Z]{3,5}-\d+)\b", text))
    assert told == {f"{group}-{number}" for group, numbers in PROMISED.items() for number in numbers}
