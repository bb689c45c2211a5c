"""The front desk, a handed-over list, its PDF and its card, as a browser without JavaScript meets them."""

import re
import time
from datetime import datetime
from html import unescape
from urllib.parse import unquote

import pytest
import segno
from flask.testing import FlaskClient

from finder.web.app import create_app
from finder.web.config import SWEDEN, Config
from finder.web.paper import drawable
from finder.web.qr import squares, svg, width_mm
from finder.web.site import Site
from finder.web.tongues import Wish

KOPING = {"q": "e", "e": "Köping"}
THREE = ["alkoholhjalpen", "koping-socialtjanst", "alanon"]
NUMBERS = ("112", "90101", "116 111", "020-50 50 50", "1177")


def desk(client: FlaskClient, **fields: str | list[str]) -> str:
    response = client.post("/disk", data=fields)
    assert response.status_code == 200
    return unescape(response.text)


def picks(page: str) -> list[str]:
    return re.findall(r'type="checkbox" name="id" value="([^"]+)"', page)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="id" value="([^"]+)" autocomplete="off" checked', page)


# ---------------------------------------------------------------- the desk


def test_the_desk_starts_empty_and_has_every_filter(client: FlaskClient, site: Site) -> None:
    page = client.get("/disk").text
    assert picks(page) == []
    for question in site.directory.questions:
        if question.field not in ("danger", "anonymous", "women_only"):
            count = len(re.findall(rf'name="{question.code}" value="[1-9]\d*"', page))
            assert count == len(question.options), question.id
    assert 'name="f" value="1"' in page
    assert 'name="g" value="1"' in page


def test_words_and_ticks_count_together(client: FlaskClient) -> None:
    page = desk(client, t="min man dricker", c="6", **KOPING)
    assert "Någon jag bryr mig om" in page.split('id="found"')[1]
    answered = desk(client, t="min man dricker", c="6", b="1", **KOPING)
    assert "Någon jag bryr mig om" in answered.split("Så förstod vi orden")[1]
    assert "Det är för dig själv." in answered, "what is ticked stands before what the words tell"
    assert picks(page) != picks(answered)


def test_a_place_that_is_not_known_is_told_with_its_likes(client: FlaskClient) -> None:
    assert "Menade du" in desk(client, q="e", e="Kopinj", c="1")
    assert "Vi hittar ingen kommun" in desk(client, q="e", e="Xyzzy", c="1")


def test_a_name_that_is_written_comes_first(client: FlaskClient) -> None:
    assert picks(desk(client, t="Al-Anon"))[0] == "alanon"


def test_danger_in_words_shows_its_card_before_every_suggestion(client: FlaskClient) -> None:
    page = desk(client, t="jag vill inte leva längre", c="1")
    assert 0 < page.index('<section class="crisis">') < page.index('name="id"')
    assert "90101" in page


def test_words_that_are_not_understood_show_the_way_to_crisis_help(client: FlaskClient) -> None:
    found = desk(client, t="qwqwqw zxzxzx").split('id="found"')[1]
    assert '<a href="/akut" data-inner>Är det bråttom?' in found


def test_what_is_ticked_is_never_lost_when_the_suggestions_change(client: FlaskClient) -> None:
    page = desk(client, c="6", id=["alanon", "kris"], **KOPING)
    assert set(ticked(page)) == {"alanon", "kris"}
    assert "2 valda" in page


def test_a_personal_number_is_never_said_back(client: FlaskClient) -> None:
    for action in ("", "h", "p"):
        page = desk(client, t="19811218-9876 dricker", id="alanon", z=action)
        assert "9876" not in page


@pytest.mark.parametrize("action", ["", "h", "p", "b", "x", "\x00", "<script>"])
def test_a_form_at_the_desk_is_never_an_error(client: FlaskClient, action: str) -> None:
    strange = {"t": '"><script>1</script>', "e": '"><b>', "q": "e", "b": "99", "id": ["<i>", "alanon"], "c": ["1", "0"]}
    response = client.post("/disk", data={**strange, "z": action})
    assert response.status_code == 200
    assert "<script>1" not in response.text
    assert "<b>" not in response.text.split('id="place"')[-1].split(">")[0]
    assert "<i>" not in response.text


def test_nothing_of_the_visitor_is_kept(client: FlaskClient) -> None:
    secret = "xyzzy-hemligt"
    response = client.post("/disk", data={"t": secret, "c": "10", "id": "alanon"})
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert secret not in client.get("/disk").text
    assert "<title>Hitta stöd</title>" in response.text


