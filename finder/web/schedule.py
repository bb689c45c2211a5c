"""Opening hours as they are written in the data ('Mo-Fr 08:00-16:30; PH off') -> as a person reads them."""

import re

from finder.web.texts import Speech

_DAYS = {"Mo": "mon", "Tu": "tue", "We": "wed", "Th": "thu", "Fr": "fri", "Sa": "sat", "Su": "sun"}
_RULE = re.compile(r"(?P<days>(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)[-,]?)+\s+)?(?P<times>off|[\d:,\- ]+)")
_DAY = re.compile("|".join(_DAYS))


def hours_text(hours: str | None, speech: Speech) -> str:
    """One sentence part a rule; a schedule that is too special is shown as it stands in the data."""
    if not hours:
        return ""
    if hours == "24/7":
        return speech.t("time.always")
    rules = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";")]
    if not all(rules):
        return hours
    return ". ".join(_capital(_rule(rule["days"] or "", rule["times"], speech)) for rule in rules if rule)


def _rule(days: str, times: str, speech: Speech) -> str:
    when = speech.t("time.off") if times == "off" else speech.times(times.strip())
    return f"{_days(days.strip(), speech)} {when}"


def _days(days: str, speech: Speech) -> str:
    if not days:
        return speech.t("time.every_day")
    named = _DAY.sub(lambda day: speech.t(f"time.day_name.{_DAYS[day[0]]}"), days)
    return named.replace("PH", speech.t("time.holidays")).replace("-", "–").replace(",", speech.listed(("", "")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
