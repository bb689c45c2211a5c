"""Directory + answers so far -> the next step of the conversation. Replayed from the answers, nothing remembered."""

from datetime import datetime

from finder.match import Matches
from finder.models import Answers, Directory, Option, Question, Record


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
    """Ask what separates the remaining services best, or show them. `show` shows what fits so far."""
    raise NotImplementedError


def open_questions(directory: Directory, answers: Answers) -> tuple[Question, ...]:
    """The questions that are not answered yet and could still change the result, best separator first."""
    raise NotImplementedError
