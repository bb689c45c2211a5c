"""SEC-1: MDN's own observatory grades every route and every status of the app, offline."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from finder.web.app import create_app
from finder.web.config import Config
from tests.conftest import ROOT
from tests.safety.test_sec import every_answer

HERE = Path(__file__).parent
BARE = {"name": "bare", "status": 200, "headers": {"content-type": "text/html"}, "body": "<p>hej", "html": True}


def _grades(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not shutil.which("node"):
        pytest.fail("the observatory needs node 20 or newer and npm: install them and run 'make .venv/npm'")
    if not (HERE / "node_modules").is_dir():
        pytest.fail("the observatory is not installed: run 'make .venv/npm'")
    done = subprocess.run(
        ["node", "grade.mjs"], cwd=HERE, input=json.dumps(answers), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    grades: list[dict[str, Any]] = json.loads(done.stdout)
    return grades


def _plain(name: str, answer: Response) -> dict[str, Any]:
    html = answer.mimetype == "text/html"
    body = answer.get_data(as_text=True) if html else ""
    return {"name": name, "status": answer.status_code, "headers": dict(answer.headers), "body": body, "html": html}


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    app: Flask = create_app(ROOT / "resources", Config(per_minute=60_000))
    app.add_url_rule("/trasig", "broken", lambda: 1 / 0)  # type: ignore[arg-type]
    limited = create_app(ROOT / "resources", Config(per_minute=1)).test_client()
    down = create_app(HERE).test_client()
    told = [
        *every_answer(app),
        app.test_client().get("/trasig"),
        limited.get("/"),
        limited.get("/"),
        down.get("/"),
        down.get("/akut"),
    ]
    return [_plain(f"{number} {answer.status_code}", answer) for number, answer in enumerate(told)]


def test_sec_1_the_observatory_gives_130_and_ten_of_ten_to_every_answer(answers: list[dict[str, Any]]) -> None:
    grades = _grades(answers)
    assert {200, 404, 405, 413, 429, 500, 503} <= {answer["status"] for answer in answers}
    assert len(grades) == len(answers)
    for grade in grades:
        assert (grade["score"], grade["grade"], grade["passed"], grade["of"]) == (130, "A+", 10, 10), grade


def test_sec_1_the_measure_itself_tells_bad_from_good() -> None:
    (bare,) = _grades([BARE])
    assert bare["score"] < 60
    assert bare["passed"] < 10
