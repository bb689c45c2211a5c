"""Imports run one way: a module imports only from the rows above its own, or from what its row allows."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "finder"

# What each module may import. A module that is not here fails the test: put it where it belongs.
WORDS = {"errors", "swedish", "numbers", "dates", "paths", "yamlfile"}
RECORDS = WORDS | {"models"}
READING = {"pattern", "spelling", "wordbook", "places", "lexicon", "reading", "weighing", "danger", "understand"}
MATCHING = {"hours", "distance", "index", "found", "order", "reasons", "steps", "match"}
CORE = (
    RECORDS
    | READING
    | MATCHING
    | {"load", "shaping", "files", "shelf", "check", "search", "kommuner", "wording", "menu", "gaps", "glossary"}
)
SHELL = CORE | {"conversation", "guide", "jsonview", "menuview", "chat", "emergency"}

ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "swedish": set(),
    "numbers": set(),
    "dates": set(),
    "paths": set(),
    "yamlfile": {"errors"},
    "models": {"numbers", "dates"},
    "shaping": RECORDS,
    "files": RECORDS | {"shaping"},
    "shelf": RECORDS | {"shaping"},
    "load": RECORDS | {"shaping", "files", "shelf"},
    "check": RECORDS,
    "hours": RECORDS,
    "distance": RECORDS,
    "kommuner": RECORDS,
    "wording": RECORDS,
    "glossary": RECORDS,
    "emergency": RECORDS,
    "index": RECORDS,
    "found": RECORDS | {"hours", "index"},
    "order": RECORDS | {"hours", "index", "found"},
    "reasons": RECORDS | {"distance", "index", "found"},
    "steps": RECORDS | {"found"},
    "match": RECORDS | MATCHING,
    "search": RECORDS | {"spelling"},
    "menu": RECORDS | {"hours", "distance"},
    "gaps": RECORDS | {"hours", "distance", "menu"},
    **dict.fromkeys(READING, RECORDS | READING),
    "conversation": RECORDS | MATCHING,
    "guide": CORE,
}


def modules() -> list[str]:
    return sorted(file.stem for file in PACKAGE.glob("*.py") if file.stem not in ("__init__", "__main__"))


def files_of(name: str) -> list[Path]:
    """A module's file, or every file of it when it is a folder."""
    return sorted((PACKAGE / name).glob("*.py")) or [PACKAGE / f"{name}.py"]


def imported(file: Path) -> set[str]:
    """Everything a file imports, at any depth of its code: 'finder.models', 'yaml' …"""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names |= {f"finder.{alias.name}" for alias in node.names} if module == "finder" else {module}
    return names


def own(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(file) if name.startswith("finder.")}


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_from_the_rows_above(name: str) -> None:
    allowed = ALLOWED.get(name, SHELL | ({"web"} if name in ("cli", "export") else set()))
    assert own(PACKAGE / f"{name}.py") - allowed - {name} == set()


def test_nothing_but_the_console_script_imports_the_web() -> None:
    assert {name for name in modules() if "web" in own(PACKAGE / f"{name}.py")} <= {"cli", "export"}


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("flask", {"web"}),
        ("yaml", {"yamlfile"}),
        ("rapidfuzz", {"spelling", "search"}),
        ("phonenumbers", {"numbers"}),
        ("opening_hours", {"hours", "models"}),
        ("gunicorn", {"web"}),
    ],
)
def test_a_library_stays_in_its_room(library: str, rooms: set[str]) -> None:
    users = {
        file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for file in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == library for name in imported(file))
    }
    assert users <= rooms


@pytest.mark.parametrize("name", sorted(CORE | {"conversation"}))
def test_the_core_reads_no_clock_and_no_environment(name: str) -> None:
    for file in files_of(name):
        assert file.exists(), f"{name} is named in this test but does not exist: take it out"
        calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)}
        assert not calls & {"datetime.now", "date.today", "time.time", "datetime.utcnow", "os.getenv"}
        assert "os" not in imported(file)


def test_the_models_import_nothing_above_them() -> None:
    for file in files_of("models"):
        assert own(file) <= ALLOWED["models"] | {"models"}
