"""A real Chromium of the size of a phone, against the production server. Nothing outside is reached."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route

CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
AWAY = "https://www.smhi.se/"
BEFORE = "https://granne.example/"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The production server, started as `hittastod serve` starts it."""
    port = free_port()
    code = f"from finder.web.server import run; run('127.0.0.1', {port})"
    environment = {**os.environ, "HITTASTOD_PER_MINUTE": "100000"}
    server = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/halsa")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
    yield browser
    browser.close()


@dataclass
class Visit:
    """One visitor: a page, what it has asked the net for, and what the browser complained about."""

    page: Page
    home: str
    script: bool
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.page.goto(self.home)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def press(self, text: str) -> None:
        """Press a button or an answer, and wait until the next screen stands there."""
        with self.next_screen():
            self.page.get_by_role("button", name=text, exact=True).first.click()

    def next_screen(self) -> "NextScreen":
        return NextScreen(self)

    def answer_all(self, most: int = 8) -> int:
        """Choose the first answer to every question until the results stand there. Returns how many were asked."""
        for asked in range(most):
            if self.page.locator(".results").count():
                return asked
            self.answer_one()
        raise AssertionError("no results")

    def answer_one(self) -> None:
        ask = self.page.locator("form.ask")
        with self.next_screen():
            if ask.locator("input[type=checkbox]").count():
                ask.locator("label.answer").first.click()
                ask.locator(".main").click()
            elif ask.locator("#place").count():
                ask.locator("#place").fill("Fagersta")
                ask.locator(".main").click()
            else:
                ask.locator("button.answer").first.click()


class NextScreen:
    """Waits until <main> has been replaced, by the script or by a new page."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    def __enter__(self) -> None:
        self.visit.page.evaluate("document.querySelector('main').dataset.old = '1'")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.visit.page.wait_for_selector("main:not([data-old])")


def outside(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<title>Annat</title><h1>Något annat</h1>")


def visit_in(context: BrowserContext, home: str, script: bool) -> Visit:
    context.set_default_timeout(8000)
    visit = Visit(context.new_page(), home, script)
    context.route(lambda url: not url.startswith((home, "file:")), outside)
    visit.page.on("request", lambda request: visit.requests.append(request))
    visit.page.on("console", lambda message: visit.complaints.append(message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    return visit


def context_of(chromium: Browser, script: bool) -> BrowserContext:
    return chromium.new_context(viewport=PHONE, java_script_enabled=script, locale="sv-SE")  # type: ignore[arg-type]


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """A visitor with JavaScript."""
    context = context_of(chromium, script=True)
    yield visit_in(context, address, script=True)
    context.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def either(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    """A visitor with JavaScript, and one without."""
    context = context_of(chromium, script=request.param)
    yield visit_in(context, address, script=request.param)
    context.close()
