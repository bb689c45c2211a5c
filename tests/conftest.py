"""What many tests share: the directory that is shipped, read once."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from finder.load import load
from finder.models import Directory

ROOT = Path(__file__).parent.parent
MONDAY_MORNING = datetime(2026, 11, 23, 10, 0)
SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 30)


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The shipped directory: the real data is what is tested."""
    return load(ROOT / "resources")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers: there cannot be two in a process."""
    with sync_playwright() as playwright:
        yield playwright
