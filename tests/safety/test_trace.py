"""TRACE-1 … TRACE-6: what is left on the visitor's own machine after a whole conversation, searched for on the disk."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Playwright

from tests.safety.browse import AS_AT_HOME, CANARY, Elsewhere, converse
from tests.safety.test_exit import ROUTES

TITLES = {"Hitta stöd", ""}
TELLING = ("våld", "vald", "kvinno", "jour", "missbruk", "alkohol", "drog", "spel", "självmord", "sjalvmord", "kris")


def _profile(playwright: Playwright, folder: Path, home: str, *, script: bool) -> Path:
    """A browser's own folder after a conversation in it, everything closed."""
    context = playwright.chromium.launch_persistent_context(
        str(folder),
        locale="sv-SE",
        java_script_enabled=script,
        **AS_AT_HOME,  # type: ignore[arg-type]
    )
    page = context.pages[0]
    converse(page, home, script=script)
    if script:
        page.locator("a.urgent").click()
        page.wait_for_selector(".akut")
    page.wait_for_timeout(1500)  # the browser writes its files now and then
    page.locator("[data-exit]").click(no_wait_after=True)
    page.wait_for_timeout(500)
    context.close()
    return folder


@pytest.fixture(scope="module")
def with_script(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, home: str) -> Path:
    return _profile(playwright, tmp_path_factory.mktemp("with"), home, script=True)


@pytest.fixture(scope="module")
def without_script(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, home: str) -> Path:
    return _profile(playwright, tmp_path_factory.mktemp("without"), home, script=False)


def _holding(folder: Path, word: str) -> set[str]:
    """The files of a profile that hold a word, in either of the two ways that the browser writes text."""
    needles = (word.encode("utf-8"), word.encode("utf-16-le"))
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    found = {file for file in files if any(needle in file.read_bytes() for needle in needles)}
    return {file.relative_to(folder).as_posix() for file in found}


def test_trace_1_the_disk_holds_nothing_of_what_was_written(with_script: Path) -> None:
    assert _holding(with_script, "127.0.0.1"), "the search finds what does stand there"
    assert _holding(with_script, CANARY) == set()


def test_trace_1_without_script_only_the_file_for_restoring_windows(without_script: Path) -> None:
    assert {name for name in _holding(without_script, CANARY) if not name.startswith("Default/Sessions/")} == set()


@pytest.mark.parametrize("profile", ["with_script", "without_script"])
def test_trace_2_history_has_one_neutral_row(profile: str, home: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(profile)
    copy = shutil.copy(folder / "Default" / "History", folder / "history-copy")
    rows = sqlite3.connect(copy).execute("select url, title from urls where url like ?", (home + "%",)).fetchall()
    assert [url for url, _ in rows] == [home + "/"]
    assert {title for _, title in rows} <= TITLES


def test_trace_2_no_name_tells_what_it_is_about(client: FlaskClient) -> None:
    for route in ROUTES:
        page = client.get(route).text
        title = re.search("<title>(.*?)</title>", page)
        assert title is not None
        assert title[1] in TITLES
        files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
        assert files
        assert not [name for name in files for word in TELLING if word in name.lower()]


def test_trace_3_nothing_is_stored(page: Page, home: str) -> None:
    cookies: list[str] = []
    page.on("response", lambda answer: cookies.extend(answer.headers.get("set-cookie", "").split()))
    converse(page, home)
    left = page.evaluate(
        """async () => [document.cookie, localStorage.length, sessionStorage.length,
            (await indexedDB.databases()).length, self.caches ? (await caches.keys()).length : 0,
            (await navigator.serviceWorker.getRegistrations()).length, history.state]"""
    )
    assert left == ["", 0, 0, 0, 0, 0, None]
    assert cookies == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("route", [*ROUTES, "/halsa", "/.well-known/security.txt"])
def test_trace_4_only_named_files_may_be_kept(client: FlaskClient, route: str) -> None:
    assert client.get(route).headers["Cache-Control"] == "no-store"
    assert client.post("/", data={"b": "1", "q": "b", "t": "hej"}).headers["Cache-Control"] == "no-store"


def test_trace_4_what_is_kept_for_a_year_is_named_by_its_content(client: FlaskClient) -> None:
    files = set(re.findall(r'"(/static/[^"]+)"', client.get("/").text))
    assert files
    for name in files:
        answer = client.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert re.search(r"\.[0-9a-f]{10}\.\w+$", name)


def test_trace_5_no_field_is_remembered_or_tells_the_topic(client: FlaskClient) -> None:
    screens = [client.get("/").text]
    screens += [client.post("/", data={"q": code, code: "1"}).text for code in "bcdefgh"]
    screens += [client.post("/", data={"y": code}).text for code in "bcdefgh"]
    for screen in screens:
        for form in re.findall(r"<form\b[^>]*>", screen):
            assert 'autocomplete="off"' in form
            assert 'method="post"' in form
        for field in re.findall(r"<(?:input|textarea)\b[^>]*>", screen):
            name = re.search(r'name="([^"]*)"', field)
            assert name is None or len(name[1]) == 1
            assert "placeholder" not in field
            if 'type="hidden"' not in field:
                assert 'autocomplete="off"' in field
            if "<textarea" in field or 'type="' not in field:
                assert 'spellcheck="false"' in field


def test_trace_6_no_other_site_is_asked_for_anything(page: Page, home: str, elsewhere: Elsewhere) -> None:
    converse(page, home)
    for route in ROUTES:
        page.goto(home + route)
    assert elsewhere.asked == []
