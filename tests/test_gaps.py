"""The gaps: the nine counts against the printed menus as read by hand, neighbours, what something new would mend."""

import json
from typing import Any

import pytest

from finder.cli import main
from finder.gaps import Gaps, gaps_of
from finder.kinds import Kind, Traits, fits, traits
from finder.matrix import COLUMNS, squares
from finder.menu import CELLS, ROWS, menu_of
from finder.models import Directory
from finder.planning import NEAR_KM, only_wider, openings
from finder.swedish import lix

REPORT = "menyn-2006"

# Read by hand from the printed menus of the report. Skultuna stands with Västerås.
BY_HAND = {
    # Primärbehandling (12-steg); Västerås has it at Vita Nova. Heby buys it, Surahammar only wishes for it.
    "twelve_step_treatment": ["Arboga", "Fagersta", "Heby", "Norberg", "Sala", "Skinnskatteberg", "Västerås"],
    # The column Anhöriga, Vuxna.
    "support_for_adult_relatives": [
        "Arboga", "Fagersta", "Hallstahammar", "Köping", "Sala", "Skinnskatteberg", "Västerås",
    ],
    # Dropp, Stödgrupp, Linus, BIG. Fagersta's children get talks alone, not a group.
    "support_group_for_children": ["Arboga", "Hallstahammar", "Heby", "Kungsör", "Köping", "Sala", "Västerås"],
    # Dropp of three kommuner, and the 12-step programme of three.
    "cooperation_with_other_kommun": ["Arboga", "Fagersta", "Kungsör", "Köping", "Norberg", "Skinnskatteberg"],
    # The asterisk.
    "anonymous_help": ["Arboga", "Köping", "Norberg", "Skinnskatteberg", "Västerås"],
    # Kvinnogrupp, Resurscentrum, Olivia.
    "women_only_service": ["Köping", "Skinnskatteberg", "Västerås"],
    # Nothing in any menu is for the young alone.
    "young_adults_only_service": [],
    # The row Bostadsstöd.
    "housing_support": ["Arboga", "Fagersta", "Hallstahammar", "Köping", "Norberg", "Sala", "Surahammar", "Västerås"],
    # The row Arbetsstöd; Heby has it at Hela Människan.
    "occupation_support": [
        "Fagersta", "Hallstahammar", "Heby", "Köping", "Norberg", "Skinnskatteberg", "Surahammar", "Västerås",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def then(directory: Directory) -> Gaps:
    return gaps_of(directory, REPORT)


@pytest.fixture(scope="module")
def now(directory: Directory) -> Gaps:
    return gaps_of(directory)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["gaps", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


# ---------------------------------------------------------------- the counts


def test_the_nine_counts_of_2006_are_those_read_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    view = shown(capsys, "--source", REPORT)
    assert view["source"] == REPORT
    assert view["kommuner"] == 11
    assert {id_: count["kommuner"] for id_, count in view["counts"].items()} == BY_HAND
    assert {id_: count["count"] for id_, count in view["counts"].items()} == {k: len(v) for k, v in BY_HAND.items()}


def test_who_has_and_who_lacks_are_all_kommuner(then: Gaps) -> None:
    for held in then.held:
        assert sorted((*held.kommuner, *held.lacking)) == sorted(kommun.code for kommun in then.kommuner)


def test_the_definition_that_is_shown_is_the_rule_that_is_used(
    capsys: pytest.CaptureFixture[str], directory: Directory
) -> None:
    view = shown(capsys, "--source", REPORT)
    assert {id_: count["definition"] for id_, count in view["counts"].items()} == {
        count.id: count.words for count in directory.counts
    }
    assert list(view["counts"]) == list(BY_HAND)


@pytest.mark.parametrize("id_", BY_HAND)
def test_every_definition_is_easy_to_read(directory: Directory, id_: str) -> None:
    (count,) = (count for count in directory.counts if count.id == id_)
    assert lix(count.words) <= 35
    assert all(len(sentence.split()) <= 15 for sentence in count.words.split(". "))


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (Traits(row="treatment", cells=("adults",), methods=("twelve_step",)), {"twelve_step_treatment"}),
        (Traits(row="maintenance", cells=("adults",), methods=("twelve_step",)), set()),
        (Traits(row="treatment", cells=("relatives",), methods=("twelve_step",)), {"support_for_adult_relatives"}),
        (Traits(row="treatment", cells=("children",), formats=("individual",)), set()),
        (Traits(row="advice", cells=("children",), formats=("group",)), {"support_group_for_children"}),
        (Traits(row="other", cells=("adults",), shared=True), {"cooperation_with_other_kommun"}),
        (Traits(row="advice", cells=("adults",), anonymous=True), {"anonymous_help"}),
        (Traits(row="housing", cells=("women",)), {"women_only_service", "housing_support"}),
        (Traits(row="occupation", cells=("young_adults",)), {"young_adults_only_service", "occupation_support"}),
    ],
)
def test_what_counts_as_what(directory: Directory, told: Traits, counted: set[str]) -> None:
    assert {count.id for count in directory.counts if fits(count, told)} == counted


def test_the_asterisk_is_what_counts_and_not_the_service(directory: Directory, then: Gaps) -> None:
    """AA is anonymous, but the menu of 2006 gives it no asterisk: Sala has AA and no anonymous help."""
    aa = next(entry for entry in then.entries("1981") if entry.name == "AA")
    assert aa.service.anonymous == "yes"
    assert not traits(directory, aa).anonymous


# ---------------------------------------------------------------- empty cells, cooperation


def test_an_empty_cell_is_a_gap_and_a_filled_one_is_not(then: Gaps, directory: Directory) -> None:
    gaps = {(gap.kommun, gap.row, gap.cell) for gap in then.missing}
    assert ("1960", "treatment", "adults") in gaps  # Kungsör has only Dropp
    assert ("1960", "treatment", "children") not in gaps
    assert ("1904", "advice", "men") in gaps  # Skinnskatteberg advises women alone
    assert ("1904", "advice", "adults") not in gaps
    assert ("1980", "housing", "adults") not in gaps
    for code, row, cell in gaps:
        assert not menu_of(directory, code, REPORT).at(row, cell)


def test_gaps_are_told_as_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    missing = shown(capsys, "--source", REPORT)["missing"]
    assert {"kommun": {"code": "1960", "name": "Kungsör"}, "audience": "adults", "type": "treatment"} in missing
    assert all(set(gap) == {"kommun", "audience", "type"} for gap in missing)
    assert {gap["audience"] for gap in missing} <= set(CELLS)
    assert {gap["type"] for gap in missing} <= set(ROWS)


def test_who_works_together(capsys: pytest.CaptureFixture[str]) -> None:
    groups = {tuple(each["kommuner"]): each["services"] for each in shown(capsys, "--source", REPORT)["cooperation"]}
    assert set(groups) == {("Arboga", "Kungsör", "Köping"), ("Fagersta", "Norberg", "Skinnskatteberg")}
    assert groups["Arboga", "Kungsör", "Köping"] == ["Dropp"]
    assert groups["Fagersta", "Norberg", "Skinnskatteberg"] == [
        "Primärbehandling (12-steg) i huvudsak i grupp", "Anhörigprogram", "Eftervård (12-steg)",
    ]  # fmt: skip


# ---------------------------------------------------------------- planning


def test_what_a_support_group_in_norberg_would_mend(then: Gaps) -> None:
    (opening,) = (each for each in openings(then, "1962") if each.kind.count == "support_group_for_children")
    assert opening.mends == (Kind(count="support_group_for_children"), Kind(row="treatment", cell="children"))
    assert opening.nearest
    assert then.directory.kommuner[opening.nearest.kommun].name == "Sala"
    assert opening.nearest.km == pytest.approx(41, abs=2)
    assert [entry.name for entry in opening.nearest.entries] == ["Linus"]
    assert [then.directory.kommuner[each.kommun].name for each in opening.same] == [
        "Fagersta", "Skinnskatteberg", "Surahammar",
    ]  # fmt: skip


def test_every_opening_mends_what_is_opened_and_only_what_is_missing(then: Gaps, now: Gaps) -> None:
    for gaps in (then, now):
        for kommun in gaps.kommuner:
            for opening in openings(gaps, kommun.code):
                assert opening.kind in opening.mends
                assert not any(gaps.has(kommun.code, kind) for kind in opening.mends)
                assert all(each.km <= NEAR_KM for each in opening.same)


def test_nobody_is_told_to_open_what_is_there(then: Gaps) -> None:
    told = {opening.kind.count for opening in openings(then, "1980")}
    assert told == {"young_adults_only_service", None}


def test_a_neighbour_may_lie_in_another_lan_today(now: Gaps) -> None:
    assert len(now.everywhere) > len(now.kommuner) == 10
    assert "1984" in now.everywhere


def test_what_is_only_wider_is_missing_in_the_kommun_and_there_for_all(now: Gaps) -> None:
    found = only_wider(now)
    assert found
    for each in found:
        assert each.lan or each.national
        assert all("SE" in entry.service.area for entry in each.national)
        assert all("19" in entry.service.area for entry in each.lan)
        assert not any(now.has(code, each.kind) for code in each.kommuner)


def test_nothing_is_wider_in_a_document_of_one_lan(then: Gaps) -> None:
    assert only_wider(then) == ()


# ---------------------------------------------------------------- the picture's facts, the län


def test_the_squares_say_what_the_menu_says(then: Gaps) -> None:
    by_column = dict(zip(COLUMNS, squares(then, "1904"), strict=True))
    assert (by_column["advice"].state, by_column["advice"].women) == ("some", True)
    assert (by_column["maintenance"].state, by_column["maintenance"].anonymous) == ("all", True)
    assert by_column["housing"].state == by_column["children"].state == "none"
    assert by_column["relatives"].state == "all"


def test_the_kommuner_of_a_lan_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys)["kommuner"] == 10
    assert shown(capsys, "--lan", "Uppsala")["kommuner"] == 8
    assert shown(capsys, "--lan", "19")["lan"] == "Västmanlands län"


def test_a_document_maps_its_lan_as_it_was_then(capsys: pytest.CaptureFixture[str]) -> None:
    """Heby lies in Uppsala län now; the report counts it with Västmanland."""
    assert shown(capsys, "--source", REPORT, "--lan", "Västmanlands län")["kommuner"] == 11
    assert shown(capsys, "--source", REPORT, "--lan", "Uppsala län")["kommuner"] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--lan", "Vestmanland"], "menade du 'Västmanlands län'"),
        (["--lan", ""], "okänt län ''"),
        (["--source", "menyn-2007"], "menade du 'menyn-2006'?"),
        (["--lan", "Skåne", "--source", REPORT], "menyn-2006 har inget om Skåne län"),
    ],
)
def test_bad_input_is_one_line_and_status_two(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert main(["gaps", *words]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.err.count("\n") == 1


def test_the_same_as_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--source", REPORT]) == 0
    said = capsys.readouterr().out
    assert "Hjälp där du kan vara anonym: 5 (Arboga, Köping, Norberg, Skinnskatteberg, Västerås)" in said
    assert "Arboga, Kungsör, Köping: Dropp" in said
