"""Directory + answers + now -> the services that fit, best first, each with its reasons."""

from collections.abc import Sequence
from datetime import datetime

from finder.hours import Opening
from finder.models import Answers, Contact, Directory, Phrase, Record, Service


class Way(Record):
    """A contact as it stands at this moment."""

    contact: Contact
    opening: Opening


class Match(Record):
    """A service that was found, and why."""

    service: Service
    meets: tuple[str, ...]
    """'audience:relative', 'need:talk', 'wish:anonymous', 'place:1983' …"""
    misses: tuple[str, ...]
    """Wishes that this service does not hold, or is not known to hold."""
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
    relaxed: tuple[str, ...]
    """The wishes that no result holds."""
    nearest: tuple[Phrase, ...]
    """For what was relaxed: the nearest step that there is."""
    fits: int
    """How many services hold all that must hold."""


def match(directory: Directory, answers: Answers, now: datetime, limit: int = 10) -> Matches:
    """The services that fit the answers, best first."""
    raise NotImplementedError


def describe(directory: Directory, services: Sequence[Service], answers: Answers, now: datetime) -> tuple[Match, ...]:
    """The given services as matches, in the given order: for a service's own page and a handed-over list."""
    raise NotImplementedError
