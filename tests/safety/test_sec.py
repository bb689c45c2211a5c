"""SEC-1 … SEC-10 but 5: headers, limits, and input that wishes us ill. The observatory is in tests/observatory."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from finder.errors import BrokenDirectoryError
from finder.load import load
from finder.web.app import create_app
from finder.web.config import Config
from finder.yamlfile import read_yaml
from tests.conftest import ROOT
from tests.safety.browse import converse
from tests.safety.sbom import component_names, sbom
from tests.safety.served import Served

QUICK = 1.0
HEADERS = (
    "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "X-Frame-Options",
    "Cache-Control",
)  # fmt: skip


# ---------------------------------------------------------------- headers


def every_answer(app: Flask) -> list[Response]:
    """An answer of every route and of every status."""
    client = app.test_client()
    known = {"id_": "bris", "ids": "bris,112", "kommun": "1980", "name": "x"}
    paths = [
        re.sub(r"<(?:\w+:)?(\w+)>", lambda part: known.get(part[1], "x"), rule.rule)
        for rule in app.url_map.iter_rules()
    ]
    answers: list[Response] = []
    answers += [client.get(path) for path in paths] + [client.post("/", data={"t": "hej"})]
    answers += [client.put("/"), client.post("/", data={"t": "x" * 20_000}), client.open("/", method="TRACE")]
    answers += [client.get(re.findall(r'"(/static/[^"]+)"', client.get("/").text)[0]), client.get("/.git/config")]
    return answers


def test_sec_1_every_header_on_every_route_and_status(app: Flask) -> None:
    answers = every_answer(app)
    assert {200, 404, 405, 413} <= {answer.status_code for answer in answers}
    for answer in answers:
        assert [name for name in HEADERS if name not in answer.headers] == []
        policy = answer.headers["Content-Security-Policy"]
        assert not re.search(r"unsafe-|\*|http:|https:|data:|report", policy)
        assert "default-src 'none'" in policy
        if (answer.mimetype or "").startswith("text/"):
            assert answer.mimetype_params.get("charset") == "utf-8"


def test_sec_1_also_when_the_house_is_full_and_for_what_is_no_http(served: Served) -> None:
    said = served.raw(b"NONSENSE\r\n\r\n").decode()
    assert said.startswith("HTTP/1.1 400")
    assert [name for name in HEADERS if name not in said] == []
    assert 'href="tel:112"' in said


def test_sec_2_a_whole_conversation_breaks_no_rule_of_the_browser(page: Page, home: str) -> None:
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    converse(page, home)
    for route in ("/akut", "/om", "/integritet", "/stod/bris", "/disk", "/meny"):
        page.goto(home + route)
    assert complaints == []


def test_sec_2_what_is_smuggled_in_does_nothing(page: Page, home: str) -> None:
    page.goto(home + "/")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.smuggled = 1';
            document.body.append(script);
            const box = document.createElement('div');
            box.setAttribute('style', 'color: rgb(1, 2, 3)');
            box.setAttribute('onclick', 'window.smuggled = 2');
            box.id = 'box';
            document.body.append(box);
            box.click();
        }"""
    )
    assert page.evaluate("window.smuggled") is None
    assert page.evaluate("getComputedStyle(document.getElementById('box')).color") != "rgb(1, 2, 3)"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "(((((", "%s%n"]
)
def test_sec_2_text_comes_back_as_text(client: FlaskClient, text: str) -> None:
    place = {"q": "e", "e": text}
    answer = client.post("/", data=place)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "7*7" not in text or "{{7*7}}" in answer.text


def test_sec_2_our_own_scripts_take_no_shortcuts() -> None:
    for file in (ROOT / "static").glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|document\.write|new Function", file.read_text("utf-8")
        )


# ---------------------------------------------------------------- data files

BOMB = "a: &a {x: 1}\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [{', '.join(['*' + chr(97 + n)] * 9)}]}}\n" for n in range(7)
)


@pytest.mark.parametrize(
    "text",
    [BOMB, "[" * 5000, "a: 1\na: 2", "a: !!python/name:os.system x", "a: &b 1\nc: *b", "x: " + "y" * 1_100_000],
    ids=["bomb", "depth", "twice", "tag", "alias", "size"],
)  # fmt: skip
def test_sec_3_harmful_files_are_refused_at_once(text: str) -> None:
    start = time.process_time()
    problems = read_yaml("skadlig.yaml", text.encode()).problems
    assert problems
    assert time.process_time() - start < 0.3


