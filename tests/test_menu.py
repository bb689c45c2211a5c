"""The menus: the twelve that were printed in 2006, cell for cell, and how the menu of today is made."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from finder.cli import main
from finder.menu import CELLS, ROWS, Entry, entries_of, menu_of, menus, sources, wider
from finder.menuask import UnclearError, which_lan, which_place, which_source
from finder.menugrid import lines_of
from finder.models import Ages, Directory, MenuColumnId, MenuRowId, Organisation, Seen, Service

CASES = Path(__file__).parent / "cases"
REPORT = "menyn-2006"
Printed = dict[str, list[dict[str, Any]]]
PRINTED: dict[str, Printed] = {
    place: rows
    for name in ("menyn-2006-a.yaml", "menyn-2006-b.yaml")
    for place, rows in yaml.safe_load((CASES / name).read_text("utf-8")).items()
}


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(list(words)) == 0
    return json.loads(capsys.readouterr().out)


# ---------------------------------------------------------------- the printed menus


def test_all_twelve_printed_menus_are_compared() -> None:
    assert len(PRINTED) == 12
    assert {"Västerås", "Skultuna", "Heby", "Kungsör"} <= set(PRINTED)
    assert sum(len(lines) for rows in PRINTED.values() for lines in rows.values()) == 121


@pytest.mark.parametrize("place", PRINTED)
def test_a_menu_is_the_printed_one_cell_for_cell(directory: Directory, place: str) -> None:
    where = which_place(directory, place, REPORT)
    menu = menu_of(directory, where.kommun, REPORT, where.part)
    for row in ROWS:
        expected = PRINTED[place][row]
        for columns in {tuple(line["columns"]) for line in expected} | {entry.columns for entry in menu.at(row)}:
            printed = [(e["name"], e["anonymous"]) for e in expected if tuple(e["columns"]) == columns]
            there = [(e.name, e.anonymous) for e in menu.at(row) if e.columns == columns]
            assert there == printed, (place, row, columns)


@pytest.mark.parametrize("place", PRINTED)
def test_the_command_answers_as_the_contract_says(
    capsys: pytest.CaptureFixture[str], directory: Directory, place: str
) -> None:
    view = shown(capsys, "menu", place, "--source", REPORT, "--json")
    assert view["kommun"]["name"] == place
    assert view["source"] == REPORT
    assert [row["type"] for row in view["rows"]] == [
        "advice",
        "treatment",
        "maintenance",
        "occupation",
        "housing",
        "other",
    ]
    assert all(
        list(row["cells"]) == ["adults", "women", "men", "young_adults", "relatives", "children"]
        for row in view["rows"]
    )
    told = [entry for row in view["rows"] for cell in row["cells"].values() for entry in cell]
    assert {entry["name"] for entry in told} == {line["name"] for row in PRINTED[place].values() for line in row}
    assert all(entry["service"] in directory.services for entry in told)


def test_skultuna_is_a_menu_of_its_own_inside_vasteras(
    capsys: pytest.CaptureFixture[str], directory: Directory
) -> None:
    part = shown(capsys, "menu", "Skultuna", "--source", REPORT, "--json")
    whole = shown(capsys, "menu", "1980", "--source", REPORT, "--json")
    assert part["kommun"] == {"code": "1980", "name": "Skultuna"}
    assert part["rows"][4]["cells"]["adults"][0]["name"] == "Boendestöd"
    assert "skultuna" not in json.dumps(whole)
    assert sources(directory) == (REPORT,)


def test_a_code_and_a_name_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    by_name = shown(capsys, "menu", "Köping", "--source", REPORT, "--json")
    assert shown(capsys, "menu", "1983", "--source", REPORT, "--json") == by_name


def test_a_service_for_women_alone_stands_only_among_women(capsys: pytest.CaptureFixture[str]) -> None:
    (advice, *_) = shown(capsys, "menu", "Skinnskatteberg", "--source", REPORT, "--json")["rows"]
    assert [entry["name"] for entry in advice["cells"]["women"]] == ["Resurscentrum"]
    assert not any(advice["cells"][cell] for cell in CELLS if cell != "women")


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["menu", "Köpig"], "menade du 'Köping'"),
        (["menu", "Skultuna"], "menade du 'Västerås'?"),
        (["menu", "Stockholm", "--source", REPORT], "menyn-2006 har ingen meny för Stockholm"),
        (["menu", "Köping", "--source", "menyn2006"], "menade du 'menyn-2006'?"),
        (["menu", "Köping", "--source", ""], "okänt dokument ''"),
        (["menu", ""], "okänd kommun ''"),
    ],
)
def test_bad_input_is_one_line_and_status_two(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not said.out


def test_an_unknown_place_says_which_ones_may_be_meant(directory: Directory) -> None:
    with pytest.raises(UnclearError) as told:
        which_place(directory, "Västeros", REPORT)
    assert "Västerås" in told.value.maybe
    assert which_source(directory, None) is None
    assert which_lan(directory, "vastmanland") == which_lan(directory, "Västmanlands län") == "19"


# ---------------------------------------------------------------- the menu of today


def service(**facts: Any) -> Service:
    organisation = Organisation(id="exempel", name="Exempelhuset", kind="ngo", kommun="1983")
    given: dict[str, Any] = {
        "id": "exempel-stod", "organisation": organisation, "name": "Stöd", "summary": "Ett stöd.", "needs": ("talk",),
        "audience": ("self",), "area": ("1983",), "sources": (Seen(url="https://www.example.org"),),
        "confirmed": "2026", "trust": "verified", "historical": False,
    }  # fmt: skip
    return Service.model_validate(given | facts)


@pytest.mark.parametrize(
    ("facts", "rows"),
    [
        ({"needs": ("talk",)}, ["advice"]),
        ({"needs": ("treatment", "talk", "housing")}, ["treatment", "advice", "housing"]),
        ({"needs": ("medical", "treatment")}, ["treatment"]),
        ({"needs": ("medical", "guide")}, ["other"]),
        ({"needs": ("aftercare",)}, ["maintenance"]),
        ({"needs": ("peers", "talk")}, ["other"]),
        ({"needs": ("violence", "housing")}, ["other"]),
    ],
)
def test_the_row_comes_from_what_a_service_helps_with(facts: dict[str, Any], rows: list[str]) -> None:
    assert [entry.row for entry in entries_of(service(**facts))] == rows


@pytest.mark.parametrize(
    ("facts", "cells"),
    [
        ({}, {"adults"}),
        ({"sex": "women"}, {"women"}),
        ({"sex": "men"}, {"men"}),
        ({"ages": Ages(to=25)}, {"young_adults"}),
        ({"ages": Ages(to=25), "sex": "women"}, {"women", "young_adults"}),
        ({"ages": Ages.model_validate({"from": 18})}, {"adults"}),
        ({"ages": Ages.model_validate({"from": 65})}, {"adults"}),
        ({"audience": ("relative",)}, {"relatives"}),
        ({"audience": ("child",)}, {"children"}),
        ({"audience": ("self", "relative", "child")}, {"adults", "relatives", "children"}),
        ({"audience": ("self", "relative"), "needs": ("violence",)}, {"adults"}),
        ({"audience": ("employer", "professional")}, set()),
    ],
)
def test_the_cell_comes_from_whom_a_service_is_for(facts: dict[str, Any], cells: set[str]) -> None:
    assert {cell for entry in entries_of(service(**facts)) for cell in entry.cells} == cells


def test_those_who_are_close_stand_only_in_the_first_row() -> None:
    first, second = entries_of(service(needs=("treatment", "housing"), audience=("self", "relative")))
    assert (first.cells, second.cells) == (("adults", "relatives"), ("adults",))


def test_the_menu_of_today_holds_nothing_of_the_past_and_nothing_of_the_whole_country(directory: Directory) -> None:
    today = [entry.service for menu in menus(directory).values() for entry in menu.entries]
    assert today
    assert not any(found.historical or found.national for found in today)
    assert all("SE" in entry.service.area for entry in wider(directory, "SE"))


def test_a_way_in_stands_beside_the_menu(directory: Directory) -> None:
    menu = menu_of(directory, "1983")
    assert "koping-socialtjanst" in {guide.id for guide in menu.guides}
    assert "koping-socialtjanst" not in {entry.service.id for entry in menu.entries}


def test_every_kommun_has_a_menu_even_when_nothing_is_known(directory: Directory) -> None:
    for code in directory.kommuner:
        menu = menu_of(directory, code)
        assert menu.kommun == code
        assert all(set(entry.cells) <= set(CELLS) for entry in menu.entries)


# ---------------------------------------------------------------- the table


def line(*columns: MenuColumnId, name: str = "Stöd", row: MenuRowId = "advice") -> Entry:
    return Entry(service(), row, columns, name, anonymous=False)


def drawn(*entries: Entry) -> list[list[tuple[int, int, int, list[str]]]]:
    """Every box as (first column, columns, lines, names)."""
    lines = lines_of(entries)
    return [[(box.start, box.width, box.lines, [e.name for e in box.entries]) for box in boxes] for boxes in lines]


def test_a_service_for_several_columns_spans_them() -> None:
    assert drawn(line("adults", name="A"), line("relatives", "children", name="B")) == [
        [(0, 4, 1, ["A"]), (4, 2, 1, ["B"])]
    ]


def test_what_is_for_women_stands_below_what_is_for_all() -> None:
    assert drawn(line("adults", name="A"), line("women", name="K"), line("relatives", name="B")) == [
        [(0, 4, 1, ["A"]), (4, 1, 2, ["B"]), (5, 1, 2, [])],
        [(0, 1, 1, []), (1, 1, 1, ["K"]), (2, 1, 1, []), (3, 1, 1, [])],
    ]


def test_women_of_all_ages_stand_in_two_places() -> None:
    (boxes,) = drawn(line("women", "young_women", name="K"))
    assert [box[0] for box in boxes if box[3]] == [1, 3]
    assert [box.start for box in lines_of([line("women", "young_women")])[0] if box.again] == [3]


def test_an_empty_row_is_six_empty_cells() -> None:
    assert drawn() == [[(place, 1, 1, []) for place in range(6)]]
    assert all(box.empty for box in lines_of([])[0])


@pytest.mark.parametrize("place", PRINTED)
def test_the_table_has_no_hole_and_no_overlap(directory: Directory, place: str) -> None:
    where = which_place(directory, place, REPORT)
    for row in ROWS:
        lines = lines_of(menu_of(directory, where.kommun, REPORT, where.part).at(row))
        covered = [
            (number + down, column)
            for number, boxes in enumerate(lines)
            for box in boxes
            for down in range(box.lines)
            for column in range(box.start, box.stop)
        ]
        assert sorted(covered) == [(number, column) for number in range(len(lines)) for column in range(6)]
