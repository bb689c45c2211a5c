"""The pages of the menus and the gaps: the printed menu as a table, kind answers, and files that are safe to open."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from finder.cli import main
from finder.gaps import gaps_of
from finder.matrix import COLUMNS, squares
from finder.menuview import square_words
from finder.web.gapsfile import as_csv, safe, table
from finder.web.site import Site

THEN = "kalla=menyn-2006"
SVG = "{http://www.w3.org/2000/svg}"


class Cells(HTMLParser):
    """The first table of a page, as (tag, attributes, words) of every cell."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[tuple[str, dict[str, str], str]] = []
        self.inside = False
        self.feed(html[html.index("<table") : html.index("</table>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th"):
            self.cells.append((tag, {name: value or "" for name, value in attrs}, ""))
        self.inside = self.inside or tag in ("td", "th")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            tag, attrs, words = self.cells[-1]
            self.cells[-1] = (tag, attrs, f"{words} {data.strip()}".strip())

    def cell(self, words: str) -> tuple[str, dict[str, str], str]:
        return next(cell for cell in self.cells if cell[2].startswith(words))


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept-Language": "sv"})
    assert answer.status_code == status
    return answer.text


# ---------------------------------------------------------------- the menu


def test_the_printed_menu_of_vasteras_is_a_table_that_spans(client: FlaskClient) -> None:
    cells = Cells(page(client, f"/meny/Västerås?{THEN}"))
    assert cells.cell("Råda/Aurora")[1]["colspan"] == "4"
    assert "Motivationsgrupp * (du kan vara anonym)" in cells.cell("Råda/Aurora")[2]
    assert "colspan" not in cells.cell("Olivia(RFHL)")[1]
    assert cells.cell("Olivia(RFHL)")[1]["data-who"] == "För kvinnor"
    assert cells.cell("Behandlande")[1] == {"scope": "rowgroup", "rowspan": "2"}
    assert cells.cell("BIG")[1]["data-who"] == "För barn"


def test_every_heading_of_the_table_has_a_scope(client: FlaskClient) -> None:
    cells = Cells(page(client, f"/meny/Köping?{THEN}"))
    assert all(attrs.get("scope") in ("col", "colgroup", "rowgroup") for tag, attrs, _ in cells.cells if tag == "th")
    assert [words for tag, _, words in cells.cells if tag == "th"][-6:] == [
        "Motiverande och rådgivande", "Behandlande", "Upprätthållande", "Arbetsstöd", "Bostadsstöd", "Annat",
    ]  # fmt: skip


def test_each_entry_leads_to_its_service(client: FlaskClient) -> None:
    html = page(client, f"/meny/Köping?{THEN}")
    services = set(re.findall(r"<td[^>]*>.*?</td>", html, re.DOTALL))
    links = {link for cell in services for link in re.findall(r'href="(/stod/[^"]+)"', cell)}
    assert "/stod/koping-sting-kvinnogrupp-2006" in links
    assert all(client.get(link).status_code == 200 for link in links)


def test_skultuna_and_vasteras_are_two_menus(client: FlaskClient) -> None:
    assert "Menyn i Skultuna år 2006" in page(client, f"/meny/Skultuna?{THEN}")
    assert "Vita Nova" not in Cells(page(client, f"/meny/Skultuna?{THEN}")).cell("Boendestöd")[2]


def test_the_menu_of_today_says_that_an_empty_cell_is_not_known(client: FlaskClient) -> None:
    html = page(client, "/meny/1983")
    assert "En tom ruta betyder att vi inte vet något om det." in html
    assert "/stod/koping-socialtjanst" in html


@pytest.mark.parametrize(
    ("address", "maybe"),
    [
        ("/meny/Köpig", "/meny/K%C3%B6ping"),
        ("/meny/Skultuna", "/meny/V%C3%A4ster%C3%A5s"),
        (f"/meny/Stockholm?{THEN}", "/meny/Arboga?kalla=menyn-2006"),
    ],
)
def test_an_unknown_menu_is_a_kind_404(client: FlaskClient, address: str, maybe: str) -> None:
    html = page(client, address, 404)
    assert "Menade du någon av de här?" in html
    assert f'href="{maybe}"' in html


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "x" * 300, "%00", "💥", "menyn-2006"])
def test_anything_typed_is_answered(client: FlaskClient, typed: str) -> None:
    html = page(client, f"/meny/{typed.replace('/', '')}", 404)
    assert "<script>alert" not in html
    assert client.get("/meny", query_string={"kommun": typed}).status_code == 302
    assert client.get("/luckor", query_string={"lan": typed}).status_code == 404
    assert client.get("/luckor/luckor.csv", query_string={"kalla": typed}).status_code in (200, 404)


