"""The language is chosen by browser or by name, goes along in the forms, and nothing of our own stays Swedish.

The pages are drawn with a made-up language that puts ⟦ ⟧ around every text: what stands without is not translated.
"""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from finder import emergency, paths
from finder.guide import Guide
from finder.models import Directory
from finder.translations import Catalogue, extract
from finder.web.app import create_app
from finder.web.assets import read_assets
from finder.web.config import Config
from finder.web.site import Site
from tests.web.conftest import MONDAY
from tests.web.reading import VOID, Page

KOPING, VASTERAS = "1983", "1980"


def _made_up(directory: Directory, lang: str, reviewed_by: str = "") -> Catalogue:
    texts = {str(message.id): f"⟦{message.id}⟧" for message in extract(directory) if message.id}
    return Catalogue(lang, texts, reviewed_by)


@pytest.fixture(scope="module")
def app(directory: Directory) -> Flask:
    """The site in Swedish, and in made-up Arabic and Finnish, the latter read by someone."""
    app = create_app(Guide(directory, None), Config(clock=lambda: MONDAY, per_minute=1_000_000))  # type: ignore[arg-type]
    kept = app.extensions["hittastod"]
    old: Site = kept.site
    catalogues = {"ar": _made_up(directory, "ar"), "fi": _made_up(directory, "fi", "Anna Esimerkki")}
    kept.site = Site(directory, old.lexicon, old.config, read_assets(paths.static()), old.env, catalogues)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


# ---------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "sv"),
        ("sv-SE,sv;q=0.9", "sv"),
        ("ar-SY,en;q=0.8", "ar"),
        ("fi", "fi"),
        ("de,fi;q=0.3", "fi"),
        ("de", "sv"),
        ("fi;q=0,de", "sv"),
        ("*", "sv"),
        ("åäö;;q=x", "sv"),
    ],
)
def test_the_browser_chooses(client: FlaskClient, header: str, lang: str) -> None:
    html = client.get("/", headers={"Accept-Language": header} if header else {}).text
    assert f'<html lang="{lang}"' in html
    assert "?l=" not in html.split("<main")[0]


@pytest.mark.parametrize("path", ["/", "/akut", "/om", "/integritet", "/stod/aa", "/finns-inte"])
def test_a_picked_language_goes_before_the_browser_and_stays(client: FlaskClient, path: str) -> None:
    html = client.get(f"{path}?l=ar", headers={"Accept-Language": "fi"}).text
    assert '<html lang="ar" dir="rtl">' in html
    inner = [href for href, _ in Page(html).links if re.match(r"/(akut|om|integritet)?(\?|#|$)", href)]
    assert inner
    assert all("?l=ar" in href or "?l=sv" in href or "?l=fi" in href for href in inner)


@pytest.mark.parametrize("wrong", ["xx", "", "AR", "../ar", "ar\n", "<b>"])
def test_an_unknown_language_is_not_an_error(client: FlaskClient, wrong: str) -> None:
    answer = client.get("/", query_string={"l": wrong})
    assert answer.status_code == 200
    assert '<html lang="sv" dir="ltr">' in answer.text


