"""The menus in a real browser: a list on a phone, a table on a desk, one sheet of paper, and the picture drawn."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

THEN = "kalla=menyn-2006"
MENUS = [f"meny/Västerås?{THEN}", f"meny/Köping?{THEN}", "meny/Västerås", "meny/Göteborg"]


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="sv-SE")
    yield context.new_page()
    context.close()


@pytest.fixture
def wide(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*MENUS, f"luckor?{THEN}&kommun=Norberg", "luckor", "meny"])
def test_nothing_is_cut_off_on_a_phone(narrow: Page, address: str, path: str) -> None:
    complaints: list[str] = []
    narrow.on("console", lambda message: complaints.append(message.text))
    narrow.goto(address + path)
    assert narrow.evaluate("document.documentElement.scrollWidth") == 360
    assert complaints == []


def test_a_phone_shows_a_list_that_says_whom_each_thing_is_for(narrow: Page, address: str) -> None:
    narrow.goto(address + MENUS[0])
    assert not narrow.locator(".menu thead").is_visible()
    assert not narrow.locator(".menu .filler").first.is_visible()
    olivia = narrow.locator("td", has_text="Olivia(RFHL)")
    said = olivia.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said == '"För kvinnor"'
    cells = narrow.locator(".menu tbody").nth(1).locator("td:visible").all()
    placed = sorted((box["y"], cell.inner_text()) for cell in cells if (box := cell.bounding_box()))
    assert placed[0][1].startswith("Vita Nova")
    assert placed[-1][1].startswith("BIG")


def test_a_desk_shows_the_table_with_its_spans(wide: Page, address: str) -> None:
    wide.goto(address + MENUS[0])
    adults = wide.locator("td", has_text="Råda/Aurora").bounding_box()
    women = wide.locator("td", has_text="Olivia(RFHL)").bounding_box()
    assert adults
    assert women
    assert adults["width"] == pytest.approx(4 * women["width"], rel=0.03)
    assert women["x"] == pytest.approx(adults["x"] + women["width"], rel=0.03)


@pytest.mark.parametrize("path", MENUS)
def test_a_menu_is_one_sheet_of_paper(wide: Page, address: str, path: str) -> None:
    wide.goto(address + path)
    paper = wide.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 84\d[.\d]* 59\d", paper)


def test_the_picture_is_drawn(wide: Page, address: str) -> None:
    wide.goto(f"{address}luckor?{THEN}")
    wide.wait_for_load_state("networkidle")
    drawn = wide.locator(".picture img").evaluate("image => [image.complete, image.naturalWidth, image.naturalHeight]")
    assert drawn[0]
    assert drawn[1] > drawn[2] > 400
