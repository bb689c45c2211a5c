"""The conversation: replayed from the answers, asks only what can change the result, and never much."""

import random
import statistics
from datetime import datetime
from typing import get_args

import pytest

from finder.chat import passed
from finder.conversation import MOST_QUESTIONS, Ask, Show, next_step, open_questions, with_option
from finder.match import match
from finder.models import Answers, AudienceId, Directory, NeedId, Question, SubstanceId
from tests.conftest import MONDAY_MORNING, SATURDAY_NIGHT


def question(directory: Directory, field: str) -> Question:
    return next(q for q in directory.questions if q.field == field)


def answer_all(directory: Directory, told: dict[str, str | None], now: datetime) -> tuple[list[str], Answers, Show]:
    """Answer each question from `told` (field -> value; None passes). The ids asked, the answers, the end."""
    asked: list[str] = []
    answers = Answers()
    while isinstance(step := next_step(directory, answers, now), Ask):
        asked.append(step.question.id)
        value = told.get(step.question.field)
        answers = with_option(answers, step.question, value) if value else passed(answers, step.question)
    return asked, answers, step


def visitor(rng: random.Random, directory: Directory) -> dict[str, str | None]:
    """One made-up visitor: what each question would get as answer."""
    return {
        "audience": rng.choice(get_args(AudienceId)),
        "needs": rng.choice(get_args(NeedId)),
        "substance": rng.choice([*get_args(SubstanceId), None]),
        "kommun": rng.choice([*directory.kommuner, None]),
        "anonymous": rng.choice(["anonymous", None]),
        "women_only": rng.choice(["women_only", None, None, None]),
        "wishes": rng.choice(["accepts_use", "group", "chat", None, None, None]),
    }


def test_no_visitor_is_asked_more_than_promised(directory: Directory) -> None:
    rng = random.Random(20261121)
    counts = [len(answer_all(directory, visitor(rng, directory), MONDAY_MORNING)[0]) for _ in range(150)]
    assert max(counts) <= MOST_QUESTIONS <= 6
    assert statistics.median(counts) <= 4


def test_someone_who_knows_nothing_still_gets_an_answer(directory: Directory) -> None:
    asked, _, end = answer_all(directory, {}, SATURDAY_NIGHT)
    assert len(asked) <= MOST_QUESTIONS
    assert end.matches.results


def test_no_question_is_asked_twice(directory: Directory) -> None:
    rng = random.Random(5)
    for _ in range(30):
        asked, _, _ = answer_all(directory, visitor(rng, directory), MONDAY_MORNING)
        assert len(asked) == len(set(asked))


def test_the_next_step_is_a_function_of_the_answers(directory: Directory) -> None:
    answers = Answers(audience="relative", needs=("talk",))
    assert next_step(directory, answers, MONDAY_MORNING) == next_step(directory, answers, MONDAY_MORNING)


def test_what_to_ask_does_not_hang_on_the_hour(directory: Directory) -> None:
    day = next_step(directory, Answers(), MONDAY_MORNING)
    night = next_step(directory, Answers(), SATURDAY_NIGHT)
    assert isinstance(day, Ask)
    assert isinstance(night, Ask)
    assert day.question == night.question


def test_an_earlier_answer_can_be_changed_without_losing_the_others(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("housing",), kommun="1980")
    changed = with_option(answers, question(directory, "audience"), "relative")
    assert changed == Answers(audience="relative", needs=("housing",), kommun="1980")


def test_results_can_be_shown_at_any_time(directory: Directory) -> None:
    assert isinstance(next_step(directory, Answers(), MONDAY_MORNING, show=True), Show)


def test_a_question_says_how_many_fit_now(directory: Directory) -> None:
    answers = Answers(needs=("housing",))
    step = next_step(directory, answers, MONDAY_MORNING)
    assert isinstance(step, Ask)
    assert step.fits == match(directory, answers, MONDAY_MORNING).fits


@pytest.mark.parametrize("field", ["audience", "needs", "kommun"])
def test_what_is_answered_is_not_asked_again(directory: Directory, field: str) -> None:
    answers = Answers(audience="self", needs=("housing",), kommun="1980")
    assert field not in {q.field for q in open_questions(directory, answers)}


def test_vet_inte_is_an_answer(directory: Directory) -> None:
    kommun = question(directory, "kommun")
    assert kommun not in open_questions(directory, passed(Answers(), kommun))


def test_a_gambler_who_will_not_say_where_is_led_to_help_for_gambling(directory: Directory) -> None:
    told = {"audience": "self", "needs": "talk", "substance": "gambling", "kommun": None}
    _, answers, end = answer_all(directory, told, SATURDAY_NIGHT)
    assert answers.substance == "gambling"
    assert "gambling" in end.matches.results[0].service.substances
