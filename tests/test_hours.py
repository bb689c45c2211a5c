"""Open now, or opens when: Swedish holidays, nights, the hour when the clock is changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from finder.hours import opening

OFFICE = "Mo-Fr 08:00-16:30; PH off"


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "opens"),
    [
        (OFFICE, "2026-11-23T10:00", True, None),
        (OFFICE, "2026-11-23T16:30", False, "2026-11-24T08:00"),
        (OFFICE, "2026-11-21T12:00", False, "2026-11-23T08:00"),
        (OFFICE, "2026-12-25T10:00", False, "2026-12-28T08:00"),  # juldagen, then annandagen and a weekend
        (OFFICE, "2027-06-25T10:00", False, "2027-06-28T08:00"),  # midsommarafton: offices are closed
        ("24/7", "2026-12-25T03:00", True, None),
        ("Mo-Su 21:00-06:00", "2026-11-22T05:59", True, None),
        ("Mo-Su 21:00-06:00", "2026-11-22T06:00", False, "2026-11-22T21:00"),
        ("Mo-Su 21:00-06:00", "2026-10-25T02:30", True, None),  # the hour that comes twice
        ("We 11:00-12:00", "2026-03-29T03:30", False, "2026-04-01T11:00"),  # the hour that does not come
    ],
)
def test_open_or_opens(hours: str, now: str, is_open: bool, opens: str | None) -> None:
    state = opening(hours, datetime.fromisoformat(now))
    assert state.is_open is is_open
    assert state.opens == (datetime.fromisoformat(opens) if opens else None)


def test_what_is_open_tells_when_it_closes() -> None:
    assert opening(OFFICE, datetime(2026, 11, 23, 10)).closes == datetime(2026, 11, 23, 16, 30)


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert opening(None, datetime(2026, 11, 23, 10)).is_open is None


def test_a_zone_is_dropped_and_not_converted() -> None:
    in_sweden = datetime(2026, 11, 23, 16, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert opening(OFFICE, in_sweden).is_open is True
