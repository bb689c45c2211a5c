"""Open now, or opens when: schedules in Swedish time, public holidays included."""

from datetime import datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours

from finder.models import Record

_HORIZON = timedelta(days=14)


class Opening(Record):
    """Whether something is open. `is_open` is None when the hours are not known."""

    is_open: bool | None
    opens: datetime | None = None
    """When a closed one opens next; None when it is open, unknown, or not within two weeks."""
    closes: datetime | None = None


UNKNOWN = Opening(is_open=None)


@lru_cache(maxsize=2000)
def _schedule(hours: str) -> OpeningHours:
    return OpeningHours(hours, country="SE")


def opening(hours: str | None, now: datetime) -> Opening:
    """The state of a schedule at `now`, a wall-clock time in Sweden (a zone is dropped, not converted)."""
    if not hours:
        return UNKNOWN
    return _at_minute(hours, now.replace(tzinfo=None, second=0, microsecond=0))


@lru_cache(maxsize=4000)
def _at_minute(hours: str, moment: datetime) -> Opening:
    schedule = _schedule(hours)
    change = schedule.next_change(moment)
    if schedule.is_open(moment):
        return Opening(is_open=True, closes=change)
    soon = change is not None and change - moment <= _HORIZON
    return Opening(is_open=False, opens=change if soon else None)
