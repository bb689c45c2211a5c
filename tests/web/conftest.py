"""The site over the shipped directory, on a quiet Monday morning."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from finder.web.app import create_app
from finder.web.config import SWEDEN, Config
from finder.web.site import Site

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SWEDEN)


@pytest.fixture(scope="session")
def app() -> Flask:
    """One app for all tests: nothing is stored, so nothing can leak between them."""
    return create_app(config=Config(clock=lambda: MONDAY, per_minute=1_000_000, hosts=("localhost",)))


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser without JavaScript."""
    with app.test_client(use_cookies=True) as client:
        yield client


@pytest.fixture(scope="session")
def site(app: Flask) -> Site:
    """What the pages are drawn from."""
    found = app.extensions["hittastod"].site
    assert isinstance(found, Site)
    return found
