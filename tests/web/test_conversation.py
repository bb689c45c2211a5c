"""The conversation as a visitor without JavaScript meets it: forms, steps, results, and what is always there."""

import pytest
from flask.testing import FlaskClient

from finder.web.forms import State, hidden
from finder.web.site import Site
from tests.web.reading import Page

WALK = ("Prata med någon", "Jag själv", "Alkohol", "Någon jag bryr mig om")


def post(client: FlaskClient, fields: list[tuple[str, str]]) -> Page:
    body: dict[str, list[str]] = {}
    for name, value in fields:
        body.setdefault(name, []).append(value)
    answer = client.post("/", data=body)
    assert answer.status_code == 200
    return Page(answer.text)


def told(site: Site, **answers: str) -> list[tuple[str, str]]:
    """Form fields for answers given by field name: told(site, audience='relative', needs='talk')."""
    sent = []
    for field, value in answers.items():
        question = site.fields.by_field[field]
        if field == "kommun":
            sent.append((question.code, value))
            continue
        for each in value.split():
            number = next(n for n, option in enumerate(question.options, start=1) if option.value == each)
            sent.append((question.code, str(number)))
    return sent


def results(client: FlaskClient, site: Site, **answers: str) -> Page:
    return post(client, [*told(site, **answers), ("z", "s")])


def first_question(client: FlaskClient) -> Page:
    return Page(client.get("/").text)


# ---------------------------------------------------------------- the first screen


def test_danger_comes_before_free_text_and_free_text_before_the_first_question(client: FlaskClient) -> None:
    text = first_question(client).text
    places = [text.index(part) for part in ("fara nu?", "Berätta med egna ord", "Eller svara på en fråga")]
    assert places == sorted(places)


def test_danger_is_one_tap_from_the_crisis_page_and_needs_no_answer(client: FlaskClient) -> None:
    page = first_question(client)
    assert ("/akut", "Ja, visa hjälp nu") in page.links
    assert all("a" not in {name for name, _ in form.fields} for form in page.forms)


def test_the_free_text_is_optional_short_and_kept_from_the_browsers_memory(client: FlaskClient) -> None:
    (field,) = first_question(client).form("tell").inputs
    assert (field["name"], field["maxlength"]) == ("t", "500")
    assert (field["autocomplete"], field["spellcheck"]) == ("off", "false")
    assert "required" not in field


# ---------------------------------------------------------------- questions


@pytest.mark.parametrize("code", list("bcdefgh"))
def test_every_question_can_be_passed_over_in_two_ways(client: FlaskClient, code: str) -> None:
    page = post(client, [("b", "1"), ("y", code)])
    texts = [button.text for button in page.form("ask").buttons]
    assert texts[-2:] == ["Vet inte", "Vill inte svara"]


def test_answers_travel_in_the_form_and_come_back_as_chips(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, audience="relative", substance="alcohol"))
    fields = dict(page.form("ask").fields)
    assert {"b", "d"} <= fields.keys()
    assert [button.text for button in page.form("said").buttons if button.name == "y"] == [
        "Någon jag bryr mig om",
        "Alkohol",
    ]


def test_an_earlier_answer_is_changed_without_losing_the_others(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, audience="relative", substance="alcohol"))
    asked = post(client, page.form("said").press("Någon jag bryr mig om"))
    assert ("h1", "Vem behöver stöd?") in asked.headings
    after = post(client, asked.form("ask").press("Jag själv"))
    assert [button.text for button in after.form("said").buttons if button.name == "y"] == ["Alkohol", "Jag själv"]


def test_a_changed_answer_can_be_kept_as_it_was(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, audience="relative", substance="alcohol"))
    asked = post(client, page.form("said").press("Alkohol"))
    kept = post(client, asked.form("ways").press("Behåll mitt svar"))
    assert kept.form("said").fields == page.form("said").fields


def test_one_of_several_needs_is_taken_away_alone(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, needs="talk housing money"))
    remove = [button for button in page.form("said").buttons if button.name == "x"][1]
    after = post(client, [*page.form("said").fields, ("x", remove.value)])
    texts = [button.text for button in after.form("said").buttons if button.name == "y"]
    assert texts == ["Prata med någon", "Hjälp med pengar eller skulder"]


def test_back_drops_the_last_answer_only(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, audience="relative", substance="alcohol"))
    before = post(client, page.form("ways").press("Tillbaka"))
    assert [button.text for button in before.form("said").buttons if button.name == "y"] == ["Någon jag bryr mig om"]


