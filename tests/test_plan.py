"""After treatment or prison: four steps for every kommun, none empty, each service where it helps."""

from datetime import datetime

import pytest

from finder.models import Answers, Directory
from finder.plan import NEEDS, plan
from tests.conftest import MONDAY_MORNING, SATURDAY_NIGHT


@pytest.mark.parametrize("now", [MONDAY_MORNING, SATURDAY_NIGHT], ids=["monday", "saturday-night"])
def test_no_step_is_empty_in_any_kommun(directory: Directory, now: datetime) -> None:
    for code in [None, *directory.kommuner]:
        made = plan(directory, Answers(kommun=code), now)
        assert [step.need for step in made.steps] == list(NEEDS)
        assert all(1 <= len(step.results) <= 3 for step in made.steps), code


def test_every_service_of_a_step_helps_with_it(directory: Directory) -> None:
    for code in [None, *directory.kommuner]:
        for step in plan(directory, Answers(kommun=code), MONDAY_MORNING).steps:
            assert all(step.need in result.service.needs for result in step.results), (code, step.need)


def test_a_service_stands_in_one_step_when_the_step_has_others(directory: Directory) -> None:
    for code in [None, *directory.kommuner]:
        made = plan(directory, Answers(kommun=code), MONDAY_MORNING)
        seen = {made.way_in.service.id} if made.way_in else set()
        for step in made.steps:
            ids = [result.service.id for result in step.results]
            assert not set(ids) & seen or len(ids) == 1, (code, step.need)
            seen |= set(ids)


def test_the_kommuns_own_door_stands_before_the_steps(directory: Directory) -> None:
    made = plan(directory, Answers(kommun="1983"), MONDAY_MORNING)
    assert made.way_in
    assert made.way_in.service.organisation.kommun == "1983"
    assert made.way_in.ways
    assert plan(directory, Answers(), MONDAY_MORNING).way_in is None


def test_the_plan_is_for_the_one_who_comes_out_whoever_asks(directory: Directory) -> None:
    own = plan(directory, Answers(kommun="1480", audience="self"), MONDAY_MORNING)
    asked_by_mother = plan(directory, Answers(kommun="1480", audience="relative"), MONDAY_MORNING)
    assert own == asked_by_mother


def test_wishes_and_substance_count_in_every_step(directory: Directory) -> None:
    made = plan(directory, Answers(kommun="1480", wishes=("women_only",)), MONDAY_MORNING)
    first = [step.results[0] for step in made.steps]
    assert any(result.service.sex == "women" for result in first)
    for result in first:
        assert result.service.sex == "women" or "wish:women_only" in result.misses
