"""The console script: the interface contract, and one clear line for bad input."""

import json
import subprocess
import sys
from typing import Any

import pytest

from finder.cli import main
from tests.conftest import ROOT

NOW = ("--now", "2026-11-23T10:00")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        status = main(words)
    except SystemExit as stop:
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, err = run(capsys, *words)
    assert status == 0, err
    return json.loads(out)


def test_match_keeps_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    words = "match --who relative --need talk --about alcohol --kommun Köping --wish anonymous --json".split()
    view = answer(capsys, *words, *NOW)
    assert view["answers"] == {
        "audience": "relative",
        "needs": ["talk"],
        "substance": "alcohol",
        "kommun": {"code": "1983", "name": "Köping"},
        "wishes": ["anonymous"],
    }
    assert view["relaxed"] == []
    first = view["results"][0]
    keys = {
        "id", "name", "organisation", "provider_kind", "meets", "misses", "because", "status", "confirmed",
        "distance_km", "first_step", "contacts",
    }  # fmt: skip
    assert keys <= set(first)
    assert {"audience:relative", "need:talk", "wish:anonymous"} <= set(first["meets"])
    assert {"kind", "value", "label", "open", "opens"} <= set(first["contacts"][0])
    assert len(view["results"]) <= 10


def test_the_same_answer_twice(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("match", "--need", "housing", "--kommun", "1980", "--json", *NOW)
    assert answer(capsys, *words) == answer(capsys, *words)


@pytest.mark.parametrize("kommun", ["Köping", "köping", "1983", "Köpings kommun", "koping"])
def test_a_kommun_is_known_by_name_and_code(capsys: pytest.CaptureFixture[str], kommun: str) -> None:
    view = answer(capsys, "match", "--kommun", kommun, "--json", *NOW)
    assert view["answers"]["kommun"] == {"code": "1983", "name": "Köping"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["match", "--kommun", "Köpin"], "menade du 'Köping'"),
        (["match", "--kommun", "Atlantis"], "okänd kommun 'Atlantis'"),
        (["match", "--need", "tlak"], "menade du 'talk'"),
        (["match", "--who", "mormor"], "Tillåtet: self, relative, child"),
        (["match", "--wish", "gratis"], "Tillåtet: anonymous"),
        (["match", "--limit", "0"], "skriv ett tal från 1"),
        (["match", "--now", "igår"], "är ingen tid"),
        (["check", "/finns/inte"], "är ingen mapp"),
        (["flyg"], "flyg"),
        ([], "kommando"),
        (["search", "aa", "--kommun", "Köpin"], "menade du 'Köping'"),
    ],
)
def test_bad_input_gives_one_line_and_status_two(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    status, out, err = run(capsys, *words)
    assert status == 2
    assert out == ""
    assert told in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "check", "chat", "match", "understand", "search", "menu", "gaps"])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    status, out, _ = run(capsys, command, "--help")
    assert status == 0
    assert command in out


def test_check_is_clean_on_the_shipped_directory(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", *NOW)
    assert status == 0
    assert "Inga fel." in out
    assert "Att göra:" in out


def test_understand_reads_a_text_a_line() -> None:
    lines = "orkar inte mer med min sambos drickande\nhej\n"
    command = [sys.executable, "-m", "finder", "understand", "-", "--json"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=ROOT, check=True)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["audience"] == "relative"
    assert first["substance"] == "alcohol"
    assert first["needs"]
    assert second["needs"] == []
    assert second["crisis"] is None


def test_chat_asks_and_shows(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed = iter(["1", "2", "hej", "1", "Köpin", "Köping", "", "", ""])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    status, out, _ = run(capsys, "chat", *NOW)
    assert status == 0
    assert "Menade du Köping" in out
    assert "→" in out


def test_chat_shows_what_fits_when_the_input_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    status, out, _ = run(capsys, "chat", *NOW)
    assert status == 0
    assert "→" in out
