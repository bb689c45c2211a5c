"""The pages beside the conversation, and what is on every page."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from finder import emergency
from finder.numbers import dial
from finder.web.app import create_app
from finder.web.config import SWEDEN, Config
from finder.web.site import Site
from tests.web.conftest import MONDAY
from tests.web.reading import Page

SOME_SERVICE = "/stod/bris"
PAGES = ("/", "/akut", "/om", "/integritet", SOME_SERVICE)
BROKEN = ("/finns-inte", "/stod/finns-inte", "/static/finns-inte.css")
TELLING = re.compile(r"våld|kvinno|jour|missbruk|alkohol|drog|spel|självmord|kris", re.IGNORECASE)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_the_way_out_is_the_first_or_second_stop_and_a_plain_link(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address).text)
    assert page.focusable[:2] == ["#main", "https://www.smhi.se/"]
    assert 'rel="noreferrer' in re.findall(r'<a class="exit"[^>]*>', page.html)[0]


def foot(page: Page) -> list[str]:
    links = [href for href, _ in page.links]
    return links[links.index("/integritet") :]


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_help_stands_in_the_same_order_everywhere(client: FlaskClient, address: str) -> None:
    first, page = Page(client.get("/").text), Page(client.get(address).text)
    assert [href for href, _ in page.links][:4] == ["#main", "https://www.smhi.se/", "tel:112", "/akut"]
    assert {"/integritet", "/om", "/tillganglighet"} <= set(foot(first))
    assert foot(page) == foot(first)


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_a_line_for_each_audience_stands_on_every_page(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    for name in ("emergency", "suicide", "children", "violence", "care"):
        assert f'href="tel:{dial(emergency.NUMBERS[name])}"' in html


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_title_and_addresses_tell_nothing(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert re.findall("<title>(.*?)</title>", html) == ["Hitta stöd"]
    assert not TELLING.search(" ".join(re.findall(r"/static/\S+", html)))


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_nothing_is_fetched_from_anyone_else(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert all(source.startswith("/static/") for source in re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', html))


@pytest.mark.parametrize("address", [*PAGES, *BROKEN])
def test_no_style_and_no_script_stands_in_the_page(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
    assert re.findall(r"<script[^>]*>(.*?)</script>", html) == [""]


# ---------------------------------------------------------------- crisis


def test_each_danger_has_its_card_with_at_least_two_ways_and_what_to_do_when_nobody_answers(
    client: FlaskClient, site: Site
) -> None:
    html = client.get("/akut").text
    cards = html.split('<section class="crisis">')[1:]
    assert len(cards) == len(site.directory.crisis) == 5
    for card in cards:
        assert len(set(re.findall(r'href="((?:tel|sms|https?):[^"]*)"', card))) >= 2
        assert "Får du inget svar?" in card


def test_suicide_stands_first_and_each_card_can_be_jumped_to(client: FlaskClient) -> None:
    page = Page(client.get("/akut").text)
    jumps = [href[1:] for href, _ in page.links if href.startswith("#r")]
    assert jumps == ["r1", "r2", "r3", "r4", "r5"]
    assert all(f'id="{jump}"' in page.html for jump in jumps)


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_a_closed_line_is_never_the_first_on_a_card(hour: int) -> None:
    app = create_app(config=Config(clock=lambda: datetime(2026, 12, 24, hour, tzinfo=SWEDEN)))
    html = app.test_client().get("/akut").text
    for card in html.split('<section class="crisis">')[1:]:
        first = card.split('<ul class="doors">')[1].split("</li>")[0]
        assert 'class="when closed"' not in first


def test_the_crisis_page_answers_without_a_directory(tmp_path: Path) -> None:
    client = create_app(tmp_path).test_client()
    answer = client.get("/akut")
    assert answer.status_code == 200
    for number in emergency.NUMBERS.values():
        assert number in answer.text or number == emergency.NUMBERS["poison"]
    assert client.get("/").status_code == 503
    assert "Lämna sidan" in client.get("/").text


# ---------------------------------------------------------------- one service


def test_every_service_has_a_page(client: FlaskClient, site: Site) -> None:
    for id_, service in site.directory.services.items():
        answer = client.get(f"/stod/{id_}")
        assert answer.status_code == 200
        page = Page(answer.text)
        assert ("h1", " ".join(service.name.split())) in page.headings
        assert "Varifrån vet vi det?" in page.text


def test_a_service_tells_what_the_report_told(client: FlaskClient, site: Site) -> None:
    past = (service for service in site.directory.services.values() if service.historical)
    told = next(each for each in past if each.details and each.details.phases and each.details.conditions)
    assert told.details
    text = Page(client.get(f"/stod/{told.id}").text).text
    for part in (*(phase.name for phase in told.details.phases), *told.details.conditions):
        assert " ".join(part.split()) in text
    assert "Det här fanns" in text


def test_links_to_other_sites_open_beside_and_tell_them_nothing(client: FlaskClient, site: Site) -> None:
    for id_ in list(site.directory.services)[::25]:
        for link in re.findall(r'<a [^>]*href="https?://[^>]*>', client.get(f"/stod/{id_}").text):
            assert "data-exit" in link or 'target="_blank" rel="noopener noreferrer"' in link


# ---------------------------------------------------------------- about, privacy, machines


def test_privacy_is_honest_about_what_cannot_be_erased(client: FlaskClient) -> None:
    text = Page(client.get("/integritet").text).text
    for idea in ("historik", "annan telefon", "i hemlighet visar vad du gör", "kan väcka frågor"):
        assert idea in text
    assert not re.search("spårlöst|raderar alla spår|100 % anonymt|helt säkert", text, re.IGNORECASE)


def test_about_counts_what_is_there_and_names_the_documents(client: FlaskClient, site: Site) -> None:
    text = Page(client.get("/om").text).text
    assert f"{len(site.directory.services)} tjänster" in text
    assert "GeoNames" in text
    assert all(source.publisher in text for source in site.directory.sources.values())


def test_security_txt_is_plain_and_not_forever(client: FlaskClient) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    expires = datetime.fromisoformat(re.findall("Expires: (.*)", answer.text)[0])
    assert timedelta(days=7) < expires - MONDAY < timedelta(days=365)
    assert answer.text.startswith("Contact: https://")


def test_static_files_are_kept_for_a_year_and_pages_never(client: FlaskClient) -> None:
    html = client.get("/").text
    for address in re.findall(r'/static/[^"]+', html):
        assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert client.post("/", data={"b": "1"}).headers["Cache-Control"] == "no-store"
