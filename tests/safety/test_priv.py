"""PRIV-1 … PRIV-9: nothing about a visitor is written down. PRIV-3 and -4 are about counters, and there are none."""

import ast
import re
import tempfile
from http.client import HTTPException
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from finder.web.app import create_app
from finder.web.config import Config
from finder.web.limits import WINDOW, RateLimit
from tests.conftest import ROOT
from tests.safety.served import Served

ADDRESS, AGENT, TEXT = "203.0.113.7", "canary-UA", "xyzzy-hemligt"
CANARIES = tuple(word.encode(code) for word in (ADDRESS, AGENT, TEXT) for code in ("utf-8", "utf-16-le"))
HEADERS = {"X-Forwarded-For": ADDRESS, "User-Agent": AGENT, "Content-Type": "application/x-www-form-urlencoded"}
BREAKING = """
import sys
from flask import request
from finder.web.app import create_app
from finder.web.config import Config
from finder.web.server import Server, log_to_the_terminal

app = create_app(config=Config(proxies=1))

@app.post("/trasig")
def broken():
    raise ValueError(request.form["t"], request.remote_addr)

@app.post("/ofardig")
def unfinished():
    def parts():
        yield "en bit"
        raise RuntimeError(text)
    text = request.form["t"]
    return parts()

@app.after_request
def late(response):
    if request.path == "/sent":
        raise KeyError(request.form["t"])
    return response

log_to_the_terminal()
Server(app, "127.0.0.1", int(sys.argv[1]), 8).run()
"""


def _files_with_canaries(folders: list[Path]) -> list[str]:
    files = (
        file for folder in folders for file in folder.rglob("*") if file.is_file() and file.stat().st_size < 5_000_000
    )
    return [str(file) for file in files if any(canary in file.read_bytes() for canary in CANARIES)]


def test_priv_1_and_2_no_log_holds_the_visitor_even_when_everything_breaks(tmp_path: Path) -> None:
    """The real server, with handlers that break before, during and after the answer, and requests that are no HTTP."""
    server = Served("-c", BREAKING, "PORT", env={"TMPDIR": str(tmp_path)}, **{})
    body = f"t={TEXT}&q={TEXT}&{TEXT}={TEXT}".encode()
    try:
        for path in ("/", "/trasig", "/ofardig", "/sent", f"/{TEXT}", f"/?{TEXT}"):
            try:
                status, _, page = server.ask("POST", path, body, HEADERS)
            except (OSError, HTTPException):
                status, page = 0, b""
            assert path != "/trasig" or status == 500
            assert TEXT.encode() not in page
        for raw in (
            f"GET /{TEXT} HTTP/9.9",
            f"{TEXT} / HTTP/1.1",
            f"GET / HTTP/1.1\r\n{TEXT}",
            f"GET /{TEXT * 999} HTTP/1.1",
        ):
            server.raw(f"{raw}\r\nUser-Agent: {AGENT}\r\nX-Forwarded-For: {ADDRESS}\r\n\r\n".encode())
        environments = [Path(f"/proc/{pid}/environ").read_bytes() for pid in (server.process.pid, *server.workers())]
    finally:
        server.stop()
    said = server.said()
    assert b"POST conversation.step 200" in said
    assert b"ValueError at" in said
    assert b"KeyError at" in said
    for canary in CANARIES:
        assert canary not in said
        assert not [each for each in environments if canary in each]
    assert _files_with_canaries([tmp_path, server.log.parent]) == []


def test_priv_1_a_line_has_four_things(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    app.test_client().post("/", data={"t": TEXT}, headers=HEADERS, query_string=TEXT)
    app.test_client().open("/", method=TEXT.upper(), headers=HEADERS)
    lines = [record.getMessage() for record in caplog.records if record.name == "hittastod.requests"]
    assert len(lines) == 2
    for line in lines:
        assert re.fullmatch(r"(GET|POST|HEAD|OPTIONS|OTHER) [\w.-]+ \d{3} \d+\.\d", line)


def test_priv_2_a_page_about_a_fault_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(ROOT / "resources")

    @app.post("/trasig")
    def broken() -> str:
        secret = TEXT
        raise ValueError(secret)

    answer = app.test_client().post("/trasig", data={"t": TEXT}, headers=HEADERS)
    assert answer.status_code == 500
    assert TEXT not in answer.text
    assert "ValueError" not in answer.text
    assert TEXT not in caplog.text
    assert re.search(r"broken ValueError at test_priv\.py:\d+", caplog.text)


def test_priv_5_the_counters_know_nobody() -> None:
    limit = RateLimit(2)
    assert [limit.seconds_left(ADDRESS, 0.0) for _ in range(4)] == [0, 0, WINDOW, WINDOW]
    held = limit._counters.tobytes()
    assert ADDRESS.encode() not in held
    assert sum(byte != 0 for byte in held) <= 8
    assert limit.seconds_left(ADDRESS, WINDOW + 0.0) == 0, "the count is gone when the minute is"
    assert RateLimit(2)._key != limit._key


def test_priv_5_a_visitor_stands_in_another_place_every_minute() -> None:
    limit = RateLimit(2)
    assert len({limit._place(ADDRESS, window) for window in range(50)}) > 45


def test_priv_5_and_nothing_is_written() -> None:
    """No module of the web site opens a file for writing."""
    for file in (ROOT / "finder" / "web").glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") for node in calls
        }
        if file.name != "copy.py":  # makes the static copy, on command
            assert not names & {"write_text", "write_bytes", "open", "NamedTemporaryFile", "mkstemp"}, file.name


