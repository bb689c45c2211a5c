"""The index that matching looks in: which services serve which place for which need, and what each one holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from finder.models import AudienceId, Directory, NeedId, Service, SubstanceId, WishId

NATIONAL = "SE"
_ALL_AGES = 120
_YOUNG, _OLD = 29, 55
POLICY: frozenset[WishId] = frozenset({"anonymous", "accepts_use"})
"""What a house decides from year to year: that it was so in 2006 says nothing of today."""


@dataclass(frozen=True, slots=True)
class Card:
    """One service as matching sees it: everything that does not depend on the hour, worked out once."""

    service: Service
    needs: dict[NeedId, int]
    """How well it fits each need: 0 best, 2 least."""
    audience: dict[AudienceId, int]
    """0: it is for them; 1: for the one they care about; missing: not for them."""
    substances: frozenset[SubstanceId]
    holds: frozenset[WishId]
    denies: frozenset[WishId]
    one_sex: bool
    """Only for women, or only for men."""
    age_group: Literal["young", "old"] | None
    """Made for the young or the old."""
    adults_only: bool
    answers_people: bool
    """Can be called or written to; a page to read is less."""
    age: int
    """0: confirmed on the owner's page; 1: reported."""


@dataclass(frozen=True, eq=False)
class Index:
    """Postings by place and need. Candidates come from here, never from a walk over everything."""

    cards: dict[str, Card]
    by_place_and_need: dict[tuple[str, NeedId | None], tuple[Card, ...]]
    ways_in: dict[str, Service]
    """Kommun code -> the service that answers for the kommun's socialtjänst today."""
    first_for: dict[AudienceId, tuple[Card, ...]]
    """Who comes -> what is shown first to them, whatever they need."""

    def at(self, place: str, needs: Iterable[NeedId]) -> dict[str, Card]:
        """The cards of a place for any of the needs; all of the place's when no need is given."""
        keys: list[tuple[str, NeedId | None]] = [(place, need) for need in needs] or [(place, None)]
        return {card.service.id: card for key in keys for card in self.by_place_and_need.get(key, ())}


@lru_cache(maxsize=8)
def index_of(directory: Directory) -> Index:
    """The index of a directory, built once."""
    cards = {service.id: _card(service) for service in directory.services.values()}
    postings: defaultdict[tuple[str, NeedId | None], list[Card]] = defaultdict(list)
    for card in cards.values():
        for place in card.service.area:
            postings[place, None].append(card)
            for need in card.needs:
                postings[place, need].append(card)
    frozen = {key: tuple(found) for key, found in postings.items()}
    return Index(cards=cards, by_place_and_need=frozen, ways_in=_ways_in(directory), first_for=_first_for(cards))


def _first_for(cards: dict[str, Card]) -> dict[AudienceId, tuple[Card, ...]]:
    audiences = {audience for card in cards.values() for audience in card.service.first_for}
    return {a: tuple(card for card in cards.values() if a in card.service.first_for) for a in audiences}


def _ways_in(directory: Directory) -> dict[str, Service]:
    kommun_run = [s for s in directory.services.values() if s.organisation.kind == "kommun" and not s.historical]
    found: dict[str, Service] = {}
    for service in sorted(kommun_run, key=lambda s: "guide" not in s.needs):
        if service.organisation.kommun and service.area == (service.organisation.kommun,):
            found.setdefault(service.organisation.kommun, service)
    return found


def _card(service: Service) -> Card:
    holds, denies = _wishes(service)
    return Card(
        service=service,
        needs={need: min((place + 1) // 2, 2) for place, need in enumerate(service.needs)},
        audience=_audience(service),
        substances=frozenset(service.substances),
        holds=holds,
        denies=denies,
        one_sex=service.sex != "all",
        age_group=_age_group(service),
        adults_only=_adults_only(service),
        answers_people=any(contact.kind not in ("web", "visit") for contact in service.contacts),
        age=service.trust != "verified",
    )


def _audience(service: Service) -> dict[AudienceId, int]:
    """Who it is for; and for whom it helps the one they care about."""
    fits: dict[AudienceId, int] = dict.fromkeys(service.audience, 0)
    if "self" in fits:
        for close in ("relative", "employer", "professional"):
            fits.setdefault(close, 1)
    if "relative" in service.audience and not _adults_only(service):
        fits.setdefault("child", 1)
    return fits


def _adults_only(service: Service) -> bool:
    return service.ages is not None and (service.ages.from_ or 0) >= 18


def _age_group(service: Service) -> Literal["young", "old"] | None:
    if service.ages is None:
        return None
    if (service.ages.from_ or 0) >= _OLD:
        return "old"
    return "young" if (service.ages.to or _ALL_AGES) <= _YOUNG else None


def _wishes(service: Service) -> tuple[frozenset[WishId], frozenset[WishId]]:
    """The wishes that a service is known to hold, and those it is known not to."""
    facts: dict[WishId, str] = {
        "anonymous": service.anonymous,
        "women_only": "yes" if service.sex == "women" else "no",
        "same_sex_staff": "yes"
        if service.sex == "women" and service.same_sex_staff != "no"
        else service.same_sex_staff,
        "twelve_step": "yes" if "twelve_step" in service.methods else "no",
        "no_twelve_step": _without_twelve_steps(service),
        "no_faith": "no" if service.faith or service.organisation.kind == "faith" else "yes",
        "peer_staff": "yes" if service.organisation.kind == "self_help" else service.peer_staff,
        "drug_free": service.drug_free,
        "accepts_use": "no" if service.drug_free == "yes" and service.accepts_use != "yes" else service.accepts_use,
        "individual": _has(service, "individual", "phone", "chat"),
        "group": _has(service, "group", "self_help_meeting", "course"),
        "chat": _reached(service, "chat"),
        "sms": _reached(service, "sms"),
    }
    if any(contact.anonymous == "yes" for contact in service.contacts):
        facts["anonymous"] = "yes"
    promised = POLICY if service.historical else frozenset()
    holds = frozenset(wish for wish, fact in facts.items() if fact == "yes" and wish not in promised)
    return holds, frozenset(wish for wish, fact in facts.items() if fact == "no")


def _without_twelve_steps(service: Service) -> str:
    """A programme or a group whose method is not told may be a 12-step one; a line to talk to is no programme."""
    if "twelve_step" in service.methods:
        return "no"
    programme = {"treatment", "aftercare", "peers"} & set(service.needs)
    return "unknown" if programme and not service.methods else "yes"


def _has(service: Service, *formats: str) -> str:
    return "yes" if set(formats) & set(service.formats) else "unknown"


def _reached(service: Service, kind: str) -> str:
    return "yes" if any(contact.kind == kind for contact in service.contacts) or kind in service.formats else "no"
