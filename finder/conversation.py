"""Directory + answers so far -> the next step of the conversation. Replayed from the answers, nothing remembered."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from finder.match import Matches, match, top_ids
from finder.match import count_fits as _count_fits
from finder.models import Answers, Directory, Option, Question, Record, WishId

MOST_QUESTIONS = 5
"""How many questions are asked before results are shown, the danger question aside."""
WORTH_ASKING = 0.1
"""How different the results of two visitors must be on average (0–1) for a question to be worth their time."""
_FIRST_WEIGHS = 0.3
_COMPARED = 5
_SAMPLE_KOMMUNER = 8
_MIDDAY = datetime(2026, 1, 14, 10, 0)
"""What to ask must not hang on the hour: questions are weighed as on a weekday morning."""


class Ask(Record):
    """The next question, and how many services fit already."""

    question: Question
    options: tuple[Option, ...]
    """The answers worth showing; 'vet inte' and 'vill inte svara' are always possible beside them."""
    fits: int


class Show(Record):
    """No question can change the result any more, or the person asked to see it."""

    matches: Matches


Step = Ask | Show


def next_step(directory: Directory, answers: Answers, now: datetime, *, show: bool = False, limit: int = 10) -> Step:
    """Ask what separates the remaining services best, or show them.

    Args: `answers` so far; `now`, wall-clock time in Sweden; `show` to see what fits so far.
    Returns: Ask with the next question, or Show with the results.
    """
    if not show and len(answered(directory, answers)) < MOST_QUESTIONS:
        for question in open_questions(directory, answers)[:1]:
            fits = _count_fits(directory, answers, now)
            return Ask(question=question, options=question.options, fits=fits)
    return Show(matches=match(directory, answers, now, limit))


def answered(directory: Directory, answers: Answers) -> tuple[Question, ...]:
    """The questions that have an answer, 'vet inte' included, in the order of the file."""
    return tuple(q for q in directory.questions if q.field != "danger" and _is_answered(q, answers))


@lru_cache(maxsize=8192)
def open_questions(directory: Directory, answers: Answers) -> tuple[Question, ...]:
    """The questions that are not answered yet and could still change the result.

    Those that are always asked come first, since they cost no question more there; then the best separator.
    """
    waiting = [q for q in directory.questions if q.field != "danger" and not _is_answered(q, answers)]
    worth = {question.id: _worth(directory, question, answers) for question in waiting}
    asked = [question for question in waiting if question.always == "yes" or worth[question.id] >= WORTH_ASKING]
    return tuple(sorted(asked, key=lambda question: (question.always != "yes", -worth[question.id])))


def with_option(answers: Answers, question: Question, value: str) -> Answers:
    """The answers after one more: `value` is an option's value, a kommun's code, or 'no'."""
    if question.field == "needs":
        return answers.model_copy(update={"needs": (*answers.needs, value)})
    if question.field in ("anonymous", "women_only", "wishes"):
        return answers.model_copy(update={"wishes": (*answers.wishes, value)})
    return answers.model_copy(update={question.field: value})


# ---------------------------------------------------------------- what a question is worth


def _is_answered(question: Question, answers: Answers) -> bool:
    if question.id in answers.passed:
        return True
    single: dict[str, WishId] = {"anonymous": "anonymous", "women_only": "women_only"}
    if question.field in single:
        return single[question.field] in answers.wishes
    if question.field == "wishes":
        return any(wish not in single.values() for wish in answers.wishes)
    return bool(getattr(answers, question.field))


def _worth(directory: Directory, question: Question, answers: Answers) -> float:
    """How well a question separates: the chance-weighted difference between what two visitors would be shown.

    From 0 (every answer shows the same) to 1. An answer that asks for nothing ('nej', 'vet inte') shows what is
    shown now; `Question.usual` says how often an answer asks for something.
    """
    values = list(_values(directory, question))
    if not values:
        return 0.0
    shown = [top_ids(directory, with_option(answers, question, value), _MIDDAY, _COMPARED) for value in values]
    chances = [question.usual / len(values)] * len(values)
    shown.append(top_ids(directory, answers, _MIDDAY, _COMPARED))
    chances.append(1 - question.usual)
    return sum(
        2 * chances[one] * chances[other] * _difference(shown[one], shown[other])
        for one, other in combinations(range(len(shown)), 2)
    )


def _values(directory: Directory, question: Question) -> Iterable[str]:
    if question.field == "kommun":
        codes = sorted(directory.kommuner)
        return codes[:: max(1, len(codes) // _SAMPLE_KOMMUNER)]
    return [option.value for option in question.options if option.value]


def _difference(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """0 when two lists show the same, 1 when they share nothing; which one stands first weighs most."""
    shared = len(set(one) & set(other)) / max(len(one), len(other), 1)
    return (1 - _FIRST_WEIGHS) * (1 - shared) + _FIRST_WEIGHS * (one[:1] != other[:1])