def test_sec_3_values_stay_as_they_are_written() -> None:
    data = read_yaml("a.yaml", b"a: 13:00\nb: 0104566700\nc: NO\nd: 2024-01-01\ne: 9:30\n").data
    assert list(data.values()) == ["13:00", "0104566700", "NO", "2024-01-01", "9:30"]


# ---------------------------------------------------------------- what is let in


def test_sec_4_too_much_is_refused_kindly(client: FlaskClient) -> None:
    answer = client.post("/", data={"t": "x" * (17 * 1024)})
    assert answer.status_code == 413
    assert 'href="tel:112"' in answer.text


def test_sec_4_only_our_own_name_is_answered_to() -> None:
    client = create_app(ROOT / "resources", Config(hosts=("hittastod.example",))).test_client()
    assert client.get("/", headers={"Host": "hittastod.example"}).status_code == 200
    for host in ("evil.example", "hittastod.example.evil.example", "127.0.0.1"):
        answer = client.get("/", headers={"Host": host})
        assert answer.status_code == 400
        assert 'href="tel:112"' in answer.text


def test_sec_4_the_server_answers_to_itself_alone_when_nothing_is_said(served: Served) -> None:
    assert served.ask("GET", "/", headers={"Host": "evil.example"})[0] == 400


FIELDS = st.one_of(st.sampled_from([*"abcdefghklqstvxyz", "id"]), st.text(max_size=8))
VALUES = st.one_of(
    st.sampled_from(
        ["0", "-", "1", "9", "99", "²", "1980", "suicide", "b", "s", "m", "h", "p", "\0", "\ud800", "x" * 3000]
    ),
    st.text(max_size=80),
)
PATHS = st.sampled_from(
    ["/", "/akut", "/om", "/integritet", "/halsa", "/disk", "/plan", "/meny", "/luckor", "/.well-known/security.txt"]
)
LOOSE = st.one_of(
    PATHS,
    st.builds(
        lambda head, tail: head + tail,
        st.sampled_from(["/stod/", "/lista/", "/meny/", "/static/", "/"]),
        st.text(max_size=30),
    ),
)
FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _answered(app: Flask, method: str, path: str, body: bytes, kind: str, headers: dict[str, str]) -> Response:
    environ = EnvironBuilder(
        path="/", method=method, data=body, content_type=kind, headers=Headers(headers)
    ).get_environ()
    environ["PATH_INFO"] = path.encode("utf-8", "surrogatepass").decode("latin-1")
    start = time.process_time()
    answer = Response.from_app(app, environ)
    assert time.process_time() - start < QUICK
    return answer


def _form(pairs: list[tuple[str, str]]) -> bytes:
    encoded = ((quote_from_bytes(part.encode("utf-8", "surrogatepass")) for part in pair) for pair in pairs)
    return "&".join("=".join(pair) for pair in encoded).encode()


@FUZZ
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "XYZZY"]),
    path=LOOSE,
    pairs=st.lists(st.tuples(FIELDS, VALUES), max_size=12),
)
def test_sec_6_no_form_breaks_any_page(app: Flask, method: str, path: str, pairs: list[tuple[str, str]]) -> None:
    answer = _answered(app, method, path, _form(pairs), "application/x-www-form-urlencoded", {})
    assert answer.status_code < 500
    assert "Content-Security-Policy" in answer.headers


@FUZZ
@given(
    body=st.binary(max_size=3000),
    kind=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json",
            "text/plain; charset=utf-7",
            "\u00e5",
        ]
    ),
    path=PATHS,
    agent=st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n"), max_size=50),
)
def test_sec_6_no_bytes_break_any_page(app: Flask, body: bytes, kind: str, path: str, agent: str) -> None:
    answer = _answered(
        app, "POST", path, body, kind, {"User-Agent": agent, "Cookie": agent * 40, "Accept-Encoding": agent}
    )
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "body",
    [
        b"&".join(b"b=1" for _ in range(4000)), b"&".join(b"a%d=1" % n for n in range(2000)), b"=" * 10_000,
        b"&" * 16_000, b"t=" + b"%00" * 4000, b"t=%ed%a0%80", b"t=" + b"\xff" * 5000, b"b=" + b"1" * 12_000,
    ],
)  # fmt: skip
def test_sec_6_strange_bodies_are_answered_kindly_and_fast(app: Flask, body: bytes) -> None:
    answer = _answered(app, "POST", "/", body, "application/x-www-form-urlencoded", {})
    assert answer.status_code == 200


