"""Every text that a page asks for exists, every text that exists is asked for, and no page has words of its own."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import finder
from finder import paths
from finder.web.site import Site

TEMPLATES = sorted(paths.templates().rglob("*.html"))
CODE = sorted(Path(finder.__file__).parent.rglob("*.py"))
LAST_RESORT = "emergency.html"
"""Shown when nothing can be read; its words stand in the template itself."""
KEY = re.compile(r"""\bt(?:\.parts)?\(\s*f?['"]([a-z_]+\.[^'"]*)['"](\s*~)?""")


PAGES = [*TEMPLATES, *(file for file in CODE if file.parent.name == "web")]


def asked(files: Iterable[Path] = PAGES) -> list[tuple[str, str]]:
    """(file, key) of everything that is asked for; a key that is put together ends with its fixed part."""
    found = []
    for file in files:
        for key, joined in KEY.findall(file.read_text("utf-8")):
            found.append((file.name, key.split("{")[0] + ("*" if joined or "{" in key else "")))
        found += [(file.name, key) for key in re.findall(r"t\('([a-z_.]+)' if", file.read_text("utf-8"))]
        found += [(file.name, key) for key in re.findall(r"else '([a-z_]+\.[a-z_.]+)'", file.read_text("utf-8"))]
        found += [(file.name, key) for key in re.findall(r'else "([a-z_]+\.[a-z_.]+)"', file.read_text("utf-8"))]
    return found


def interface(site: Site) -> set[str]:
    groups = {key.split(".")[0] for _, key in asked()}
    return {key for key in site.directory.texts if key.split(".")[0] in groups - {"results"}}


@pytest.mark.parametrize(("file", "key"), sorted(set(asked())))
def test_a_text_that_is_asked_for_exists(site: Site, file: str, key: str) -> None:
    texts = site.directory.texts
    assert any(each.startswith(key[:-1]) for each in texts) if key.endswith("*") else key in texts


def test_no_text_stands_unused(site: Site) -> None:
    everywhere = asked([*TEMPLATES, *CODE])
    exact = {key for _, key in everywhere if not key.endswith("*")}
    starts = tuple(key[:-1] for _, key in everywhere if key.endswith("*"))
    code = " ".join(file.read_text("utf-8") for file in [*TEMPLATES, *CODE])
    unused = {
        key
        for key in interface(site)
        if key not in exact and not key.startswith(starts) and f'"{key.split(".", 1)[1]}"' not in code
    }
    assert unused == set()


@pytest.mark.parametrize("file", [file for file in TEMPLATES if file.name != LAST_RESORT], ids=lambda file: file.name)
def test_a_template_has_no_words_of_its_own(file: Path) -> None:
    source = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", source).split()
    assert [word for word in words if re.search(r"[a-zåäö]{2}", word, re.IGNORECASE)] == []


def test_the_last_resort_says_what_the_texts_say(site: Site) -> None:
    page = (paths.templates() / LAST_RESORT).read_text("utf-8")
    for key in ("bar.exit", "bar.call", "bar.urgent", "bar.skip", "site.name", "akut.no_answer"):
        assert site.directory.texts[key] in page