def test_back_from_the_first_answer_is_the_start(client: FlaskClient, site: Site) -> None:
    page = post(client, told(site, audience="self"))
    start = post(client, page.form("ways").press("Tillbaka"))
    assert "Berätta med egna ord" in start.text


def test_a_passed_question_is_not_asked_again_and_says_what_it_was(client: FlaskClient) -> None:
    page = first_question(client)
    asked = page.headings[-2 if page.headings[-1][1].startswith("Är det") else -1][1]
    after = post(client, page.form("ask").press("Vill inte svara"))
    assert ("h1", asked) not in after.headings
    assert any(button.text == f"{asked} Vill inte svara" for button in after.form("said").buttons)


def test_several_needs_and_none_chosen_count_as_passed(client: FlaskClient) -> None:
    page = post(client, [("b", "1"), ("y", "c")])
    after = post(client, page.form("ask").press("Gå vidare"))
    assert any(button.text == "Vad behövs mest? Vet inte" for button in after.form("said").buttons)


def test_what_fits_now_can_be_seen_at_every_step(client: FlaskClient) -> None:
    page = first_question(client)
    page = post(client, page.form("ask").press("Vet inte"))
    for _ in range(6):
        if not any(form.css == "ask" for form in page.forms):
            break
        show = page.form("ways").press("Visa vad som passar nu (")
        assert 'class="results"' in post(client, show).html
        page = post(client, page.form("ask").press("Vet inte"))
    assert 'class="results"' in page.html


def test_from_the_results_back_to_the_questions_and_on(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="self")
    assert any(form.css == "ask" for form in post(client, page.form("ways").press("Svara på en fråga till")).forms)
    assert any(form.css == "ask" for form in post(client, page.form("ways").press("Tillbaka")).forms)


def test_changing_an_answer_on_the_results_leads_back_to_the_results(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="self", substance="alcohol")
    asked = post(client, page.form("said").press("Alkohol"))
    assert 'class="results"' in post(client, asked.form("ask").press("Droger")).html


# ---------------------------------------------------------------- the kommun


@pytest.mark.parametrize("typed", ["Fagersta", "fagersta kommun", "FAGERSTA", "1982"])
def test_a_kommun_is_understood_as_people_write_it(client: FlaskClient, typed: str) -> None:
    page = post(client, [("b", "1"), ("q", "e"), ("e", typed)])
    assert "Fagersta" in [button.text for button in page.form("said").buttons]


def test_a_misspelt_kommun_is_asked_about_and_chosen_with_one_tap(client: FlaskClient) -> None:
    page = post(client, [("b", "1"), ("q", "e"), ("e", "Fagershta")])
    assert "Menade du någon av de här?" in page.text
    assert page.form("ask").inputs[-1]["value"] == "Fagershta"
    after = post(client, page.form("answers").press("Fagersta"))
    assert "Fagersta" in [button.text for button in after.form("said").buttons]


def test_an_unknown_kommun_is_told_kindly_and_can_be_passed_over(client: FlaskClient) -> None:
    page = post(client, [("b", "1"), ("q", "e"), ("e", "<Atlantis>")])
    assert "Vi hittar ingen kommun som heter ”<Atlantis>”" in page.text
    assert "<Atlantis>" not in page.html
    assert any("Vet inte" in button.text for button in page.form("ask").buttons)


# ---------------------------------------------------------------- results


def test_a_result_says_why_whom_to_call_and_how_fresh_it_is(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="relative", needs="talk", substance="alcohol", kommun="1983")
    first = page.html.split('<li class="result')[1]
    assert 'class="why"' in first
    assert 'href="tel:' in first
    assert "Säg till exempel" in first
    assert 'class="fresh"' in first


def test_three_results_stand_whole_and_the_rest_folded(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="self", needs="talk", substance="alcohol", kommun="1980")
    folded = page.html.index('<details class="rest">')
    whole, rest = page.html[:folded].count('<li class="result'), page.html[folded:].count('<li class="result')
    assert (whole, whole + rest) == (3, 10)


def test_past_help_is_marked_as_past(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="self", needs="treatment", kommun="1961")
    every = results(client, site, needs="occupation", kommun="1982").html + page.html
    assert every.count('<li class="result short past">') + every.count('<li class="result past">') == every.count(
        "Fanns förr"
    )
    assert "Fanns förr" in every


