"""Dates as sources give them: a year, a month, a day, or 'unknown'."""

import re
from datetime import date

CONFIRM_WITHIN_MONTHS = 24
"""A fact older than this needs to be confirmed again."""


def check_date(value: str) -> str:
    """The value itself, or ValueError unless it is YYYY, YYYY-MM, YYYY-MM-DD or 'unknown'."""
    if value == "unknown":
        return value
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        raise ValueError(f"'{value}' är inget datum; skriv ÅÅÅÅ, ÅÅÅÅ-MM, ÅÅÅÅ-MM-DD eller unknown")
    first_day(value)
    return value


def first_day(fuzzy: str) -> date:
    """The first day that a date can mean: '2023-08' -> 2023-08-01. Raises ValueError for an impossible one."""
    year, month, day = (*fuzzy.split("-"), "01", "01")[:3]
    return date(int(year), int(month), int(day))


def year_of(fuzzy: str) -> str:
    """The year as text; 'unknown' stays 'unknown'."""
    return fuzzy.split("-")[0]


def months_old(fuzzy: str, today: date) -> int | None:
    """Whole months since the first day that a date can mean; None for 'unknown'."""
    if fuzzy == "unknown":
        return None
    first = first_day(fuzzy)
    return (today.year - first.year) * 12 + today.month - first.month


def is_aged(fuzzy: str, today: date) -> bool:
    """Whether a fact needs to be confirmed again: over 24 months old, or of unknown age."""
    months = months_old(fuzzy, today)
    return months is None or months > CONFIRM_WITHIN_MONTHS
