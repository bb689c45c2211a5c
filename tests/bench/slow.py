"""A slow phone on a slow net: 400 kbit/s, 400 ms there and back, a four times slower processor, in real Chromium."""

import re
import socket
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.start import served
from tests.bench.table import Row

_ARGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_NET = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
_RUNS = 3
_FIRST_WINDOW = 14 * 1024
_READABLE = """() => new Promise((done) => {
  const look = () => {
    const question = document.querySelector('#q');
    const drawn = performance.getEntriesByName('first-contentful-paint')[0];
    if (question && question.checkVisibility() && drawn) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""


def rows() -> Iterator[Row]:
    """When the first question can be read and answered, a step, the crisis page, and where the crisis bar lies."""
    with served() as (address, _, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGS)
        for what, path, wanted in (
            ("first question readable", "/", 3.0),
            ("crisis page readable", "/akut", 3.0),
            ("menu of a kommun readable", "/meny/Köping", 3.0),
        ):
            seconds = median(_readable(browser, address + path) for _ in range(_RUNS))
            yield Row(f"slow phone: {what}", f"{seconds:.2f} s", f"< {wanted:.0f} s", seconds < wanted)
        seconds = median(_step(browser, address) for _ in range(_RUNS))
        yield Row("slow phone: next question after an answer", f"{seconds:.2f} s", "< 2 s", seconds < 2)
        browser.close()
        yield _crisis_bar(address)


def _slow(browser: Browser) -> tuple[Page, CDPSession]:
    """A window of its own, with nothing kept from earlier."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _NET)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page, session


def _readable(browser: Browser, address: str) -> float:
    """Seconds from the request until the style is in and the first question or heading is painted."""
    page, _ = _slow(browser)
    page.goto(address, wait_until="commit")
    found = page.evaluate(_READABLE if address.endswith("/") else _READABLE.replace("#q", "h1"))
    page.context.close()
    return float(found) / 1000


def _step(browser: Browser, address: str) -> float:
    """Seconds from an answer until the next question stands there."""
    page, _ = _slow(browser)
    page.goto(address + "/", wait_until="networkidle")
    spent = page.evaluate(
        """() => new Promise((done) => {
          const start = performance.now();
          new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - start)))
            .observe(document.body, {childList: true});
          document.querySelector('form.ask .skips button').click();
        })"""
    )
    page.context.close()
    return float(spent) / 1000


def _crisis_bar(address: str) -> Row:
    """How many bytes are sent, headers included, until the crisis bar is whole: the page without compression."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        sent = b"".join(iter(lambda: line.recv(65536), b""))
    end = re.search(rb'<aside class="bar".*?</aside>', sent, re.S)
    place = end.end() if end else len(sent)
    return Row("crisis bar whole after", f"{place / 1024:.1f} KB", "<= 14 KB", bool(end) and place <= _FIRST_WINDOW)


if __name__ == "__main__":
    print(*rows(), sep="\n")
