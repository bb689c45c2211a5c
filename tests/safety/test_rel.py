"""REL-2, -3, -6, -7 and -8: whatever goes wrong, crisis help answers."""

import os
import re
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route

from finder import emergency
from finder.web.app import create_app
from finder.web.config import Config, swedish_time
from finder.web.limits import Gate
from tests.conftest import ROOT
from tests.safety.browse import press
from tests.safety.served import Served

SERVE = """
import sys
from pathlib import Path
from finder.web.app import create_app
from finder.web.config import Config
from finder.web.server import Server, log_to_the_terminal
log_to_the_terminal()
Server(create_app(Path(sys.argv[2]), Config()), "127.0.0.1", int(sys.argv[1]), 8).run()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory of our own to break."""
    return shutil.copytree(ROOT / "resources", tmp_path / "resources")


def _missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _cut(folder: Path) -> None:
    file = folder / "questions.yaml"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _invalid(folder: Path) -> None:
    (folder / "sources.yaml").write_text("- id: 'öppet citat\n  x: [1, 2", "utf-8")


def _no_text(folder: Path) -> None:
    shutil.rmtree(folder / "texts")


def _rubbish(folder: Path) -> None:
    next((folder / "organisations").rglob("*.yaml")).write_bytes(b"\xff\xfe\x00\x01" * 99)


BREAKS = (_missing, _cut, _invalid, _no_text, _rubbish)


def _crisis_help_is_there(client: FlaskClient) -> None:
    answer = client.get("/akut")
    assert answer.status_code == 200
    assert [number for number in emergency.NUMBERS.values() if number not in answer.text and number[:3] != "010"] == []


@pytest.mark.parametrize("broken", BREAKS, ids=lambda function: function.__name__)
def test_rel_3_broken_from_the_start(folder: Path, broken: object) -> None:
    broken(folder)  # type: ignore[operator]
    client = create_app(folder).test_client()
    _crisis_help_is_there(client)
    health = client.get("/halsa")
    assert (health.status_code, health.json["status"]) == (503, "down")  # type: ignore[index]
    for answer in (client.get("/"), client.post("/", data={"t": "hej"}), client.get("/om"), client.get("/stod/bris")):
        assert answer.status_code == 503
        assert 'href="tel:112"' in answer.text
        assert "data-exit" in answer.text


@pytest.mark.parametrize("broken", BREAKS, ids=lambda function: function.__name__)
def test_rel_3_broken_while_running_keeps_the_last_good_one(folder: Path, broken: object) -> None:
    app = create_app(folder)
    client = app.test_client()
    before = client.get("/").text
    services = client.get("/halsa").json["services"]  # type: ignore[index]
    spare = shutil.copytree(folder, folder.parent / "spare")
    broken(folder)  # type: ignore[operator]
    app.extensions["hittastod"].refresh()
    health = client.get("/halsa")
    assert (health.status_code, health.json["status"]) == (200, "stale")  # type: ignore[index]
    assert health.json["problem"]  # type: ignore[index]
    assert client.get("/").text == before
    _crisis_help_is_there(client)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(spare, folder)
    (folder / "organisations" / "nationellt" / "aca.yaml").unlink()
    app.extensions["hittastod"].refresh()
    health = client.get("/halsa")
    assert (health.json["status"], health.json["problem"]) == ("ok", None)  # type: ignore[index]
    assert health.json["services"] == services - 1  # type: ignore[index]


def test_rel_3_a_running_server_sees_that_a_file_has_changed(folder: Path) -> None:
    server = Served("-c", SERVE, "PORT", str(folder))
    try:
        _invalid(folder)
        end = time.monotonic() + 60
        while b'"status":"stale"' not in server.ask("GET", "/halsa")[2].replace(b" ", b""):
            assert time.monotonic() < end, server.said()
            time.sleep(0.5)
        assert server.ask("GET", "/")[0] == 200
        assert server.ask("GET", "/akut")[0] == 200
    finally:
        server.stop()


