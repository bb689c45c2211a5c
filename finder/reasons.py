"""Why a service is shown and what it does not hold: phrases from its facts."""

from collections.abc import Iterable, Sequence

from finder.distance import by_distance
from finder.found import Found
from finder.index import index_of
from finder.models import Answers, Directory, Phrase, Service, WishId


def _phrase(key: str, **values: str | Phrase) -> Phrase:
    return Phrase(key=f"results.{key}", values=values)


# ---------------------------------------------------------------- why


def because(directory: Directory, found: Found, answers: Answers) -> tuple[Phrase, ...]:
    """Why it is shown: one short sentence a reason, the strongest first."""
    if found.card.service.historical:
        return tuple(_because_then(directory, found))
    reasons = [*_because_wishes(found), *_because_audience(found, answers), *_because_place(directory, found)]
    needs = [meet.removeprefix("need:") for meet in found.meets if meet.startswith("need:")]
    if needs:
        reasons.append(_phrase("because.need", needs=_labels("need", needs)))
    if answers.substance in found.card.substances:
        reasons.append(_phrase("because.substance", substance=_labels("substance", [str(answers.substance)])))
    return tuple(reasons)


def _because_then(directory: Directory, found: Found) -> Iterable[Phrase]:
    """What was true when the document was written, told as past."""
    service = found.card.service
    yield _phrase("because_then.place", kommun=_kommun(directory, service))
    if service.sex == "women":
        yield _phrase("because_then.women")
    if service.anonymous == "yes":
        yield _phrase("because_then.anonymous")
    needs = [meet.removeprefix("need:") for meet in found.meets if meet.startswith("need:")]
    if needs:
        yield _phrase("because_then.need", needs=_labels("need", needs))


def _labels(kind: str, ids: Iterable[str]) -> Phrase:
    """Several labels of the vocabulary as one value, in small letters and with commas."""
    return Phrase(key="list", values={str(place): Phrase(key=f"label.{kind}.{id_}") for place, id_ in enumerate(ids)})


def _because_wishes(found: Found) -> Iterable[Phrase]:
    service = found.card.service
    for meet in found.meets:
        if meet.startswith("wish:"):
            yield _phrase(f"because.wish.{meet.removeprefix('wish:')}")
    if service.sex != "all" and "wish:women_only" not in found.meets:
        yield _phrase(f"because.{service.sex}")


def _because_audience(found: Found, answers: Answers) -> Iterable[Phrase]:
    if answers.audience is None or answers.audience not in found.card.audience:
        return
    directly = found.card.audience[answers.audience] == 0
    yield _phrase(f"because.audience.{answers.audience}" if directly else "because.for_the_other")


def _because_place(directory: Directory, found: Found) -> Iterable[Phrase]:
    service, distance = found.card.service, found.distance_km
    if service.national:
        yield _phrase("because.national")
    elif not service.kommuner:
        lan = next(k.lan_name for k in directory.kommuner.values() if k.lan in service.area)
        yield _phrase("because.lan", lan=lan)
    elif distance:
        yield _phrase("because.other_place", kommun=_kommun(directory, service), km=_km(distance))
    else:
        yield _phrase("because.same_place", kommun=_kommun(directory, service))


def _kommun(directory: Directory, service: Service) -> str:
    return directory.kommuner[service.kommuner[0]].name


def _km(distance: float) -> str:
    return str(max(1, round(distance)))


# ---------------------------------------------------------------- what it does not hold


def not_met(found: Found) -> tuple[Phrase, ...]:
    """What was asked for and is not held, or not known to be held: never left unsaid."""
    said = [_not_met(found, *miss.split(":", 1)) for miss in found.misses]
    if found.distance_km and found.card.service.organisation.kind == "kommun":
        said.append(_phrase("not_met.other_kommun"))
    return tuple(said)


def _not_met(found: Found, kind: str, id_: str) -> Phrase:
    if kind == "audience":
        return _phrase(f"not_met.audience.{id_}")
    if kind == "substance":
        return _phrase("not_met.substance")
    known = id_ in found.card.denies
    told = "unknown" if not known else "denied_then" if found.card.service.historical else "denied"
    return _phrase(f"not_met.{told}.{id_}")


# ---------------------------------------------------------------- what was relaxed


def nearest(directory: Directory, answers: Answers, relaxed: Sequence[WishId]) -> tuple[Phrase, ...]:
    """For each wish that no result holds: that it is so, and the nearest service in Sweden that does hold it."""
    said: list[Phrase] = []
    for wish in relaxed:
        said += [_phrase(f"relaxed.{wish}"), _nearest_holding(directory, answers, wish)]
    return tuple(said)


def _nearest_holding(directory: Directory, answers: Answers, wish: WishId) -> Phrase:
    if not answers.kommun:
        return _phrase("nearest.tell_place")
    index = index_of(directory)
    for code, distance in by_distance(directory, answers.kommun):
        for card in index.at(code, answers.needs).values():
            if wish in card.holds and not card.service.historical:
                name = f"{card.service.name}, {card.service.organisation.name}"
                kommun = directory.kommuner[code].name
                return _phrase("nearest.other_kommun", kommun=kommun, km=_km(distance), name=name)
    return _phrase("nearest.ask")
