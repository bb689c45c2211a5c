"""After treatment or prison: a plan whose steps stand side by side, since one without the others seldom holds."""

from datetime import datetime

from finder.index import index_of
from finder.match import Match, describe, match
from finder.models import Answers, Directory, NeedId, Record, Service

NEEDS: tuple[NeedId, ...] = ("housing", "aftercare", "peers", "occupation")
"""The steps: a home, someone to keep in touch with, new company, something to do."""
_EACH = 3


class Step(Record):
    """One part of the plan, and who can help with it."""

    need: NeedId
    results: tuple[Match, ...]


class Plan(Record):
    """The whole plan."""

    way_in: Match | None
    """The kommun's own door, which can help with several of the steps; None when no kommun is told."""
    steps: tuple[Step, ...]


def plan(directory: Directory, answers: Answers, now: datetime, each: int = _EACH) -> Plan:
    """The steps for the one who comes out; no step is empty, and none repeats a service when another can be had."""
    answers = answers.model_copy(update={"audience": "self"})
    way_in = index_of(directory).ways_in.get(answers.kommun or "")
    told = {way_in.id} if way_in else set()
    steps = []
    for need in NEEDS:
        results = _results(directory, answers, need, now, each, told)
        told |= {result.service.id for result in results}
        steps.append(Step(need=need, results=results))
    return Plan(way_in=_described(directory, way_in, answers, now), steps=tuple(steps))


def _results(
    directory: Directory, answers: Answers, need: NeedId, now: datetime, each: int, told: set[str]
) -> tuple[Match, ...]:
    asked = answers.model_copy(update={"needs": (need,)})
    found = match(directory, asked, now, limit=each + len(told) + 1).results
    fresh = [result for result in found if result.service.id not in told and need in result.service.needs]
    return tuple(fresh[:each]) or found[:1]


def _described(directory: Directory, service: Service | None, answers: Answers, now: datetime) -> Match | None:
    return next(iter(describe(directory, [service] if service else [], answers, now)), None)
