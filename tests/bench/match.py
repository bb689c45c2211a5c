"""Matching: the index beside a walk over every service, on the shipped directory and on 100,000 services."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from statistics import median, quantiles
from typing import get_args

from finder.found import weigh
from finder.index import index_of
from finder.match import match
from finder.models import Answers, AudienceId, Directory, NeedId, SubstanceId
from finder.order import order
from tests.bench.generate import generated
from tests.bench.table import Row

NOW = datetime(2026, 11, 23, 10, 0)
_ROUNDS = 300
_WALKS = 5


def visitors(directory: Directory, count: int) -> list[Answers]:
    """The same made-up visitors every time."""
    rng = random.Random(7)
    return [
        Answers(
            audience=rng.choice(get_args(AudienceId)),
            needs=(rng.choice(get_args(NeedId)),),
            substance=rng.choice([*get_args(SubstanceId), None]),
            kommun=rng.choice([*directory.kommuner, None]),
            wishes=rng.choice([(), ("anonymous",), ("women_only",), ("anonymous", "women_only")]),
        )
        for _ in range(count)
    ]


def milliseconds(act: Callable[[Answers], object], asked: list[Answers]) -> list[float]:
    """How long `act` takes for each of the answers."""
    taken = []
    for answers in asked:
        started = time.perf_counter()
        act(answers)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def walk(directory: Directory, answers: Answers) -> list[str]:
    """The alternative: weigh every service in the directory."""
    cards = index_of(directory).cards.values()
    found = [weigh(card, answers, {}) for card in cards]
    return [each.card.service.id for each in sorted(found, key=lambda each: order(each, answers, NOW))[:10]]


def rows(directory: Directory) -> Iterator[Row]:
    """The table: median and 99th percentile in milliseconds."""
    for name, each in (("shipped", directory), ("100,000 more", generated(directory, 100_000))):
        asked = visitors(each, _ROUNDS)
        match(each, asked[0], NOW)  # the index is built once, at start
        limit = 3.0 if each is directory else 10.0
        index = milliseconds(lambda answers, each=each: match(each, answers, NOW), asked)  # type: ignore[misc]
        scan = milliseconds(lambda answers, each=each: walk(each, answers), asked[:_WALKS])  # type: ignore[misc]
        told = f"p99 {quantiles(index, n=100)[98]:.2f} ms; a walk over {len(each.services):,}: {median(scan):.1f} ms"
        yield Row(f"match, {name}", f"{median(index):.2f} ms", f"< {limit:.0f} ms", median(index) < limit, told)