def test_a_wish_that_nothing_holds_is_named_on_top(client: FlaskClient, site: Site) -> None:
    needs = [option.value for option in site.fields.by_field["needs"].options if option.value]
    pages = [results(client, site, needs=need, women_only="women_only", kommun="2583").text for need in needs]
    relaxed = [text for text in pages if "Vi hittade inget som är bara för kvinnor" in text]
    assert relaxed
    for text in relaxed:
        assert text.index("Vi hittade inget") < text.index("Gör så här")


def test_a_child_meets_bris_first(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="child")
    assert "Bris" in next(text for tag, text in page.headings if tag == "h2" and "svarat" not in text)


def test_the_path_of_gambling_always_carries_the_way_to_the_suicide_card(client: FlaskClient, site: Site) -> None:
    asked = post(client, told(site, substance="gambling"))
    found = results(client, site, substance="gambling", audience="self")
    for page in (asked, found):
        assert any(href == "/akut#r1" for href, _ in page.links)
    assert 'id="r1"' in client.get("/akut").text


@pytest.mark.parametrize("substance", ["alcohol", "medicines", "drugs"])
def test_stopping_shows_the_withdrawal_card_before_any_result(client: FlaskClient, site: Site, substance: str) -> None:
    page = results(client, site, audience="self", needs="treatment", substance=substance)
    title = site.directory.crisis["withdrawal"].title
    assert page.text.index(title) < page.text.index("Det här kan passa dig")


def test_a_service_is_read_inside_the_conversation_and_left_the_same_way(client: FlaskClient, site: Site) -> None:
    page = results(client, site, audience="self", substance="alcohol")
    service = post(client, page.form("more").press("Läs mer"))
    assert "Varifrån vet vi det?" in service.text
    again = post(client, service.form("ways").press("Tillbaka till förslagen"))
    assert again.text == page.text


# ---------------------------------------------------------------- free text


def test_a_text_that_tells_nothing_asks_if_it_is_urgent_and_goes_on_with_a_question(client: FlaskClient) -> None:
    page = post(client, [("t", "qqqq zzzz")])
    assert page.text.index("Är det bråttom?") < page.text.index("Vet inte")
    assert ("/akut", "Ja, visa hjälp nu") in page.links
    assert "inga träffar" not in page.html.lower()


def test_a_text_never_comes_back(client: FlaskClient) -> None:
    assert "xyzzy" not in post(client, [("t", "xyzzy-hemligt min man dricker")]).html


@pytest.mark.parametrize("number", ["19121212-1212", "121212-1212", "191212121212", "121212+1212"])
def test_a_personal_number_is_dropped_with_a_kind_note(client: FlaskClient, number: str) -> None:
    page = post(client, [("t", f"jag heter Kim {number}")])
    assert "personnummer" in page.text
    assert number not in page.html


# ---------------------------------------------------------------- everywhere


def steps(client: FlaskClient, site: Site) -> list[Page]:
    some = told(site, audience="relative", needs="talk", substance="gambling")
    found = results(client, site, audience="relative", needs="talk", substance="gambling", kommun="1980")
    return [
        first_question(client),
        post(client, told(site, audience="self")),
        post(client, [*some, ("y", "e")]),
        post(client, [*some, ("q", "e"), ("e", "Fagershta")]),
        post(client, [*some, ("y", "h")]),
        found,
        post(client, found.form("more").press("Läs mer")),
        post(client, [("t", "qqqq zzzz")]),
    ]


def test_every_form_posts_to_the_one_address(client: FlaskClient, site: Site) -> None:
    for page in steps(client, site):
        assert page.html.count("<form") == page.html.count('method="post" action="/"')


def test_every_field_keeps_out_of_the_browsers_memory_and_tells_nothing(client: FlaskClient, site: Site) -> None:
    for page in steps(client, site):
        for field in (field for form in page.forms for field in form.inputs):
            assert len(field["name"]) == 1
            assert "placeholder" not in field
            if field.get("type") != "hidden":
                assert field["autocomplete"] == "off"
                assert field.get("type") == "checkbox" or field["spellcheck"] == "false"


def test_every_step_can_start_over_and_reach_the_crisis_page(client: FlaskClient, site: Site) -> None:
    for page in steps(client, site):
        addresses = [href for href, _ in page.links]
        assert "/" in addresses
        assert "/akut" in addresses
        assert "tel:112" in addresses


def test_the_state_of_every_question_is_a_letter_and_a_short_value(site: Site) -> None:
    for question in site.directory.questions:
        for number in range(1, len(question.options) + 1):
            fields = hidden(State(((question.code, (str(number),)),)))
            assert fields == f'<input type="hidden" name="{question.code}" value="{number}">'
