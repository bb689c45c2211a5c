"""What the safety tests share: the real server, a real browser, the app without a server."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from finder.web.app import create_app
from finder.web.config import Config
from tests.conftest import ROOT
from tests.safety.browse import AS_AT_HOME, Elsewhere
from tests.safety.served import Served


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The server that users start."""
    server = Served(env={"HITTASTOD_PER_MINUTE": "100000"})
    yield server
    server.stop()


@pytest.fixture(scope="session")
def home(served: Served) -> str:
    return served.url


@pytest.fixture(scope="session")
def app() -> Flask:
    """The app on the shipped directory, without limits on how often."""
    return create_app(ROOT / "resources", Config(per_minute=60_000))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**AS_AT_HOME)  # type: ignore[arg-type]
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="sv-SE")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def elsewhere(context: BrowserContext, home: str) -> Elsewhere:
    return Elsewhere(context, home)


@pytest.fixture
def page(context: BrowserContext, elsewhere: Elsewhere) -> Page:
    """A window with JavaScript; no other site is reached."""
    return context.new_page()
