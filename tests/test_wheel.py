"""The wheel works outside the checkout: templates, static files and the directory are inside."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`hittastod` as installed from a wheel into an empty folder; only its dependencies are borrowed."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True, cwd=folder)
    (wheel,) = folder.glob("hittastod-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "installed", wheel], check=True, cwd=folder)
    return folder / "installed"


def environment(program: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(program), "PYTHONSAFEPATH": "1"}


def test_it_answers_outside_the_checkout(program: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "finder", "match", "--need", "talk", "--kommun", "Sala", "--json"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment(program), check=True)
    assert json.loads(done.stdout)["results"]


def test_it_serves_outside_the_checkout(program: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "finder", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(program), stdout=subprocess.PIPE, text=True) as server:
        try:
            page = _first_answer(f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()
            told = server.communicate(timeout=20)[0]
    assert "Hitta stöd" in page
    assert f"http://127.0.0.1:{port}" in told


def _first_answer(address: str) -> str:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