@pytest.mark.parametrize("path", ["/", "/akut", "/om", "/integritet", "/stod/aa"])
def test_every_page_offers_every_other_language_by_its_own_name(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    for code, name in (("ar", "العربية"), ("fi", "Suomi")):
        assert re.search(
            rf'<a href="{path}\?l={code}" hreflang="{code}" lang="{code}" dir="(rtl|ltr)">{name}</a>', html
        )
    assert "Svenska" in client.get(f"{path}?l=ar").text


def test_the_rest_of_the_address_is_kept(client: FlaskClient) -> None:
    html = client.get("/meny/Köping?kalla=menyn-2006&l=fi").text
    assert 'href="/meny/K%C3%B6ping?kalla=menyn-2006&amp;l=ar"' in html


@pytest.mark.parametrize("path", ["/%2F%2Fexample.org", "/x%22onclick=", "/finns-inte"])
def test_an_address_that_is_not_ours_is_never_linked_to(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    assert 'href="/?l=ar"' in html


def test_what_is_in_the_address_of_one_never_reaches_another(client: FlaskClient) -> None:
    client.get("/?hemligt=1")
    assert "hemligt" not in client.get("/").text


def test_the_answers_go_along_when_the_language_is_changed(client: FlaskClient) -> None:
    page = Page(client.post("/", data=MultiDict([("l", "fi"), ("b", "2"), ("d", "1")])).text)
    sent = page.form("langs").press("العربية")
    changed = Page(client.post("/", data=MultiDict(sent)).text)
    assert '<html lang="ar" dir="rtl">' in changed.html
    told = {(name, value) for name, value in changed.form("said").fields}
    assert {("b", "2"), ("d", "1"), ("l", "ar")} <= told
    assert ("l", "fi") not in told


@pytest.mark.parametrize(
    ("extra", "heading"), [(("s", "aa"), "AA"), (("y", "b"), "Vem behöver stöd?"), (("v", "1"), "passa dig")]
)
def test_the_same_screen_in_the_other_language(client: FlaskClient, extra: tuple[str, str], heading: str) -> None:
    page = Page(client.post("/", data=MultiDict([("b", "1"), ("d", "1"), extra])).text)
    changed = Page(client.post("/", data=MultiDict(page.form("langs").press("العربية"))).text)
    assert any(heading in text for level, text in changed.headings if level == "h1")


def test_every_form_keeps_the_language(client: FlaskClient) -> None:
    for data in ([("l", "ar")], [("l", "ar"), ("b", "1")], [("l", "ar"), ("b", "1"), ("v", "1")]):
        page = Page(client.post("/", data=MultiDict(data)).text)
        assert page.forms
        assert all(("l", "ar") in form.fields for form in page.forms)


def test_nothing_is_put_in_the_browser(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/?l=ar").headers


def test_how_to_ask_for_an_interpreter_is_said_in_swedish(client: FlaskClient) -> None:
    results = [("b", "1"), ("v", "1")]
    for html in (
        client.get("/stod/aa?l=ar").text,
        client.post("/", data=MultiDict([*results, ("l", "ar")])).text,
    ):
        assert '<q lang="sv" dir="ltr">Hej. Jag talar arabiska. Finns det tolk?</q>' in html
    assert "<q" not in client.post("/", data=MultiDict(results)).text


# ---------------------------------------------------------------- who has read it


def test_a_language_that_no_one_has_read_says_so_and_gives_the_numbers(client: FlaskClient) -> None:
    for path in ("/", "/akut", "/om", "/integritet", "/stod/aa", "/finns-inte"):
        top = client.get(f"{path}?l=ar").text.split("<main")[0]
        said = top.split('class="unreviewed"')[1].split("</aside>")[0]
        assert "⟦Ingen som talar språket har granskat" in said
        assert f'<a href="tel:112" dir="ltr">{emergency.NUMBERS["emergency"]}</a>' in said
        assert f'<a href="tel:1177" dir="ltr">{emergency.NUMBERS["care"]}</a>' in said


@pytest.mark.parametrize("lang", ["sv", "fi"])
def test_a_language_that_someone_has_read_says_nothing(client: FlaskClient, lang: str) -> None:
    assert "unreviewed" not in client.get(f"/?l={lang}").text


# ---------------------------------------------------------------- nothing of our own stays Swedish


class Words(HTMLParser):
    """The words of a page that are neither translated nor marked as another language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.left: list[str] = []
        self._foreign: list[bool] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("aria-label", "title", "alt", "placeholder", "data-say"):
            self._look(given.get(name) or "")
        if tag not in VOID:
            self._foreign.append("lang" in given and tag != "html")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._foreign:
            self._foreign.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._foreign):
            self._look(data)

    def _look(self, text: str) -> None:
        if re.search(r"[a-zåäö]{3}", text) and "⟦" not in text:
            self.left.append(" ".join(text.split()))


def _names(directory: Directory) -> set[str]:
    """What is the same in every language: places, documents, and the Swedish words that are explained."""
    explained = {word for term in directory.glossary for word in term.words}
    places = {name for kommun in directory.kommuner.values() for name in (kommun.name, kommun.lan_name)}
    parts = {organisation.part for organisation in directory.organisations.values() if organisation.part}
    return explained | places | parts | {source.title for source in directory.sources.values()}


def _plainly_the_same(text: str) -> bool:
    """An address on the web, or a date in the words of the language."""
    return re.fullmatch(r"[\w.:/-]+\.\w+|, [\w. ]*\d{4}", text) is not None


SCREENS = [
    ("GET", "/akut", []),
    ("GET", "/", []),
    ("GET", "/integritet", []),
    ("GET", "/finns-inte", []),
    ("GET", "/om", []),
    ("GET", "/meny", []),
    ("GET", "/meny/Västerås", []),
    ("GET", "/meny/Köping?kalla=menyn-2006", []),
    ("GET", "/disk", []),
    ("POST", "/", [("b", "1")]),
    ("POST", "/", [("b", "2"), ("d", "1"), ("e", KOPING)]),
    ("POST", "/", [("b", "1"), ("e", "9")]),
    ("POST", "/", [("b", "1"), ("q", "e"), ("e", "Köbing")]),
    ("POST", "/", [("b", "1"), ("c", "10"), ("d", "4"), ("e", VASTERAS), ("v", "1")]),
    ("POST", "/", [("b", "2"), ("d", "1"), ("e", KOPING), ("v", "1")]),
]


@pytest.mark.parametrize(("method", "path", "data"), SCREENS)
def test_nothing_of_our_own_stays_swedish(
    client: FlaskClient, directory: Directory, method: str, path: str, data: list[tuple[str, str]]
) -> None:
    address = f"{path}{'&' if '?' in path else '?'}l=fi"
    html = client.open(address, method=method, data=MultiDict(data) if data else None).text
    names = _names(directory)
    assert [text for text in Words(html).left if text not in names and not _plainly_the_same(text)] == []


@pytest.mark.parametrize("id_", ["aa", "koping-socialtjanst", "vasteras-olivia-dagverksamhet-2006", "stodlinjen"])
def test_what_an_organisation_says_is_marked_as_swedish(client: FlaskClient, directory: Directory, id_: str) -> None:
    service = directory.services.get(id_)
    if service is None:
        pytest.fail(f"there is no service {id_}: choose another")
    html = client.get(f"/stod/{id_}?l=fi").text
    own = {*_names(directory), *(place.address for place in service.places)}
    assert [text for text in Words(html).left if not any(name in text for name in own)] == []
    assert f'lang="sv" dir="ltr">{service.name}</h1>' in html


# ---------------------------------------------------------------- right to left


def test_numbers_and_names_are_kept_whole_from_right_to_left(client: FlaskClient) -> None:
    html = client.post("/", data=MultiDict([("l", "ar"), ("b", "1"), ("c", "1"), ("e", KOPING), ("v", "1")])).text
    assert "\u2068Köping\u2069" in html
    for number in re.findall(r'<a class="door[^>]*href="tel:[^>]*>([^<]*)</a>', html):
        assert re.search("\u2068[\\d -]+\u2069", number)


def test_from_left_to_right_nothing_is_added(client: FlaskClient) -> None:
    assert "\u2068" not in client.post("/", data=MultiDict([("l", "fi"), ("b", "1"), ("e", KOPING), ("v", "1")])).text
