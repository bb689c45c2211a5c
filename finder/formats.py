"""Dates, times, numbers and lists as a language writes them (CLDR, through Babel)."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from finder.dates import first_day

_PLACES = {"en": "en_GB"}
"""Where a language is written in several ways, the one of Europe: the day first, and a clock of 24 hours."""
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def _locale(lang: str) -> str:
    return _PLACES.get(lang, lang)


def spoken_date(fuzzy: str, lang: str) -> str:
    """A date of a source in words: '2025-09-01' -> '1 september 2025', '2025-09' -> 'september 2025'."""
    if fuzzy == "unknown":
        return fuzzy
    day, parts = first_day(fuzzy), fuzzy.count("-")
    if parts == 0:
        return fuzzy
    if parts == 1:
        return format_skeleton("yMMMM", datetime(day.year, day.month, day.day), locale=_locale(lang))
    return format_date(day, "long", locale=_locale(lang))


def spoken_day(day: date, lang: str) -> str:
    """A day of the near future: '3 november'."""
    return format_skeleton("MMMMd", datetime(day.year, day.month, day.day), locale=_locale(lang))


def clock(moment: datetime, lang: str) -> str:
    """The time on a clock of 24 hours: '08.00' in Swedish, '08:00' in English."""
    if lang == "sv":
        return moment.strftime("%H.%M")
    return format_skeleton("Hm", moment, locale=_locale(lang))


def times(text: str, lang: str) -> str:
    """Times as they stand in the data, as the language writes them: '08:00-16:30' -> '08.00–16.30' in Swedish."""
    point = clock(datetime(2000, 1, 1, 10), lang)[2]
    return isolated(text.replace(":", point).replace("-", "–"), lang)


def number(value: int, lang: str) -> str:
    """A whole number with its thousands apart: '1 012'."""
    return format_decimal(value, locale=_locale(lang))


@lru_cache(maxsize=32)
def _from_the_right(lang: str) -> bool:
    return bool(Locale.parse(lang).text_direction == "rtl")


def comma(lang: str) -> str:
    """What stands between the items of a list."""
    return "، " if _from_the_right(lang) else ", "


def isolated(text: str, lang: str) -> str:
    """A name or a number kept whole inside a text that runs from right to left."""
    return f"{_FIRST_STRONG}{text}{_POP}" if text and _from_the_right(lang) else text
