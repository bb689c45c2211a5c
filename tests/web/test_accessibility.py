"""The accessibility statement: what the law asks to be told, and a way to report that needs no e-mail program."""

import json
from datetime import date
from pathlib import Path

import pytest

from finder.web.app import create_app
from finder.web.config import Config, from_environment
from finder.web.outcome import FILE, Outcome, last_outcome
from tests.conftest import ROOT
from tests.web.reading import Page


def statement(**chosen: str) -> Page:
    return Page(create_app(config=Config(**chosen)).test_client().get("/tillganglighet").text)  # type: ignore[arg-type]


def test_every_page_leads_to_it() -> None:
    client = create_app().test_client()
    for route in ("/", "/akut", "/om", "/integritet", "/meny", "/luckor", "/finns-inte"):
        assert 'href="/tillganglighet"' in client.get(route).text, route


def test_it_tells_how_it_follows_the_law_what_is_wrong_and_where_to_report_further() -> None:
    page = statement()
    assert "delvis förenlig med lagen (2018:1937)" in page.text
    assert "Digg" in page.text
    assert "https://www.digg.se/tdosanmalan" in [href for href, _ in page.links]


def test_it_says_so_when_nobody_runs_the_copy_or_has_told_how_to_be_reached() -> None:
    text = statement().text
    assert "Ingen kommun eller myndighet driver den här kopian ännu." in text
    assert "Den som driver sidan har inte sagt vart du kan vända dig." in text


def test_a_report_needs_no_email_program_and_no_name() -> None:
    page = statement(owner="Köpings kommun", phone="0221-250 00", contact="mailto:fel@example.org")
    assert "Köpings kommun driver den här sidan." in page.text
    assert "fel@example.org" in page.text
    assert "tel:+4622125000" in [href for href, _ in page.links]
    assert not any(href.startswith("mailto:") for href, _ in page.links)
    assert page.forms == [] or all("t" not in dict(form.fields) for form in page.forms)


def test_a_report_on_the_web() -> None:
    assert "https://example.org/fel" in [href for href, _ in statement(contact="https://example.org/fel").links]


def test_what_was_tested_is_what_was_stored() -> None:
    stored = json.loads((ROOT / "resources" / FILE).read_text("utf-8"))
    text = statement().text
    assert stored["tool"] in text
    assert f"{stored['states']} lägen" in text
    assert f"Antalet fel var {stored['violations']}." in text
    assert date.fromisoformat(stored["date"]) <= date.today()


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"date": 1}'])
def test_an_outcome_that_cannot_be_read_is_none(tmp_path: Path, body: str) -> None:
    (tmp_path / FILE).write_text(body)
    last_outcome.cache_clear()
    assert last_outcome(tmp_path) is None
    last_outcome.cache_clear()


def test_a_stored_outcome_is_read(tmp_path: Path) -> None:
    told = {"date": "2026-11-22", "tool": "axe-core 4", "rules": 90, "states": 61, "violations": 0, "runs": 366}
    (tmp_path / FILE).write_text(json.dumps(told))
    last_outcome.cache_clear()
    assert last_outcome(tmp_path) == Outcome("2026-11-22", "axe-core 4", 90, 61, 0)
    last_outcome.cache_clear()


def test_owner_and_phone_come_from_the_environment() -> None:
    config = from_environment({"HITTASTOD_OWNER": "Köpings kommun", "HITTASTOD_PHONE": "0221-250 00"})
    assert (config.owner, config.phone) == ("Köpings kommun", "0221-250 00")
