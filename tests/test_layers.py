"""Imports run one way: a module imports only from its own room and the rooms below it, and never in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "finder"

# The rooms of the house: the modules in each, and the rooms below that they may import from (beside their own room
# and the ground). A module that is in no room fails the test: put it where it belongs.
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "ground": ({"errors", "swedish", "numbers", "dates", "paths", "yamlfile"}, set()),
    "records": ({"models"}, set()),
    "door": ({"shaping", "files", "shelf", "load", "check", "schema"}, {"records"}),
    "words": ({"wording", "formats", "glossary", "shown", "plain"}, {"records"}),
    "translations": ({"translations"}, {"records", "words", "door"}),
    "places": ({"hours", "distance", "kommuner"}, {"records"}),
    "reading": (
        {
            "pattern",
            "spelling",
            "wordbook",
            "places",
            "lexicon",
            "reading",
            "holder",
            "persons",
            "weighing",
            "understanding",
            "ruled",
            "evidence",
            "features",
            "learned",
            "sequence",
            "likeness",
            "hunches",
            "understand",
        },
        {"records"},
    ),
    "search": ({"search"}, {"records", "reading"}),
    "matching": ({"index", "found", "order", "reasons", "steps", "match"}, {"records", "places"}),
    "menus": ({"menu", "menuask", "menugrid", "kinds", "gaps", "planning", "matrix"}, {"records", "places"}),
    "danger": ({"danger", "emergency"}, {"records"}),
    "conversation": ({"conversation"}, {"records", "matching"}),
    "desk": ({"handover", "plan"}, {"records", "places", "matching", "words"}),
    "guide": ({"guide"}, {"records", "door", "reading", "search"}),
}
SHELL = {"cli", "commands", "chat", "jsonview", "menuview", "export"}
CORE = {name for modules, _ in ROOMS.values() for name in modules}
SETUP = {"paths", "schema", "translations"}  # programs of the build, which read and write files


def room_of(name: str) -> str:
    return next(room for room, (modules, _) in ROOMS.items() if name in modules)


def allowed(name: str) -> set[str]:
    if name in SHELL:
        return CORE | SHELL | ({"web"} if name in ("commands", "export") else set())
    own_room, below = ROOMS[room_of(name)]
    ground = ROOMS["ground"][0]
    return ground | own_room | {module for room in below for module in ROOMS[room][0]}


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
def test_a_module_imports_only_from_the_rooms_below(name: str) -> None:
    assert {used for file in files_of(name) for used in own(file)} - {name} <= allowed(name)


def test_no_two_modules_need_each_other() -> None:
    TopologicalSorter(
        {
            name: {used for file in files_of(name) for used in own(file)} - {name, "web"}
            for name in [*modules(), "models"]
        }
    ).prepare()


def test_nothing_but_the_console_script_imports_the_web() -> None:
    assert {name for name in modules() if "web" in own(PACKAGE / f"{name}.py")} <= {"commands", "export"}


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


@pytest.mark.parametrize("name", sorted(CORE - SETUP))
def test_the_core_reads_no_clock_and_no_environment(name: str) -> None:
    for file in files_of(name):
        assert file.exists(), f"{name} is named in this test but does not exist: take it out"
        calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)}
        assert not calls & {"datetime.now", "date.today", "time.time", "datetime.utcnow", "os.getenv"}
        assert "os" not in imported(file)
