"""How much is asked: made-up visitors answer until there is something to show, beside a fixed list of questions."""

import random
from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import get_args

from finder.chat import passed
from finder.conversation import Ask, next_step, with_option
from finder.models import Answers, AudienceId, Directory, NeedId, SubstanceId
from tests.bench.table import Row

NOW = datetime(2026, 11, 23, 10, 0)
_VISITORS = 2000


def told_by(rng: random.Random, directory: Directory) -> dict[str, str | None]:
    """What one visitor answers to each question; None is 'vet inte', 'vill inte svara' or no."""
    shares = [50, 35, 8, 3, 4]  # about four of ten who seek the helplines are relatives
    return {
        "audience": rng.choices(get_args(AudienceId), shares)[0],
        "needs": rng.choice(get_args(NeedId)),
        "substance": rng.choice([*get_args(SubstanceId), None]),
        "kommun": rng.choice(list(directory.kommuner)) if rng.random() < 0.8 else None,
        "anonymous": "anonymous" if rng.random() < 0.4 else None,
        "women_only": "women_only" if rng.random() < 0.15 else None,
        "wishes": rng.choice(["accepts_use", "group", "chat", None, None, None, None]),
    }


def asked(directory: Directory, told: dict[str, str | None]) -> list[str]:
    """The ids of the questions that one visitor is asked."""
    answers, ids = Answers(), []
    while isinstance(step := next_step(directory, answers, NOW), Ask):
        ids.append(step.question.id)
        value = told[step.question.field]
        answers = with_option(answers, step.question, value) if value else passed(answers, step.question)
    return ids


def rows(directory: Directory) -> Iterator[Row]:
    """Median and most questions before results, the danger question aside."""
    rng = random.Random(11)
    counts = [len(asked(directory, told_by(rng, directory))) for _ in range(_VISITORS)]
    fixed = len([question for question in directory.questions if question.field != "danger"])
    beside = f"mean {sum(counts) / len(counts):.2f}; a fixed list asks {fixed}"
    yield Row("questions before results, median", f"{median(counts):g}", "at most 4", median(counts) <= 4, beside)
    yield Row("questions before results, most", str(max(counts)), "at most 6", max(counts) <= 6)
