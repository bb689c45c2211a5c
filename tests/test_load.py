"""The loader: the museum of broken files, one a rule, and what survives that YAML would bend."""

import shutil
import time
from pathlib import Path

import pytest

from finder.errors import BrokenDirectoryError, Problem
from finder.load import load, read
from finder.models import Directory
from finder.yamlfile import MAX_BYTES, read_yaml
from tests.conftest import ROOT

MUSEUM = sorted((ROOT / "tests" / "broken").glob("*.yaml"))
ROOM = "organisations/museum"


def problems_with(file: Path, folder: Path) -> list[Problem]:
    """The problems of the shipped directory, its organisations replaced by one file."""
    shutil.copytree(ROOT / "resources", folder, ignore=shutil.ignore_patterns("organisations", "lexicon"))
    (folder / ROOM).mkdir(parents=True)
    shutil.copy(file, folder / ROOM / file.name)
    return read(folder)[1]


@pytest.mark.parametrize("file", MUSEUM, ids=lambda file: file.stem)
def test_a_broken_file_is_told_with_file_line_and_remedy(file: Path, tmp_path: Path) -> None:
    expected = file.read_text("utf-8").splitlines()[0].removeprefix("# väntat: ").split("|")
    problems = problems_with(file, tmp_path / "resources")
    told = [str(problem) for problem in problems]
    assert any(words in line for line in told for words in expected), told
    assert all(problem.file == f"{ROOM}/{file.name}" and problem.line > 1 for problem in problems), told


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(ROOT / "resources", folder, ignore=shutil.ignore_patterns("organisations", "lexicon"))
    (folder / ROOM).mkdir(parents=True)
    for file in MUSEUM:
        shutil.copy(file, folder / ROOM / file.name)
    with pytest.raises(BrokenDirectoryError) as caught:
        load(folder)
    assert {Path(problem.file).stem for problem in caught.value.problems} >= {file.stem for file in MUSEUM}


def test_the_shipped_directory_has_no_problem() -> None:
    assert read(ROOT / "resources")[1] == []


def test_a_missing_folder_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    directory, problems = read(tmp_path / "nowhere")
    assert directory is None
    assert any("places.csv" in str(problem) for problem in problems)


# ---------------------------------------------------------------- what YAML would bend


@pytest.mark.parametrize(
    "scalar", ["13:00", "9:30", "0104566700", "NO", "no", "2024-01-01", "1e3", "0x1F", "null", "~"]
)
def test_a_scalar_stays_the_text_that_stands_in_the_file(scalar: str) -> None:
    assert read_yaml("x.yaml", f"a: {scalar}\n".encode()).data == {"a": scalar}


def test_a_file_over_a_megabyte_is_refused() -> None:
    problems = read_yaml("x.yaml", b"a: " + b"x" * MAX_BYTES).problems
    assert "högst" in problems[0].what


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    assert str(read_yaml("x.yaml", b"a: b\nc: \xff\n").problems[0]) == "x.yaml:2: inte UTF-8; spara filen som UTF-8"


@pytest.mark.parametrize(
    "bomb",
    [
        "\n".join(
            ["a: &a [x,x,x,x,x,x,x,x,x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}]" for n in range(6))]
        ),
        "[" * 5000,
        "{a: " * 5000,
    ],
    ids=["aliases", "brackets", "braces"],
)
def test_a_bomb_is_refused_before_it_goes_off(bomb: str) -> None:
    started = time.perf_counter()
    assert read_yaml("x.yaml", bomb.encode()).problems
    assert time.perf_counter() - started < 0.1


def test_an_empty_file_has_no_data() -> None:
    assert read_yaml("x.yaml", b"").data is None


# ---------------------------------------------------------------- what the loader fills in


def test_a_service_follows_its_pattern_and_its_organisation(directory: Directory) -> None:
    service = directory.services["koping-socialtjanst"]
    assert service.needs[0] == "guide"
    assert service.area == ("1983",)
    assert [contact.value for contact in service.contacts if contact.kind == "phone"] == ["0221-250 00"]


def test_only_what_a_report_of_then_tells_is_historical(directory: Directory) -> None:
    for service in directory.services.values():
        documents = {seen.document for seen in service.sources}
        assert service.historical == (documents == {"menyn-2006"}), service.id


def test_every_kommun_has_a_way_in(directory: Directory) -> None:
    reached = {s.kommuner[0] for s in directory.services.values() if "guide" in s.needs and s.kommuner}
    assert reached == set(directory.kommuner)
    assert len(directory.kommuner) == 290
