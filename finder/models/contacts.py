"""Ways to reach a service: contacts, doors, meetings."""

import re
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from finder.models.sources import Seen
from finder.models.values import AS_WRITTEN, LanguageCode, Line, Record, Schedule, WebAddress, check_web
from finder.models.words import ContactKind, Tri, Trust, WeekdayId
from finder.numbers import check_phone, check_short_number, check_sms


class Contact(Record):
    """One way to reach a service. Anonymity belongs to the way, so it stands here."""

    kind: ContactKind
    value: Annotated[Line, AS_WRITTEN]
    """Phone as people write it ('021-39 00 00'), an address of a page, an e-mail or a street address."""
    label: Line | None = None
    ask_for: Line | None = None
    """What to ask for when someone answers, as the end of 'Fråga efter …'."""
    hours: Schedule | None = None
    """OpenStreetMap opening hours: 'Mo-Fr 08:00-16:30; PH off'. Left out when not known."""
    hours_note: Line | None = None
    anonymous: Tri = "unknown"
    free: Tri = "unknown"
    languages: tuple[LanguageCode, ...] = ()
    trust: Trust
    sources: tuple[Seen, ...] = Field(min_length=1)
    note: Line | None = None

    @property
    def checked(self) -> str:
        """The newest date on which this way was read in a source, or 'unknown'."""
        return max((seen.date for seen in self.sources if seen.date != "unknown"), default="unknown")

    @model_validator(mode="after")
    def _value_fits_kind(self) -> Self:
        check = _CONTACT_CHECKS.get(self.kind)
        if check:
            check(self.value)
        return self


def _email(value: str) -> None:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise ValueError(f"'{value}' är ingen e-postadress")


_CONTACT_CHECKS = {
    "phone": check_phone,
    "sms": check_sms,
    "short_number": check_short_number,
    "email": _email,
    "web": check_web,
    "chat": check_web,
}


class Place(Record):
    """A door to go through."""

    name: Line | None = None
    address: Line
    kommun: Line
    """The kommun's name, as in places.csv."""
    hours: Schedule | None = None
    hours_note: Line | None = None
    accessibility: Line | None = None
    trust: Trust
    sources: tuple[Seen, ...] = Field(min_length=1)


class Meeting(Record):
    """One weekly meeting of a self-help group."""

    weekday: WeekdayId
    time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    address: Line | None = None
    link: WebAddress | None = None
    open: Tri = "unknown"
    """`yes`: anyone may come; `no`: only those with the problem themselves."""
    women_only: Tri = "unknown"
    language: LanguageCode = "sv"
    sources: tuple[Seen, ...] = Field(min_length=1)