def test_sec_6_ten_thousand_fields(app: Flask) -> None:
    body = b"&".join(b"%d=1" % n for n in range(10_000))
    answer = _answered(app, "POST", "/", body, "application/x-www-form-urlencoded", {})
    assert answer.status_code == 413
    assert 'href="tel:112"' in answer.get_data(as_text=True)


# ---------------------------------------------------------------- how often


def test_sec_7_too_often_waits_and_nobody_else_does() -> None:
    client = create_app(ROOT / "resources", Config(per_minute=60)).test_client()
    told = [client.get("/om", environ_base={"REMOTE_ADDR": "203.0.113.7"}) for _ in range(70)]
    limited = [answer for answer in told if answer.status_code == 429]
    assert 8 <= len(limited) <= 10, "all within a minute, or the minute changed once"
    assert 0 < int(limited[0].headers["Retry-After"]) <= 60
    assert 'href="tel:112"' in limited[0].text
    assert client.get("/om", environ_base={"REMOTE_ADDR": "203.0.113.8"}).status_code == 200


def test_sec_7_another_name_in_a_header_does_not_help() -> None:
    client = create_app(ROOT / "resources", Config(per_minute=5)).test_client()
    told = [client.get("/om", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(12)]
    assert told.count(429) >= 6


def test_sec_7_behind_our_own_proxy_its_last_word_counts() -> None:
    client = create_app(ROOT / "resources", Config(per_minute=5, proxies=1)).test_client()

    def ask(forwarded: str) -> int:
        return client.get("/om", headers={"X-Forwarded-For": forwarded}).status_code

    assert [ask(f"198.51.100.{n}") for n in range(12)] == [200] * 12
    told = [ask(f"198.51.100.{n}, 203.0.113.7") for n in range(12)]
    assert told.count(429) >= 6


def test_sec_7_one_household_of_ipv6_is_one_visitor() -> None:
    client = create_app(ROOT / "resources", Config(per_minute=5)).test_client()
    told = [client.get("/om", environ_base={"REMOTE_ADDR": f"2001:db8::{n:x}"}).status_code for n in range(12)]
    assert told.count(429) >= 6


@pytest.mark.parametrize("path", ["/akut", "/halsa"])
def test_sec_7_crisis_help_is_never_counted(path: str) -> None:
    client = create_app(ROOT / "resources", Config(per_minute=1)).test_client()
    style = re.findall(r'"(/static/[^"]+css)"', client.get("/").text)[0]
    assert {client.get(path).status_code for _ in range(30)} == {200}
    assert {client.get(style).status_code for _ in range(30)} == {200}
    assert client.get("/om").status_code == 429


# ---------------------------------------------------------------- supply, contact, secrets


def test_sec_8_every_dependency_is_locked_with_hashes_and_there_are_few() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        names = re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.M)
        assert names
        assert text.count("--hash=sha256:") >= len(names)
        assert not re.search(r"https?://|--index-url|--extra-index", text)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    direct = re.search(r"^dependencies = \[(.*?)^\]", project, re.M | re.S)
    assert direct is not None
    assert len(re.findall(r'"', direct[1])) // 2 <= 12
    assert "--require-hashes --only-binary :all:" in (ROOT / "Makefile").read_text("utf-8")


def test_sec_8_the_bill_of_materials_is_the_lock() -> None:
    written = json.loads((ROOT / "docs" / "sbom.json").read_text("utf-8"))
    assert written == sbom(ROOT), "run: python -m tests.safety.sbom"
    assert component_names(written)


def test_sec_9_how_to_tell_us_about_a_hole() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    app = create_app(ROOT / "resources", Config(contact="mailto:sakerhet@example.org", clock=lambda: now))
    answer = app.test_client().get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:sakerhet@example.org"
    assert timedelta(days=7) < datetime.fromisoformat(fields["Expires"]) - now < timedelta(days=365)


def test_sec_10_no_secret_is_needed(app: Flask) -> None:
    assert app.secret_key is None
    assert app.test_client().post("/", data={"b": "1"}).status_code == 200


def test_sec_the_loader_tells_every_fault_and_never_a_trace() -> None:
    with pytest.raises(BrokenDirectoryError):
        load(ROOT / "tests")
