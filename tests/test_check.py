"""The checker: what no one file shows, and what waits for a person."""

from dataclasses import replace
from datetime import date

import pytest

from finder.check import faults, todo
from finder.dates import check_date, first_day, is_aged, months_old
from finder.models import Directory

TODAY = date(2026, 11, 21)


def with_text(directory: Directory, text: str) -> Directory:
    return replace(directory, texts={**directory.texts, "results.extra": text})


def test_the_shipped_directory_has_no_fault(directory: Directory) -> None:
    assert faults(directory) == []


def test_every_forbidden_number_is_refused_in_a_text(directory: Directory) -> None:
    assert len(directory.forbidden_numbers) >= 9
    for number in directory.forbidden_numbers:
        assert faults(with_text(directory, f"Ring {number[:3]}-{number[3:]} i dag."))


def test_a_forbidden_number_is_refused_as_a_contact(directory: Directory) -> None:
    service = directory.services["alkoholhjalpen"]
    contact = service.contacts[0].model_copy(update={"value": "0771-22 00 60"})
    broken = service.model_copy(update={"contacts": (contact,)})
    (problem, *_) = faults(replace(directory, services={**directory.services, broken.id: broken}))
    assert problem.file == service.file
    assert "får aldrig visas" in problem.what


@pytest.mark.parametrize("text", ["Ring +46 771 22 00 60", "0771220060", "0771 - 22 00 60"])
def test_a_forbidden_number_is_found_however_it_is_written(directory: Directory, text: str) -> None:
    assert faults(with_text(directory, text))


def test_a_crisis_card_must_lead_to_services_of_the_directory(directory: Directory) -> None:
    few = {id_: service for id_, service in directory.services.items() if id_ != "112"}
    assert any("112" in problem.what for problem in faults(replace(directory, services=few)))


def test_a_question_must_lead_to_words_of_the_vocabulary(directory: Directory) -> None:
    labels = {**directory.labels, "need": {"talk": "Prata"}}
    assert any("'housing'" in problem.what for problem in faults(replace(directory, labels=labels)))


def test_the_work_to_do_names_each_kind(directory: Directory) -> None:
    waiting = todo(directory, TODAY)
    assert {entry.kind for entry in waiting} == {"aged", "undated", "reported", "gap", "crisis"}
    assert all(entry.what for entry in waiting)


@pytest.mark.parametrize("kommun", ["Norberg", "Surahammar"])
def test_a_kommun_without_a_checked_number_is_a_gap(directory: Directory, kommun: str) -> None:
    assert any(entry.kind == "gap" and entry.what.startswith(kommun) for entry in todo(directory, TODAY))


def test_a_card_that_no_one_in_health_care_has_read_is_listed(directory: Directory) -> None:
    listed = {entry.file for entry in todo(directory, TODAY) if "ej granskad" in entry.what}
    assert listed == {f"crisis/{card.id}.yaml" for card in directory.crisis.values() if card.reviewed_by is None}


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("fuzzy", "months", "aged"),
    [
        ("2026-11", 0, False),
        ("2024-11-21", 24, False),
        ("2024-10", 25, True),
        ("2006", 250, True),
        ("unknown", None, True),
    ],
)
def test_a_fact_ages(fuzzy: str, months: int | None, aged: bool) -> None:
    assert months_old(fuzzy, TODAY) == months
    assert is_aged(fuzzy, TODAY) is aged


def test_a_fuzzy_date_has_a_first_day() -> None:
    assert first_day("2023") == date(2023, 1, 1)
    assert first_day("2023-08") == date(2023, 8, 1)


@pytest.mark.parametrize("wrong", ["2023-13", "2023-02-30", "23", "2023/08", "idag", ""])
def test_an_impossible_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"datum|month|day|range"):
        check_date(wrong)
