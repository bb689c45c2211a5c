"""The README is a map: it names every module, every command and only documents that exist."""

import re

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MODULES = sorted(file.stem for file in (ROOT / "finder").glob("*.py") if file.stem not in ("__init__", "__main__"))
COMMANDS = ["serve", "check", "chat", "match", "understand", "search", "menu", "gaps", "export"]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_stands_on_the_map(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told(command: str) -> None:
    assert f"hittastod {command}" in README


def test_every_link_leads_to_a_file() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", MODULES)
def test_every_module_tells_its_duty_in_its_first_line(name: str) -> None:
    assert (ROOT / "finder" / f"{name}.py").read_text("utf-8").startswith('"""')
