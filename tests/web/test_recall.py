"""Pages are remembered for a minute by what was tapped, and never by what was typed."""

from datetime import datetime

import pytest
from flask import Flask

from finder.web.packing import Packed
from finder.web.recall import Recall, tapped

NOON, LATER = datetime(2026, 11, 23, 12, 0), datetime(2026, 11, 23, 12, 1)
FORM = "application/x-www-form-urlencoded"


def drawn(pages: list[str]) -> Packed:
    pages.append("drawn")
    return Packed(b"page", b"small")


def test_a_page_is_drawn_once_a_minute() -> None:
    recall, pages = Recall(), list[str]()
    for minute in (NOON, NOON, LATER, LATER):
        recall.page((b"b=1", "", "sv"), minute, lambda: drawn(pages))
    assert len(pages) == 2


def test_another_language_is_another_page() -> None:
    recall, pages = Recall(), list[str]()
    for language in ("sv", "en"):
        recall.page((b"b=1", "", language), NOON, lambda: drawn(pages))
    assert len(pages) == 2


def test_without_a_key_nothing_is_remembered() -> None:
    recall, pages = Recall(), list[str]()
    for _ in range(2):
        recall.page(None, NOON, lambda: drawn(pages))
    assert len(pages) == 2


def test_there_is_a_most_that_is_remembered() -> None:
    recall, pages = Recall(), list[str]()
    for number in range(3000):
        recall.page((str(number).encode(), "", ""), NOON, lambda: drawn(pages))
    assert len(recall._pages) <= 1024


@pytest.mark.parametrize(
    "body", ["q=c&c=1", "b=2&c=1&c=3&d=-&e=1983&v=1&z=s", "b=1&x=c13", "b=1&y=c", "b=1&l=fi", "t=", ""]
)
def test_taps_are_a_key(app: Flask, body: str) -> None:
    with app.test_request_context("/", method="POST", data=body, content_type=FORM):
        assert tapped() == (body.encode(), "", "")


@pytest.mark.parametrize(
    "body", ["t=hej", "q=e&e=Sala", "q=e&e=sala", "e=s%C3%A5g", "b=1&s=bris", "b=1" * 200, "b=1;c=2", "b=1 "]
)
def test_what_may_be_typed_is_no_key(app: Flask, body: str) -> None:
    with app.test_request_context("/", method="POST", data=body, content_type=FORM):
        assert tapped() is None


@pytest.mark.parametrize("query", ["canary", "l=sv&x=1", "t=hej"])
def test_an_address_with_more_than_a_language_is_no_key(app: Flask, query: str) -> None:
    with app.test_request_context(f"/?{query}", method="POST", data="b=1", content_type=FORM):
        assert tapped() is None
