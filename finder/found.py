"""A service beside the answers: what it meets, what it misses, and how far away it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from finder.hours import Opening, opening
from finder.index import Card
from finder.models import MUST_HOLD, Answers, Contact, Record, WishId


class Way(Record):
    """A contact as it stands at this moment."""

    contact: Contact
    opening: Opening


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with what it meets and misses, before anything is said about it."""

    card: Card
    meets: tuple[str, ...]
    misses: tuple[str, ...]
    distance_km: float | None


def hard_wishes(answers: Answers) -> tuple[WishId, ...]:
    """The wishes that must hold: a drug-free setting only when it is about somewhere to live."""
    return tuple(
        wish for wish in answers.wishes if wish in MUST_HOLD and (wish != "drug_free" or "housing" in answers.needs)
    )


def weigh(card: Card, answers: Answers, distances: dict[str, float]) -> Found:
    meets: list[str] = []
    misses: list[str] = []
    if answers.audience:
        (meets if answers.audience in card.audience else misses).append(f"audience:{answers.audience}")
    meets += [f"need:{need}" for need in answers.needs if need in card.needs]
    if answers.substance and (answers.substance in card.substances or not card.substances):
        meets.append(f"substance:{answers.substance}")
    elif answers.substance:
        misses.append(f"substance:{answers.substance}")
    hard = hard_wishes(answers)
    for wish in asked_of_service(answers):
        if wish in card.holds:
            meets.append(f"wish:{wish}")
        elif wish in hard:
            misses.append(f"wish:{wish}")
    distance = _distance(card, answers, distances)
    if answers.kommun and distance == 0:
        meets.append(f"place:{answers.kommun}")
    return Found(card=card, meets=tuple(meets), misses=tuple(misses), distance_km=distance)


def asked_of_service(answers: Answers) -> Iterable[WishId]:
    return (wish for wish in answers.wishes if wish not in ("near", "other_town"))


def _distance(card: Card, answers: Answers, distances: dict[str, float]) -> float | None:
    service = card.service
    if not distances or service.national:
        return None
    if answers.kommun in service.area:
        return 0.0
    nearest_one = min((distances[code] for code in service.kommuner), default=None)
    return 0.0 if nearest_one is None else nearest_one


def ways_now(contacts: Sequence[Contact], now: datetime) -> tuple[Way, ...]:
    """Open ones first, then those with unknown hours; the file's order within each."""
    ways = [Way(contact=contact, opening=opening(contact.hours, now)) for contact in contacts]
    return tuple(sorted(ways, key=lambda way: _openness(way.opening)))


def _openness(state: Opening) -> int:
    return {True: 0, None: 0, False: 1}[state.is_open]