@pytest.fixture(scope="module")
def harsh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Locale C, no home, nowhere to write temporary files, and no file may grow: as on a full or read-only disk."""
    poor = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "HOME": "/nonexistent", "TMPDIR": "/nonexistent"}
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n{SERVE}"
    server = Served("-c", limited, "PORT", str(ROOT / "resources"), env=poor)
    yield server
    server.stop()


def test_rel_3_a_full_disk_and_a_poor_machine(harsh: Served) -> None:
    """The log is full after some lines; the answers go on."""
    for _ in range(120):
        status, _, body = harsh.ask("GET", "/akut")
        assert status == 200
        assert "Självmord" in body.decode()
    assert harsh.ask("POST", "/", b"b=1&q=b")[0] == 200
    assert len(harsh.said()) <= 2000
    assert harsh.process.poll() is None


@pytest.mark.parametrize("days", [-1, 1, 400, -9000])
def test_rel_3_a_clock_that_is_wrong(app: Flask, days: int) -> None:
    client = create_app(ROOT / "resources", Config(clock=lambda: swedish_time() + timedelta(days=days))).test_client()
    _crisis_help_is_there(client)
    assert client.get("/").status_code == 200
    assert client.post("/", data={"b": "1", "v": "1"}).status_code == 200
    assert client.get("/halsa").status_code == 200
    assert client.get("/.well-known/security.txt").status_code == 200


def test_rel_3_a_worker_that_dies_in_the_middle(tmp_path: Path) -> None:
    server = Served()
    try:
        half = socket.create_connection(("127.0.0.1", server.port))
        half.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\nt=")
        time.sleep(0.3)
        for worker in server.workers()[:1]:
            os.kill(worker, signal.SIGKILL)
        for _ in range(20):
            assert server.ask("GET", "/akut")[0] == 200
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        end = time.monotonic() + 30
        while True:
            try:
                assert server.ask("GET", "/akut")[0] == 200
                break
            except OSError:
                assert time.monotonic() < end
        half.close()
    finally:
        server.stop()


def test_rel_3_a_page_that_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(ROOT / "resources").test_client()
    monkeypatch.setattr("finder.web.pages.crisis_page", lambda *_: 1 / 0)
    _crisis_help_is_there(client)


# ---------------------------------------------------------------- too much


def test_rel_2_a_full_house_is_told_at_once_and_crisis_help_goes_past() -> None:
    stop, inside = threading.Event(), []

    def slow(environ, start_response):  # type: ignore[no-untyped-def]
        inside.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/":
            stop.wait(10)
        return [b"inside"]

    def busy(environ, start_response):  # type: ignore[no-untyped-def]
        return [b"busy"]

    gate = Gate(slow, busy, working=2, waiting=1, patience=0.2)
    threads = [threading.Thread(target=lambda: list(gate({"PATH_INFO": "/"}, print))) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    start = time.perf_counter()
    assert list(gate({"PATH_INFO": "/"}, print)) == [b"busy"]
    assert list(gate({"PATH_INFO": "/akut"}, print)) == [b"inside"]
    assert list(gate({"PATH_INFO": "/static/stil.css"}, print)) == [b"inside"]
    assert time.perf_counter() - start < 0.15
    time.sleep(0.4)
    stop.set()
    for thread in threads:
        thread.join()
    assert inside.count("/") == 2, "the third waited in vain"
    assert list(gate({"PATH_INFO": "/"}, print)) == [b"inside"]


def test_rel_2_the_answer_of_a_full_house_has_the_numbers_and_the_headers() -> None:
    app = create_app(ROOT / "resources", Config(working=1, waiting=0))
    release, entered = threading.Event(), threading.Event()

    @app.get("/sakta")
    def slow() -> str:
        entered.set()
        release.wait(10)
        return "klar"

    waiting = threading.Thread(target=lambda: app.test_client().get("/sakta"))
    waiting.start()
    assert entered.wait(5)
    answer, crisis = app.test_client().get("/"), app.test_client().get("/akut")
    release.set()
    waiting.join()
    assert (answer.status_code, crisis.status_code) == (503, 200)
    assert 'href="tel:112"' in answer.text
    assert answer.headers["Retry-After"]
    assert "Content-Security-Policy" in answer.headers


# ---------------------------------------------------------------- slow and broken browsers


def test_rel_6_the_first_question_is_readable_on_a_slow_line(browser: Browser, home: str) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = 400_000 / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    page.goto(home + "/", wait_until="commit")
    page.wait_for_selector("form.ask button.answer, form.ask label.answer")
    painted = page.evaluate(
        """() => new Promise((done) => {
            const told = () => performance.getEntriesByName('first-contentful-paint')[0];
            const look = () => told() ? done(told().startTime) : setTimeout(look, 50);
            look();
        })"""
    )
    context.close()
    assert painted < 3000


def test_rel_6_the_crisis_bar_is_among_the_first_bytes(served: Served) -> None:
    body = served.ask("GET", "/")[2]
    assert b'href="tel:112"' in body[: 14 * 1024]


def _one_step(page: Page, home: str) -> None:
    """A step taken the plain way: the form is posted and the page is new."""
    page.goto(home + "/")
    page.locator("textarea").fill("jag vill prata med någon")
    with page.expect_navigation():
        page.locator("form.tell button").click()
    assert page.locator(".said").count() == 1


def test_rel_7_script_that_never_comes(page: Page, home: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    _one_step(page, home)


def test_rel_7_script_that_breaks_on_its_first_line(page: Page, home: str) -> None:
    page.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript", body="throw new Error('trasig')"))
    _one_step(page, home)


def test_rel_7_style_that_never_comes(page: Page, home: str) -> None:
    page.route("**/*.css", lambda route: route.abort())
    page.goto(home + "/")
    page.locator("textarea").fill("jag vill prata med någon")
    press(page, "form.tell button")
    assert "Ring 112" in page.locator("body").inner_text()


def test_rel_7_a_step_that_fails_on_the_way_is_taken_the_plain_way(page: Page, home: str) -> None:
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if route.request.resource_type == "fetch" and not failed:
            failed.append(route.request.url)
            route.abort()
        else:
            route.fallback()

    page.route(home + "/", fail_once)
    page.goto(home + "/")
    page.locator("textarea").fill("jag vill prata med någon")
    with page.expect_navigation():
        page.locator("form.tell button").click()
    assert failed
    assert page.locator(".said").count() == 1


# ---------------------------------------------------------------- starting, and how old the facts are


def test_rel_8_ready_within_two_seconds() -> None:
    """Processor time, so that a busy machine does not decide; the best of two."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        create_app(ROOT / "resources").test_client().get("/")
        spent.append(time.process_time() - start)
    assert min(spent) < 2


def test_rel_8_health_tells_the_age_of_the_facts() -> None:
    now = datetime(2026, 11, 21, 12, 0)
    health = create_app(ROOT / "resources", Config(clock=lambda: now)).test_client().get("/halsa").json
    assert health is not None
    assert health["status"] == "ok"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", health["newest_fact"])
    assert health["data_age_days"] == (now.date() - datetime.fromisoformat(health["newest_fact"]).date()).days
    assert health["read_at"] == "2026-11-21T12:00:00"


def test_rel_8_a_new_directory_is_taken_in_whole(folder: Path) -> None:
    """Whoever asks while it is read gets the old one or the new one, never half of each."""
    app = create_app(folder)
    kept = app.extensions["hittastod"]
    before = kept.site
    (folder / "organisations" / "nationellt" / "aca.yaml").unlink()
    kept.refresh()
    assert kept.site is not before
    assert "aca" in before.directory.services
    assert "aca" not in kept.site.directory.services
