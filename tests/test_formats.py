"""Dates, times and numbers as each language writes them."""

from datetime import date, datetime

import pytest

from finder.formats import clock, comma, isolated, number, spoken_date, spoken_day, times


@pytest.mark.parametrize(
    ("fuzzy", "lang", "said"),
    [
        ("2025-09-01", "sv", "1 september 2025"),
        ("2025-09", "sv", "september 2025"),
        ("2006", "sv", "2006"),
        ("unknown", "sv", "unknown"),
        ("2025-09-01", "en", "1 September 2025"),
        ("2025-09-01", "fi", "1. syyskuuta 2025"),
        ("2025-09-01", "ar", "1 سبتمبر 2025"),
        ("2025-09", "so", "Sebtembar 2025"),
    ],
)
def test_dates(fuzzy: str, lang: str, said: str) -> None:
    assert spoken_date(fuzzy, lang) == said


@pytest.mark.parametrize(("lang", "said"), [("sv", "3 november"), ("en", "3 November"), ("fi", "3. marraskuuta")])
def test_days(lang: str, said: str) -> None:
    assert spoken_day(date(2026, 11, 3), lang) == said


@pytest.mark.parametrize(("lang", "said"), [("sv", "08.05"), ("en", "08:05"), ("fi", "8.05"), ("ar", "08:05")])
def test_the_clock_has_24_hours(lang: str, said: str) -> None:
    assert clock(datetime(2026, 11, 3, 8, 5), lang) == said
    assert clock(datetime(2026, 11, 3, 20, 5), lang).startswith("20")


def test_times_of_the_data() -> None:
    assert times("08:00-16:30", "sv") == "08.00–16.30"
    assert times("08:00-16:30", "en") == "08:00–16:30"
    assert times("08:00-16:30", "ar") == "\u206808:00–16:30\u2069"


def test_numbers_are_written_with_the_digits_of_the_phone() -> None:
    assert [number(112, lang) for lang in ("sv", "en", "fi", "ar", "so")] == ["112"] * 5
    assert number(1012, "sv") == "1\u00a0012"


def test_only_what_runs_from_right_to_left_is_isolated() -> None:
    assert isolated("Köping", "sv") == "Köping"
    assert isolated("Köping", "ar") == "\u2068Köping\u2069"
    assert isolated("", "ar") == ""
    assert (comma("sv"), comma("ar")) == (", ", "، ")
