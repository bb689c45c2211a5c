"""What is shown of a contact and of the time."""

from datetime import datetime

import pytest

from finder.found import Way
from finder.hours import opening
from finder.models import Contact
from finder.web.present import door, href, when
from finder.web.schedule import hours_text
from finder.web.site import Site

MONDAY = datetime(2026, 11, 23, 10, 0)
NIGHT = datetime(2026, 11, 23, 23, 0)
FRIDAY_EVENING = datetime(2026, 11, 27, 20, 0)
BEFORE_CHRISTMAS = datetime(2026, 12, 23, 20, 0)


def contact(**facts: object) -> Contact:
    return Contact.model_validate({"trust": "verified", "sources": [{"url": "https://www.example.org"}], **facts})


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        ("phone", "021-39 00 00", "tel:+4621390000"),
        ("short_number", "116 111", "tel:116111"),
        ("sms", "116 111", "sms:116111"),
        ("email", "hej@example.org", "mailto:hej@example.org"),
        ("web", "https://www.bris.se/x", "https://www.bris.se/x"),
        ("visit", "Storgatan 1", ""),
    ],
)
def test_each_kind_of_contact_becomes_the_link_that_does_it(kind: str, value: str, link: str) -> None:
    assert href(contact(kind=kind, value=value)) == link


@pytest.mark.parametrize(
    ("hours", "now", "said"),
    [
        ("24/7", MONDAY, "Öppet dygnet runt"),
        ("Mo-Fr 08:00-16:30", MONDAY, "Öppet nu, till 16.30"),
        ("Mo-Fr 12:00-16:30", MONDAY, "Stängt nu. Öppnar 12.00"),
        ("Mo-Fr 08:00-16:30", NIGHT, "Stängt nu. Öppnar i morgon 08.00"),
        ("Mo-Fr 08:00-16:30", FRIDAY_EVENING, "Stängt nu. Öppnar på måndag 08.00"),
        ("Mo-Fr 08:00-16:30; PH off", BEFORE_CHRISTMAS, "Stängt nu. Öppnar på måndag 08.00"),
        ("Fr 08:00-09:00", FRIDAY_EVENING, "Stängt nu. Öppnar på fredag 4 december 08.00"),
        ("Jan 01 08:00-09:00", MONDAY, "Stängt nu"),
    ],
)
def test_opening_hours_are_told_for_this_moment(site: Site, hours: str, now: datetime, said: str) -> None:
    assert when(opening(hours, now), now, site.speech) == said


def test_a_line_with_unknown_hours_says_so(site: Site) -> None:
    line = contact(kind="phone", value="021-39 00 00")
    shown = door(Way(contact=line, opening=opening(None, MONDAY)), MONDAY, site.speech)
    assert (shown.state, shown.when) == ("unknown", "Vi vet inte när de svarar")


def test_an_unconfirmed_number_says_so(site: Site) -> None:
    line = contact(kind="phone", value="021-39 00 00", trust="reported")
    shown = door(Way(contact=line, opening=opening(None, MONDAY)), MONDAY, site.speech)
    assert site.speech.t("way.reported") in shown.notes


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (None, ""),
        ("24/7", "Öppet dygnet runt"),
        ("Mo-Fr 08:00-16:30; PH off", "Måndag–fredag 08.00–16.30. Helgdagar stängt"),
        ("Mo,We 13:00-15:00", "Måndag, onsdag 13.00–15.00"),
        ("10:00-12:00,13:00-15:00", "Alla dagar 10.00–12.00,13.00–15.00"),
        ("Jan-Mar Mo 08:00-09:00", "Jan-Mar Mo 08:00-09:00"),
    ],
)
def test_a_schedule_is_read_out(site: Site, hours: str | None, said: str) -> None:
    assert hours_text(hours, site.speech) == said
