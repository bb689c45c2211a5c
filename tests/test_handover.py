"""A list is read from its address, its facts know their age, and nothing that was not chosen comes along."""

from datetime import date

import pytest

from finder.handover import MOST, Line, line, list_path, news, printed_day, read_in, read_list, spoken_for, vcard
from finder.match import describe
from finder.models import Answers, Contact, Directory, Seen, Service
from tests.conftest import MONDAY_MORNING

TODAY = MONDAY_MORNING.date()


def contact(value: str = "021-39 00 00", date_: str = "unknown", kind: str = "phone") -> Contact:
    seen = Seen(url="https://www.example.org/kontakt", date=date_)
    return Contact.model_validate({"kind": kind, "value": value, "trust": "verified", "sources": (seen,)})


def handed(directory: Directory, confirmed: str, main: Contact | None = None) -> Line:
    service = directory.services["alkoholhjalpen"].model_copy(update={"confirmed": confirmed})
    return Line(service=service, main=main, others=(), say=(), lender=None)


def keys(handed_line: Line, since: date) -> list[str]:
    return [phrase.key for phrase in news(handed_line, since, TODAY)]


# ---------------------------------------------------------------- the address


def test_a_list_is_read_in_the_order_it_stands(directory: Directory) -> None:
    listed = read_list("alanon,alkoholhjalpen", directory.services)
    assert [service.id for service in listed.found] == ["alanon", "alkoholhjalpen"]
    assert listed.missing == ()


def test_what_is_gone_is_named_by_its_place_and_the_rest_is_shown(directory: Directory) -> None:
    listed = read_list("alanon,en-tjanst-som-togs-bort,alkoholhjalpen", directory.services)
    assert [(place, service.id) for place, service in listed.services] == [(1, "alanon"), (3, "alkoholhjalpen")]
    assert [(each.place, each.id) for each in listed.missing] == [(2, "en-tjanst-som-togs-bort")]


def test_every_number_on_a_new_paper_stays_what_it_was_on_the_old_one(directory: Directory) -> None:
    listed = read_list("alanon,borta,alkoholhjalpen", directory.services)
    assert listed.ids == ("alanon", "borta", "alkoholhjalpen")


@pytest.mark.parametrize(
    "strange", ["<script>", "ring-0900-1234567", "../../etc", "å", "A", "a" * 61, "a b", "-", "\x00", "'"]
)
def test_an_address_cannot_put_words_on_the_page(directory: Directory, strange: str) -> None:
    listed = read_list(f"alanon,{strange}", directory.services)
    assert [each.id for each in listed.missing] == [None]
    assert listed.ids == ("alanon",)


def test_every_real_id_would_be_named_if_it_went_away(directory: Directory) -> None:
    for start in range(0, len(directory.services), MOST):
        chunk = list(directory.services)[start : start + MOST]
        assert [each.id for each in read_list(",".join(chunk), {}).missing] == chunk


def test_the_same_service_twice_is_one_line(directory: Directory) -> None:
    assert len(read_list("alanon,alanon,,alanon", directory.services).found) == 1


@pytest.mark.parametrize(("count", "too_many"), [(MOST, False), (MOST + 1, True)])
def test_a_list_has_an_end(directory: Directory, count: int, too_many: bool) -> None:
    listed = read_list(",".join(list(directory.services)[:count]), directory.services)
    assert listed.too_many is too_many
    assert len(listed.found) == (0 if too_many else count)


def test_the_address_carries_only_services_and_the_day() -> None:
    assert list_path(["alanon", "kris"], date(2026, 11, 23)) == "/lista/alanon,kris?d=2026-11-23"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-23", TODAY),
        ("2026-11-24", None),
        ("2026-02-30", None),
        ("20261122", None),
        ("2026-11-22x", None),
        ("٢٠٢٦-١١-٢٢", None),
        ("", None),
    ],
)
def test_only_a_day_that_has_been_is_the_paper_s_day(text: str, day: date | None) -> None:
    assert printed_day(text, TODAY) == day


# ---------------------------------------------------------------- what has been read since