def test_the_form_leads_to_the_menu(client: FlaskClient) -> None:
    assert client.get("/meny?kommun=Sala").headers["Location"] == "/meny/Sala"
    assert 'list="names"' in page(client, "/meny")


# ---------------------------------------------------------------- the gaps


def test_the_counts_and_their_definitions_stand_on_the_page(client: FlaskClient, site: Site) -> None:
    html = page(client, f"/luckor?{THEN}")
    for held in gaps_of(site.directory, "menyn-2006").held:
        assert held.count.name in html
        assert held.count.words.split(". ")[0] in html
    assert "Arboga, Köping, Norberg, Skinnskatteberg, Västerås" in html


def test_what_a_kommun_could_open(client: FlaskClient) -> None:
    html = page(client, f"/luckor?{THEN}&kommun=Norberg")
    assert "Om Norberg öppnade något nytt" in html
    assert re.search(r"Sala, 4\d km: Linus", html)


def test_a_document_is_shown_whole_whatever_lan_was_picked_before(client: FlaskClient) -> None:
    assert "Det gäller 11 kommuner" in page(client, f"/luckor?{THEN}&lan=Stockholms+län")


def test_an_unknown_lan_is_a_kind_404(client: FlaskClient) -> None:
    html = page(client, "/luckor?lan=Vestmanland", 404)
    assert 'href="/luckor?lan=V%C3%A4stmanlands+l%C3%A4n"' in html


@pytest.mark.parametrize(
    "address", [f"/luckor?{THEN}", "/luckor?lan=14&kommun=1480", "/meny/1980", f"/meny/1980?{THEN}"]
)
def test_no_style_or_script_stands_inside_the_page(client: FlaskClient, address: str) -> None:
    html = page(client, address)
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
    assert "<title>Hitta stöd</title>" in html


def test_the_picture_tells_what_the_table_tells_and_needs_no_colour(client: FlaskClient, site: Site) -> None:
    answer = client.get(f"/luckor/bild.svg?{THEN}", headers={"Accept-Language": "sv"})
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.text)
    gaps = gaps_of(site.directory, "menyn-2006")
    found = [square for kommun in gaps.kommuner for square in squares(gaps, kommun.code)]
    key = {"all": 1, "some": 1, "none": 1}
    rings = len(root.findall(f".//{SVG}circle")) - key["none"]
    halves = len([path for path in root.findall(f".//{SVG}path") if path.get("d", "").endswith("z")]) - key["some"]
    assert rings == sum(square.state == "none" for square in found)
    assert halves == sum(square.state == "some" for square in found)
    told = root.findtext(f"{SVG}desc") or ""
    assert all(square_words(site.speech, gaps, square) in told for square in found)
    words = [text.text for text in root.findall(f".//{SVG}text")]
    letters = sum(word in ("A", "A K") for word in words) - 1
    assert letters == sum(square.anonymous for square in found)
    assert "style" not in answer.text


def test_the_file_for_a_spreadsheet_holds_the_same_facts(client: FlaskClient) -> None:
    answer = client.get(f"/luckor/luckor.csv?{THEN}", headers={"Accept-Language": "sv"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="luckor.csv"'
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.count(b"\r\n") == answer.data.count(b"\n") == 1 + 11 * len(COLUMNS)
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    (line,) = (each for each in lines if each["Kommun"] == "Köping" and each["Sort"] == "Upprätthållande")
    assert (line["Kod"], line["Finns"], line["Bara kvinnor"], line["Anonymt"]) == ("1983", "Fanns", "ja", "nej")
    assert "Kvinnogrupp" in line["Vad"]


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-1", "@sum", "\tx", "\rx", '=HYPERLINK("x")'])
def test_no_cell_is_read_as_a_formula(cell: str) -> None:
    assert safe(cell) == "'" + cell
    (line,) = csv.reader(io.StringIO(as_csv([["a", cell]]).removeprefix("\ufeff"), newline=""))
    assert line == ["a", "'" + cell]


def test_ordinary_cells_are_left_alone_and_quoted_as_the_rfc_says(site: Site) -> None:
    assert safe("Köping") == "Köping"
    assert as_csv([['Säg "hej"', "a,b", "två\nrader"]]) == '\ufeff"Säg ""hej""","a,b","två\nrader"\r\n'
    assert all(len(line) == 7 for line in table(gaps_of(site.directory), site.speech))


def test_the_json_is_what_the_command_prints(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--source", "menyn-2006", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert client.get(f"/luckor/luckor.json?{THEN}").json == printed