def test_suggestions_come_within_fifty_milliseconds(client: FlaskClient) -> None:
    fields = {"t": "min sambo dricker och slår sönder saker i köping", "c": ["1", "10"], "f": "1", "id": THREE}
    desk(client, **fields)  # type: ignore[arg-type]
    spent = []
    for _ in range(15):
        before = time.process_time()
        desk(client, **fields)  # type: ignore[arg-type]
        spent.append(time.process_time() - before)
    assert sorted(spent)[len(spent) // 2] < 0.05


def test_the_whole_flow_works_without_script(client: FlaskClient) -> None:
    found = desk(client, t="min man dricker", **KOPING)
    chosen = picks(found)[:2]
    handed = desk(client, t="min man dricker", id=chosen, z="h", **KOPING)
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', handed))
    assert carried["t"] == "min man dricker"
    back = desk(client, t=carried["t"], q="e", e=carried["e"], id=chosen, z="b")
    assert ticked(back) == chosen
    assert 'value="Köping"' in back


# ---------------------------------------------------------------- the hand-over


def test_a_call_together_stands_beside_the_paper(client: FlaskClient) -> None:
    page = desk(client, id=THREE, b="2", d="1", z="h")
    together, paper = page.split('class="sheet"')
    assert "Ring tillsammans" in together
    assert "Jag är orolig för någon som dricker för mycket." in together
    assert "Jag är orolig för någon som dricker för mycket." not in paper, "paper knows no answers"
    assert "Alla kom när någon ringde med dem" in together


def test_the_paper_has_what_is_needed_for_each(client: FlaskClient) -> None:
    paper = desk(client, id=THREE, z="h").split('class="sheet"')[1]
    assert paper.count("Vem jag talade med") == len(THREE)
    assert len(re.findall("Kontrollerat |Läst hos ", paper)) >= len(THREE)
    assert "020-84 44 48" in paper
    for number in NUMBERS:
        assert number in paper


def test_nothing_ticked_is_told_kindly(client: FlaskClient) -> None:
    assert "Du har inte valt något än" in desk(client, z="h")


def test_the_address_in_the_code_carries_no_answer(client: FlaskClient) -> None:
    page = desk(client, t="jag blir slagen hemma", c="10", e="Köping", q="e", id=THREE, z="h")
    address = f"http://localhost/lista/{','.join(THREE)}?d=2026-11-23"
    assert (
        svg(address, "En kod som leder till den här listan")
        in client.post("/disk", data={"c": "10", "id": THREE, "z": "h"}).text
    )
    assert "slagen" not in page.split("data-told")[1].split('class="ways"')[0]


def test_the_code_is_the_address_and_large_enough() -> None:
    address = "https://stod.example.org/lista/alanon?d=2026-11-23"
    code = segno.make_qr(address, error="m")
    assert [list(row) for row in squares(address)] == [list(row) for row in code.matrix_iter(border=4)]
    drawing = svg(address, 'En "kod"')
    assert 'aria-label="En &#34;kod&#34;"' in drawing
    assert "style=" not in drawing
    assert width_mm(address) / len(squares(address)) >= 0.5


def test_the_longest_list_still_has_a_code(site: Site) -> None:
    longest = sorted(site.directory.services, key=len)[-30:]
    address = f"https://{'a' * 60}.example.org/lista/{','.join(longest)}?d=2026-11-23"
    assert width_mm(address) < 120


def test_the_configured_address_stands_in_the_code(site: Site) -> None:
    config = Config(address="https://stod.example.org/", clock=lambda: datetime(2026, 11, 23, 10, tzinfo=SWEDEN))
    with create_app(config=config).test_client() as client:
        page = client.get("/lista/alanon").text
    assert svg("https://stod.example.org/lista/alanon?d=2026-11-23", site.speech.t("list.code_label")) in page


# ---------------------------------------------------------------- the list


def test_a_list_shows_the_facts_of_today(client: FlaskClient) -> None:
    page = unescape(client.get(f"/lista/{','.join(THREE)}").text)
    for name in ("Alkoholhjälpen", "Socialtjänsten i Köping", "Al-Anon"):
        assert name in page
    assert "Sedan ditt papper" not in page


def test_what_has_been_read_since_the_paper_is_told(client: FlaskClient) -> None:
    page = unescape(client.get("/lista/koping-socialtjanst,alanon?d=2024-05-01").text)
    since = page.split("Sedan ditt papper skrevs ut")[1].split("</section>")[0]
    assert "Socialtjänsten i Köping" in since
    assert "Kontrollerat igen" in since
    assert "Vi har inte läst något nytt" in unescape(client.get("/lista/koping-socialtjanst?d=2026-11-20").text)


def test_what_is_gone_is_named_and_the_rest_is_shown(client: FlaskClient) -> None:
    response = client.get("/lista/alanon,en-som-togs-bort,alkoholhjalpen?d=2026-11-20")
    assert response.status_code == 200
    page = unescape(response.text)
    assert "Nummer 2 på ditt papper finns inte kvar hos oss (en-som-togs-bort)." in page
    assert '<li value="3"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lista/finns-inte", 404),
        ("/lista/finns-inte.pdf", 404),
        ("/lista/%3Cscript%3E", 404),
        ("/lista/,,,", 404),
        ("/lista/" + ",".join(f"a{n}" for n in range(31)), 400),
        ("/lista/" + ",".join(f"a{n}" for n in range(31)) + ".pdf", 400),
        ("/lista/%00", 404),
        ("/lista/%ff%fe", 404),
        ("/lista/" + "a" * 1500, 404),
        ("/lista/alanon?d=idag&d=%00&p=%ff", 200),
        ("/lista/alanon.pdf?p=a9", 200),
        ("/lista/alanon.pdf/x", 404),
        ("/stod/finns-inte.vcf", 404),
        ("/stod/%3Cb%3E.vcf", 404),
    ],
)
def test_a_strange_address_gets_a_kind_page(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    if status != 200:
        assert 'href="tel:112"' in response.text
        assert "<script>" not in response.text.replace('<script src="', "")


def test_every_service_can_be_listed_printed_and_saved(client: FlaskClient, site: Site) -> None:
    ids = list(site.directory.services)
    for start in range(0, len(ids), 30):
        chunk = ",".join(ids[start : start + 30])
        assert client.get(f"/lista/{chunk}?d=2026-01-01").status_code == 200
        assert client.get(f"/lista/{chunk}.pdf").data.startswith(b"%PDF")
    for id_ in ids:
        card = client.get(f"/stod/{id_}.vcf")
        assert card.text.startswith("BEGIN:VCARD\r\n")
        assert card.headers["Content-Disposition"] == 'inline; filename="kontakt.vcf"'


def test_what_a_message_carries_is_names_and_numbers(client: FlaskClient, site: Site) -> None:
    page = unescape(client.get(f"/lista/{','.join(THREE)}").text)
    bodies = re.findall(r'href="(sms:\?&body=|mailto:\?subject=[^&]+&body=)([^"]+)"', page)
    assert len(bodies) == 2
    for _, body in bodies:
        rows = unquote(body).splitlines()
        assert rows[0] == "Alkoholhjälpen: 020-84 44 48"
        assert [row.split(": ")[0] for row in rows] == [site.directory.services[id_].name for id_ in THREE]


def test_the_list_as_text_can_be_selected_by_hand(client: FlaskClient) -> None:
    page = unescape(client.get("/lista/alkoholhjalpen").text)
    area = page.split("<textarea")[1].split("</textarea>")[0]
    assert "readonly" in area
    assert "1. Alkoholhjälpen\n" in area
    assert "020-84 44 48" in area


@pytest.mark.parametrize(("form", "box"), [("a4", b"595.28 841.89"), ("a5", b"419.53 595.28")])
def test_the_pdf_has_its_paper_and_a_name_that_tells_nothing(client: FlaskClient, form: str, box: bytes) -> None:
    response = client.get(f"/lista/{','.join(THREE)}.pdf?p={form}")
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="lista.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert box in response.data


def test_no_letter_of_the_directory_is_lost_in_the_pdf(site: Site) -> None:
    lost = set()
    for service in site.directory.services.values():
        lost |= {char for char in service.model_dump_json() if char.encode("windows-1252", "ignore") == b""}
    for text in site.directory.texts.values():
        lost |= {char for char in text if char.encode("windows-1252", "ignore") == b""}
    assert lost == set()


def test_the_language_that_was_picked_goes_along(client: FlaskClient) -> None:
    for fields in ({}, {"z": "h", "id": "alanon"}, {"z": "p"}):
        assert '<input type="hidden" name="l" value="so">' in desk(client, l="so", **fields)
    page = client.get("/lista/alanon?l=so").text
    assert '.pdf?l=so"' in page
    assert '.vcf?l=so"' in page


def test_a_pdf_is_in_swedish_when_its_letters_cannot_be_drawn(client: FlaskClient, site: Site) -> None:
    assert not drawable("مرحبا")
    assert drawable("Åäö ” – …")
    for lang in site.languages:
        speech = site.in_language(Wish(lang, chosen=True)).speech
        drawn = lang if drawable(speech.t("list.code") + speech.t("foot.heading")) else "sv"
        assert f"/Lang ({drawn})".encode() in client.get(f"/lista/alanon.pdf?l={lang}").data


# ---------------------------------------------------------------- the plan


def test_the_plan_is_one_step_from_the_desk_and_can_be_ticked(client: FlaskClient) -> None:
    page = desk(client, z="p", id="alanon", **KOPING)
    for heading in ("Ett hem", "Någon att hålla i", "Nytt sällskap", "Något att göra"):
        assert f"<h2>{heading}</h2>" in page
    assert "koping-socialtjanst" in picks(page)
    assert "alanon" in ticked(page)


def test_anyone_can_see_the_plan_and_its_list(client: FlaskClient) -> None:
    page = unescape(client.get("/plan").text)
    assert "Ett hem" in page
    there = unescape(client.post("/plan", data=KOPING).text)
    assert "Socialtjänsten i Köping" in there
    address = re.findall(r'href="(/lista/[^"]+)"', there)[0]
    assert "Din lista" in client.get(address).text
