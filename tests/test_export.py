"""The static copy: every link leads somewhere, no page is heavy, nothing runs, and twice is the same to the byte."""

import gzip
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from finder.cli import main
from finder.errors import HittaStodError
from finder.export import SUMS, write
from finder.models import Directory
from finder.web.config import Config
from finder.web.copy import alphabetical, static_pages
from tests.conftest import ROOT

KB = 1024
NEUTRAL = re.compile(r"(\d\d/(\d{4}/)?([a-z]\d{1,2}|index)|s/[0-9a-f]{10}|index|alla|akut|integritet|om)\.html")


class Links(HTMLParser):
    """What a page asks for and leads to, its title, its anchors, and what must not be in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.hrefs.append(value or "")
            if name == "id":
                self.ids.add(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


@pytest.fixture(scope="module")
def pages(directory: Directory) -> dict[str, bytes]:
    return dict(static_pages(directory, Config()))


@pytest.fixture(scope="module")
def html(pages: dict[str, bytes]) -> dict[str, str]:
    return {name: body.decode() for name, body in pages.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def links(html: dict[str, str]) -> dict[str, Links]:
    return {name: Links(text) for name, text in html.items()}


def target(page: str, href: str) -> str:
    """The file that a relative link of a page leads to."""
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / urlsplit(href).path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def inner(links: Links) -> list[str]:
    return [href for href in links.hrefs if not urlsplit(href).scheme]


def test_every_kommun_has_a_page_for_every_need(html: dict[str, str], directory: Directory) -> None:
    needs = next(question for question in directory.questions if question.field == "needs")
    for kommun in directory.kommuner.values():
        for number in range(1, len(needs.options) + 1):
            assert f"{kommun.lan}/{kommun.code}/{needs.code}{number}.html" in html
    assert sum(name.startswith("s/") for name in html) == len(directory.services)


def test_all_links_resolve_and_are_relative(links: dict[str, Links], pages: dict[str, bytes]) -> None:
    for name, found in links.items():
        for href in inner(found):
            assert not href.startswith("/"), f"{name}: {href}"
            page = target(name, href) if urlsplit(href).path else name
            assert page in pages, f"{name}: {href} leads nowhere"
            anchor = urlsplit(href).fragment
            assert not anchor or anchor in links[page].ids, f"{name}: {href} has no such place"


def test_everything_is_reached_from_the_first_page(links: dict[str, Links]) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or not name.endswith(".html"):
            continue
        reached.add(name)
        waiting += [target(name, href) for href in inner(links[name]) if urlsplit(href).path]
    assert reached == links.keys()


def test_all_290_kommuner_stand_on_one_page_in_swedish_order(links: dict[str, Links], directory: Directory) -> None:
    codes = [code for href in inner(links["alla.html"]) if (code := href.split("/")[-2:-1]) and code[0].isdigit()]
    names = [directory.kommuner[code[0]].name for code in codes]
    assert len(names) == len(set(names)) == len(directory.kommuner)
    assert names == sorted(names, key=alphabetical)
    assert [names[0], names[-1]] == ["Ale", "Övertorneå"]


def test_no_page_is_heavy(pages: dict[str, bytes]) -> None:
    style = len(gzip.compress(pages["stil.css"], 9))
    heaviest = max((len(gzip.compress(body, 9)), name) for name, body in pages.items())
    assert heaviest[0] + style < 14 * KB, heaviest


def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(links: dict[str, Links], html: dict[str, str]) -> None:
    for name, found in links.items():
        assert not {"script", "form", "iframe", "img", "button"} & set(found.tags), name
        assert not found.handlers, name
        assert re.findall(r'<link [^>]*href="([^"]+)"', html[name]) == found.hrefs[:2], name
        assert [PurePosixPath(href).name for href in found.hrefs[:2]] == ["ikon.svg", "stil.css"], name


def test_each_page_has_crisis_help_and_the_way_out_first(links: dict[str, Links]) -> None:
    for name, found in links.items():
        root = "../" * name.count("/")
        assert found.hrefs[2:6] == ["#main", Config().exits[0], "tel:112", f"{root}akut.html"], name


def test_names_and_titles_tell_nothing(html: dict[str, str]) -> None:
    for name, text in html.items():
        assert NEUTRAL.fullmatch(name), name
        assert re.findall(r"<title>(.*?)</title>", text) == ["Hitta stöd"], name


def test_each_result_has_a_first_step_and_no_hour_of_its_own(html: dict[str, str], directory: Directory) -> None:
    text = html["19/1983/c1.html"]
    assert text.count('<li class="result') >= 5
    assert text.count(directory.texts["found.step"]) == 3
    assert re.search(r"Ring [\d-]+", text)
    now = re.compile(r"Öppet nu|Stängt nu|Öppnar i morgon")
    for name, page in html.items():
        assert not now.search(page), name


def test_each_door_says_its_hours_in_words_once(html: dict[str, str], directory: Directory) -> None:
    first = [(service, service.contacts[0]) for service in directory.services.values() if service.contacts]
    noted, note = next((service, door.hours_note) for service, door in first if door.hours_note and not door.hours)
    scheduled = next(service for service, door in first if (door.hours or "").startswith("Mo"))
    assert _page_of(html, noted.name).count(str(note)) == 1
    assert "Måndag" in _page_of(html, scheduled.name)


def _page_of(html: dict[str, str], service: str) -> str:
    return next(page for name, page in html.items() if name.startswith("s/") and f">{service}</h1>" in page)


def test_the_crisis_page_has_every_card(html: dict[str, str], directory: Directory) -> None:
    for card in directory.crisis.values():
        assert card.title in html["akut.html"]
        assert all(line in html["akut.html"] for line in card.act)
    first_doors = re.findall(r'<ul class="doors">\s*<li>.*?href="([^"]+)"', html["akut.html"], re.S)
    assert len(first_doors) == len(directory.crisis)


def test_the_console_script_writes_it_and_twice_is_the_same_to_the_byte(
    pages: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kopia"
    assert main(["export", "html", str(folder)]) == 0
    assert f"{len(pages)} filer" in capsys.readouterr().out
    written = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert len(written.pop(SUMS).splitlines()) == len(pages)
    assert written == pages


def test_only_the_day_that_is_told_changes_it(pages: dict[str, bytes], directory: Directory) -> None:
    later = static_pages(directory, Config(), date(2036, 1, 1))
    changed = next(name for name, body in later if body != pages[name])
    assert NEUTRAL.fullmatch(changed)


def test_a_new_copy_takes_away_what_is_gone_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "kopia", [("a.html", b"1"), ("s/b.html", b"2")])
    (tmp_path / "kopia" / "egen.txt").write_text("min egen")
    write(tmp_path / "kopia", [("a.html", b"3")])
    files = {file.name for file in (tmp_path / "kopia").rglob("*") if file.is_file()}
    assert files == {"a.html", "egen.txt", SUMS}


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("viktigt")
    with pytest.raises(HittaStodError, match="något annat"):
        write(tmp_path, [("a.html", b"1")])
    assert [file.name for file in tmp_path.iterdir()] == ["brev.txt"]


def test_it_needs_no_flask() -> None:
    code = "import sys, finder.export; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
