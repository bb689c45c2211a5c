"""Directory + answers + now -> the services that fit, best first.

The order: meets all that must hold, then the need's fit, the substance, what is preferred, today before historical,
the own kommun before neighbours by distance before all of Sweden (unless the near one is closed and the far one
answers), verified before reported. A wish that must hold is never silently dropped.
"""

from collections.abc import Sequence
from datetime import datetime

from finder.distance import by_distance
from finder.found import Found, Way, hard_wishes, ways_now, weigh
from finder.index import NATIONAL, Card, Index, index_of
from finder.models import Answers, Directory, NeedId, Phrase, Record, Service, WishId
from finder.order import order
from finder.reasons import because, nearest, not_met
from finder.steps import first_step, freshness, then

_Ranking = list[tuple[tuple[object, ...], Found]]

_NEAR_KM = 40.0
_FAR_KM = 80.0
_AWAY_KM = 200.0
_MOST_NEIGHBOURS = 12
_ALWAYS_ANSWERED: tuple[NeedId, ...] = ("guide", "talk")
"""What someone in Sweden always answers for; shown when nothing else can be reached."""


class Match(Record):
    """A service that was found, and why."""

    service: Service
    meets: tuple[str, ...]
    """'audience:relative', 'need:talk', 'wish:anonymous', 'place:1983' …"""
    misses: tuple[str, ...]
    """What was wished and this service does not hold, or is not known to hold, in the same form."""
    because: tuple[Phrase, ...]
    not_met: tuple[Phrase, ...]
    first_step: tuple[Phrase, ...]
    then: tuple[Phrase, ...]
    """What happens after the first step: registered or not, decision or not, cost, wait."""
    fresh: tuple[Phrase, ...]
    """How old the facts are, and whether to check them."""
    ways: tuple[Way, ...]
    distance_km: float | None
    """From the asked kommun; 0 in it; None when it is for all of Sweden or no kommun was given."""
    borrowed_from: Service | None = None
    """The service whose contacts stand here, since this one has none of its own."""


class Matches(Record):
    """The answer to one set of answers. `results` is never empty."""

    results: tuple[Match, ...]
    relaxed: tuple[WishId, ...]
    """The wishes that must hold and that no result holds."""
    nearest: tuple[Phrase, ...]
    """For what was relaxed: the nearest step that there is."""
    fits: int
    """How many services hold all that must hold."""


def match(directory: Directory, answers: Answers, now: datetime, limit: int = 10) -> Matches:
    """The services that fit the answers, best first.

    Args: `now`, wall-clock time in Sweden; `limit`, how many at most.
    Returns: Matches with at least one result.
    """
    ranked = _ranked(directory, answers, now)
    best = [_told(directory, found, answers, now) for found in _shown(directory, answers, ranked, limit)]
    relaxed = tuple(wish for wish in hard_wishes(answers) if not any(f"wish:{wish}" in m.meets for m in best))
    fits = sum(not found.misses for _, found in ranked)
    return Matches(results=tuple(best), relaxed=relaxed, nearest=nearest(directory, answers, relaxed), fits=fits)


def _shown(directory: Directory, answers: Answers, ranked: _Ranking, limit: int) -> list[Found]:
    """The first ones; the own kommun's way in is always among them, since it can tell more than we know."""
    shown = [found for _, found in ranked[:limit]]
    way_in = index_of(directory).ways_in.get(answers.kommun or "")
    if way_in and all(found.card.service.id != way_in.id for found in shown):
        shown[-1:] = [found for _, found in ranked if found.card.service.id == way_in.id]
    return shown


def describe(directory: Directory, services: Sequence[Service], answers: Answers, now: datetime) -> tuple[Match, ...]:
    """The given services as matches, in the given order: for a service's own page and a handed-over list."""
    cards = index_of(directory).cards
    distances = _distances(directory, answers)
    return tuple(_told(directory, weigh(cards[service.id], answers, distances), answers, now) for service in services)


def top_ids(directory: Directory, answers: Answers, now: datetime, limit: int) -> tuple[str, ...]:
    """Only the ids of the best services: what the conversation compares when it chooses a question."""
    return tuple(found.card.service.id for _, found in _ranked(directory, answers, now)[:limit])


def count_fits(directory: Directory, answers: Answers, now: datetime) -> int:
    """How many services hold all that must hold."""
    return sum(not found.misses for _, found in _ranked(directory, answers, now))


# ---------------------------------------------------------------- candidates


def _ranked(directory: Directory, answers: Answers, now: datetime) -> _Ranking:
    distances = _distances(directory, answers)
    found = [weigh(card, answers, distances) for card in _candidates(directory, answers).values()]
    ranked = [(order(each, answers, now), each) for each in found]
    ranked.sort(key=lambda pair: pair[0])
    return ranked


def _candidates(directory: Directory, answers: Answers) -> dict[str, Card]:
    index = index_of(directory)
    cards = index.at(NATIONAL, answers.needs)
    if answers.kommun:
        cards |= index.at(answers.kommun, answers.needs)
        cards |= index.at(directory.kommuner[answers.kommun].lan, answers.needs)
        cards |= _neighbours(directory, index, answers, cards)
        way_in = index.ways_in.get(answers.kommun)
        if way_in:
            cards[way_in.id] = index.cards[way_in.id]
    if answers.audience:
        cards |= {card.service.id: card for card in index.first_for.get(answers.audience, ())}
    if not any(card.service.contacts for card in cards.values()):
        cards |= index.at(NATIONAL, _ALWAYS_ANSWERED)
    return cards or dict(list(index.cards.items())[:1])


def _neighbours(directory: Directory, index: Index, answers: Answers, near: dict[str, Card]) -> dict[str, Card]:
    """Services of the nearest kommuner that are more than their kommun's general way in."""
    furthest = _NEAR_KM if "near" in answers.wishes else _AWAY_KM if "other_town" in answers.wishes else _FAR_KM
    found: dict[str, Card] = {}
    for code, distance in by_distance(directory, answers.kommun or "")[1:]:
        if distance > furthest or len(found) >= _MOST_NEIGHBOURS:
            break
        way_in = index.ways_in.get(code)
        for id_, card in index.at(code, answers.needs).items():
            if id_ not in near and (way_in is None or id_ != way_in.id) and not card.service.historical:
                found[id_] = card
    return found


def _distances(directory: Directory, answers: Answers) -> dict[str, float]:
    return dict(by_distance(directory, answers.kommun)) if answers.kommun else {}


# ---------------------------------------------------------------- the telling


def _told(directory: Directory, found: Found, answers: Answers, now: datetime) -> Match:
    service = found.card.service
    lender = _lender(directory, service, answers)
    contacts = service.contacts or (lender.contacts if lender else ())
    ways = ways_now(contacts, now)
    return Match(
        service=service,
        meets=found.meets,
        misses=found.misses,
        because=because(directory, found, answers),
        not_met=not_met(found),
        first_step=first_step(service, answers, ways, lender),
        then=then(service),
        fresh=freshness(service, ways, now.date()),
        ways=ways,
        distance_km=found.distance_km,
        borrowed_from=lender,
    )


def _lender(directory: Directory, service: Service, answers: Answers) -> Service | None:
    """Whose contacts to show when a service has none: its kommun's way in, or the asker's own."""
    if service.contacts:
        return None
    ways_in = index_of(directory).ways_in
    codes = (service.organisation.kommun, *service.kommuner, answers.kommun)
    return next((ways_in[code] for code in codes if code in ways_in and ways_in[code].id != service.id), None)
