"""Which service stands before which, at this hour."""

from datetime import datetime

from finder.found import Found, asked_of_service
from finder.hours import opening
from finder.index import Card
from finder.models import Answers, Service

_UNCOVERED = 4
_OFFICE = (8, 16)
"""When an office with unknown hours may be expected to answer; used for order only, never shown."""


def order(found: Found, answers: Answers, now: datetime) -> tuple[object, ...]:
    card, service = found.card, found.card.service
    audience = answers.audience
    denied = sum(miss.removeprefix("wish:") in card.denies for miss in found.misses)
    too_old = audience == "child" and card.adults_only
    pinned = audience is not None and audience in service.first_for
    return (
        bool(found.misses),
        too_old,
        denied + len(found.misses),
        not pinned,
        card.audience.get(audience, 2) if audience else 0,
        _for_others(card, answers),
        sum(card.needs.get(need, _UNCOVERED) for need in answers.needs),
        0 if answers.substance is None or answers.substance in card.substances else 1,
        sum(wish not in card.holds for wish in asked_of_service(answers)),
        service.historical,
        _place(found, answers, now),
        not card.answers_people,
        card.age,
        service.id,
    )


def _for_others(card: Card, answers: Answers) -> bool:
    """Whether it is for one sex or one age that the person has not told to be theirs."""
    wrong_age = card.age_group is not None and (card.age_group == "old" or answers.audience != "child")
    return wrong_age or (card.one_sex and "women_only" not in answers.wishes)


def _place(found: Found, answers: Answers, now: datetime) -> float:
    """Lower is nearer. What is closed now goes after a national line that answers, but stays in the list."""
    answering = _answers_now(found.card.service, now)
    if found.distance_km is None:
        return {True: 3.0, None: 3.5, False: 6.0}[answering]
    away = found.distance_km > 0
    if answering is False:
        return 5.0 if away else 4.0
    wanted_away = "other_town" in answers.wishes
    return (2.0 if away != wanted_away else 0.5) + found.distance_km / 1000 + (answering is None) * 0.1


def _answers_now(service: Service, now: datetime) -> bool | None:
    """Whether someone answers now; None when it may be so (hours unknown, in office hours)."""
    states = [opening(contact.hours, now).is_open for contact in service.contacts]
    if True in states:
        return True
    office = now.weekday() < 5 and _OFFICE[0] <= now.hour < _OFFICE[1]
    if None in states or not states:
        return None if office or service.national else False
    return False