@pytest.mark.parametrize("number", ["19900101-1234", "900101-1234", "199001011234", "9001011234", "900101+1234"])
def test_priv_6_a_personal_number_is_dropped_kindly(client: FlaskClient, number: str) -> None:
    answer = client.post("/", data={"t": f"jag heter inget {number}"}).text
    note = client.application.extensions["hittastod"].site.directory.texts["talk.personal_number"]
    assert note in answer
    assert number not in answer


def test_priv_6_no_field_asks_who_you_are(client: FlaskClient) -> None:
    screens = [
        client.get("/").text,
        *(client.post("/", data={"y": code}).text for code in "bcdefgh"),
        client.get("/plan").text,
    ]
    for screen in screens:
        for field in re.findall(r"<(?:input|textarea)\b[^>]*>", screen):
            assert not re.search(r'type="(?:email|tel|password|file)"', field)
            assert not re.search(r"namn|epost|e-post|mejl|telefon|personnummer", field.lower())
        for box in re.findall(r"<textarea\b[^>]*>", screen):
            assert 'maxlength="500"' in box


def test_priv_6_long_text_is_cut(app: Flask) -> None:
    fields = app.extensions["hittastod"].site.fields
    assert len(fields.read(MultiDict({"t": "å" * 5000})).text) == 500


def test_priv_7_the_page_on_privacy_says_what_is_done(client: FlaskClient) -> None:
    text = client.get("/integritet").text
    texts = client.application.extensions["hittastod"].site.directory.texts
    told = [key for key in texts if key.startswith(("privacy.stored.", "privacy.left.", "privacy.watched."))]
    assert len(told) > 8
    for key in told:
        assert texts[key] in text, key


@pytest.mark.parametrize(
    "route", ["/", "/akut", "/om", "/integritet", "/stod/bris", "/disk", "/plan", "/meny", "/luckor"]
)
def test_priv_8_nothing_is_fetched_from_anyone_else(client: FlaskClient, route: str) -> None:
    answer = client.get(route)
    page = answer.text
    assert answer.status_code == 200
    for tag in re.findall(r"<(?:script|img|link|iframe|source|video|audio|form|object|embed)\b[^>]*>", page):
        for address in re.findall(r'(?:src|href|action|srcset)="([^"]*)"', tag):
            assert address.startswith("/"), tag
    for link in re.findall(r"<a\b[^>]*>", page):
        if re.search(r'href="https?://', link):
            assert "noreferrer" in link, link
    policy = answer.headers["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", policy)
    for name in set(re.findall(r'"(/static/[^"]+\.(?:css|js))"', page)):
        assert not re.search(r"https?://|@import|url\(", client.get(name).text)


def test_priv_9_an_unknown_client_is_served_like_any_other(client: FlaskClient, served: Served) -> None:
    first = client.get("/", headers={"User-Agent": ""}).text
    for agent in ("", "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8", "x" * 400):
        assert client.get("/", headers={"User-Agent": agent}).text == first
    assert served.raw(
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n".encode()
    ).startswith(b"HTTP/1.1 200")


def test_no_temporary_file_is_left() -> None:
    """A whole conversation through the app leaves no file of ours in the system's folder for temporary files."""
    folder = Path(tempfile.gettempdir())
    before = {file.name for file in folder.iterdir()}
    app = create_app(ROOT / "resources", Config())
    app.test_client().post("/", data={"t": TEXT})
    new = [folder / name for name in {file.name for file in folder.iterdir()} - before]
    assert _files_with_canaries([folder for folder in new if folder.is_dir()]) == []
    assert [file for file in new if file.is_file() and TEXT.encode() in file.read_bytes()] == []