@pytest.mark.parametrize(
    ("confirmed", "checked", "since", "expected"),
    [
        ("2026-03-02", "unknown", date(2026, 3, 1), ["results.since.read_again"]),
        ("2026-03-01", "unknown", date(2026, 3, 1), []),
        ("2026-03", "unknown", date(2026, 3, 15), []),  # a month: it may have been before the paper
        ("2026-04", "unknown", date(2026, 3, 15), ["results.since.read_again"]),
        ("2026", "unknown", date(2026, 3, 15), []),
        ("2025-01-01", "2026-05-05", date(2026, 3, 15), ["results.since.read_again"]),
        ("2024-06", "unknown", date(2025, 1, 1), ["results.since.grown_old"]),
        ("2019", "unknown", date(2025, 1, 1), []),  # it was as old when the paper was printed
        ("unknown", "unknown", date(2025, 1, 1), []),
    ],
)
def test_only_what_is_certain_to_be_later_is_news(
    directory: Directory, confirmed: str, checked: str, since: date, expected: list[str]
) -> None:
    assert keys(handed(directory, confirmed, contact(date_=checked)), since) == expected


def test_news_tell_the_newest_day(directory: Directory) -> None:
    (phrase,) = news(handed(directory, "2026-03-02", contact(date_="2026-05-05")), date(2026, 1, 1), TODAY)
    assert phrase.values == {"date": "2026-05-05"}


# ---------------------------------------------------------------- a line


@pytest.mark.parametrize("hour", [3, 10, 23])
def test_the_number_on_paper_does_not_hang_on_the_hour_it_is_printed(directory: Directory, hour: int) -> None:
    now = MONDAY_MORNING.replace(hour=hour)
    for service in directory.services.values():
        (match,) = describe(directory, [service], Answers(), now)
        made = line(match, Answers())
        contacts = (made.lender or service).contacts
        calls = [each for each in contacts if each.kind in ("phone", "short_number")]
        assert made.main == next(iter([*calls, *contacts]), None)
        assert {*([made.main] if made.main else []), *made.others} == set(contacts)


def test_the_words_of_a_call_need_no_answers(directory: Directory) -> None:
    for service in directory.services.values():
        told = spoken_for(service)
        assert told == Answers(audience=told.audience)
        assert told.audience is None or told.audience in service.audience


def test_where_a_number_was_read_is_its_newest_source(directory: Directory) -> None:
    old, new, undated = (Seen(url="https://a.example.org", date=day) for day in ("2019", "2024-05", "unknown"))
    number = contact().model_copy(update={"sources": (old, new, undated)})
    service: Service = directory.services["alanon"]
    assert read_in(service, number) == new
    assert read_in(service, None) in service.sources


# ---------------------------------------------------------------- the card


def test_a_card_holds_names_and_ways_and_is_folded() -> None:
    ways = [contact(), contact("a@example.org", kind="email"), contact("https://example.org/x", kind="web")]
    card = vcard("Råd; stöd, hjälp", "Föreningen", [*ways, contact("Gatan 1, Köping", kind="visit")], "Å" * 90)
    rows = card.split("\r\n")
    assert rows[0] == "BEGIN:VCARD"
    assert rows[-2:] == ["END:VCARD", ""]
    assert r"FN:Råd\; stöd\, hjälp" in rows
    assert "TEL;TYPE=VOICE:021-39 00 00" in rows
    assert "EMAIL:a@example.org" in rows
    assert "URL:https://example.org/x" in rows
    assert r"ADR:;;Gatan 1\, Köping;;;;" in rows
    assert max(len(row.encode()) for row in rows) <= 75
    assert "NOTE:" + "Å" * 90 in card.replace("\r\n ", "")


def test_no_text_can_add_a_row_to_a_card() -> None:
    card = vcard("Ett\r\nTEL:112", "Två\nURL:https://example.org", [], "Tre")
    assert [row.split(":")[0] for row in card.split("\r\n")] == [
        "BEGIN", "VERSION", "N", "FN", "ORG", "NOTE", "END", "",
    ]  # fmt: skip
