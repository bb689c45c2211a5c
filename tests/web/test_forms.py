"""Form fields <-> answers: nothing is lost on the way, and nothing that is sent can break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from finder.models import Answers, Question
from finder.understand import NeedFound, Understanding
from finder.web.forms import RESERVED, SKIPS, Fields, State, hidden
from finder.web.site import Site
from tests.web.reading import Page

CODES = st.sampled_from("abcdefghklqstvxyz")
VALUES = st.text(max_size=8) | st.integers(-3, 20).map(str) | st.sampled_from(["0", "-", "1980", "9999", "¹", "٣"])


def sent(state: State) -> MultiDict[str, str]:
    """The hidden fields of a state, as a browser would send them."""
    page = Page(f"<form>{hidden(state)}</form>")
    return MultiDict(page.forms[0].fields)


@settings(max_examples=300)
@given(pairs=st.lists(st.tuples(CODES, VALUES), max_size=20))
def test_whatever_is_sent_becomes_a_state_that_travels_unchanged(site: Site, pairs: list[tuple[str, str]]) -> None:
    state = site.fields.read(MultiDict(pairs)).state
    assert site.fields.read(sent(state)).state == state
    assert isinstance(site.fields.answers(state), Answers)


@settings(max_examples=100)
@given(pairs=st.lists(st.tuples(st.text(max_size=3), st.text(max_size=50)), max_size=30))
def test_unknown_fields_are_dropped(site: Site, pairs: list[tuple[str, str]]) -> None:
    state = site.fields.read(MultiDict(pairs)).state
    assert {code for code, _ in state.given} <= site.fields.by_code.keys()


def test_the_order_of_the_answers_is_the_order_of_the_fields(site: Site) -> None:
    state = site.fields.read(MultiDict([("d", "1"), ("b", "2"), ("c", "1")])).state
    assert [code for code, _ in state.given] == ["d", "b", "c"]
    assert [code for code, _ in state.back().given] == ["d", "b"]


def test_a_question_with_one_answer_keeps_the_last(site: Site) -> None:
    assert site.fields.read(MultiDict([("b", "1"), ("b", "3")])).state.of("b") == ("3",)


def test_an_answer_goes_before_a_skip(site: Site) -> None:
    assert site.fields.read(MultiDict([("c", "0"), ("c", "3"), ("c", "1")])).state.of("c") == ("3", "1")


@pytest.mark.parametrize("skip", sorted(SKIPS))
def test_a_skip_is_passed(site: Site, skip: str) -> None:
    answers = site.fields.answers(State((("e", (skip,)),)))
    assert answers.kommun is None
    assert answers.passed == {"kommun"}


def test_a_plain_no_is_passed(site: Site) -> None:
    answers = site.fields.answers(State((("f", ("2",)),)))
    assert answers.wishes == ()
    assert answers.passed == {"anonymous"}


def test_wishes_from_three_questions_are_gathered(site: Site) -> None:
    state = State((("f", ("1",)), ("g", ("1",)), ("h", ("1",))))
    assert site.fields.answers(state).wishes[:2] == ("anonymous", "women_only")


def test_what_a_text_told_becomes_fields(site: Site) -> None:
    found = Understanding(
        text="",
        audience="relative",
        needs=(NeedFound(id="talk", score=0.9, because=()), NeedFound(id="family", score=0.3, because=())),
        substance="alcohol",
        wishes=("anonymous", "chat"),
        kommun="1980",
        crisis="suicide",
    )
    state = site.fields.understood(State(), found)
    answers = site.fields.answers(state)
    assert (answers.audience, answers.needs, answers.substance) == ("relative", ("talk",), "alcohol")
    assert (answers.kommun, set(answers.wishes), state.crisis) == ("1980", {"anonymous", "chat"}, "suicide")
    assert site.fields.read(sent(state)).state == state


def test_a_text_that_tells_less_does_not_take_away_what_was_told(site: Site) -> None:
    state = State((("b", ("2",)),), crisis="overdose")
    assert site.fields.understood(state, Understanding(text="")) == state


@pytest.mark.parametrize("code", sorted(RESERVED))
def test_a_question_cannot_take_a_field_of_the_form_itself(code: str) -> None:
    question = Question(id="new", field="wishes", code=code, text="?")
    with pytest.raises(ValueError, match=f"the codes {code} belong to the form"):
        Fields([question], {})


@pytest.mark.parametrize("text", ["", "a" * 2000, "nul\0 här", "\ud800"])
def test_free_text_is_cut_and_cleaned(site: Site, text: str) -> None:
    assert len(site.fields.read(MultiDict([("t", text)])).text) <= 500
    assert "\0" not in site.fields.read(MultiDict([("t", text)])).text


@pytest.mark.parametrize("text", ["ring 020-84 44 48 eller 90101", "den 24 december 2026", "har druckit i 20 år"])
def test_an_ordinary_number_is_no_personal_number(site: Site, text: str) -> None:
    assert not site.fields.read(MultiDict([("t", text)])).personal_number
