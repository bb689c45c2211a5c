"""Why a service is shown, what it does not hold, what to do first and what happens then: phrases from its facts."""

from collections.abc import Iterable, Sequence
from datetime import date

from finder.dates import is_aged, year_of
from finder.distance import by_distance
from finder.hours import Opening
from finder.index import Card, index_of
from finder.models import Answers, AudienceId, Contact, Directory, Phrase, Record, Service, WishId

_CALLS = ("phone", "short_number")
_SENTENCES = {"sms": "sms", "chat": "chat", "web": "web", "email": "email", "visit": "visit"}


class Way(Record):
    """A contact as it stands at this moment."""

    contact: Contact
    opening: Opening


class Found(Record):
    """A candidate with what it meets and misses, before anything is said about it."""

    model_config = {"arbitrary_types_allowed": True, "frozen": True}

    card: Card
    meets: tuple[str, ...]
    misses: tuple[str, ...]
    distance_km: float | None


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


# ---------------------------------------------------------------- the first step


def first_step(
    directory: Directory, service: Service, answers: Answers, ways: Sequence[Way], lender: Service | None
) -> tuple[Phrase, ...]:
    """What to do first, and what to say: composed from the facts, never invented."""
    if not ways:
        return (_phrase("step.nothing"),)
    first = ways[0].contact
    if service.historical:
        return _trace(service, first)
    return tuple([_reach(first), *_ask_for(service, first, lender), *_say(service, answers, first)])


def _trace(service: Service, first: Contact) -> tuple[Phrase, ...]:
    year = year_of(service.confirmed)
    ask = _phrase("step.trace_ask", name=service.name)
    if first.kind not in _CALLS:
        return (_phrase("step.trace_web", year=year, web=first.value), ask)
    return (_phrase("step.trace", year=year), _reach(first), ask)


def _reach(contact: Contact) -> Phrase:
    if contact.kind in _CALLS:
        return _phrase("step.call", number=contact.value)
    kind = _SENTENCES[contact.kind]
    return _phrase(f"step.{kind}", number=contact.value, web=contact.value, email=contact.value, address=contact.value)


def _ask_for(service: Service, contact: Contact, lender: Service | None) -> Iterable[Phrase]:
    who = service.name if lender else contact.ask_for
    if who and contact.kind in _CALLS:
        yield _phrase("step.ask_for", who=who)


def _say(service: Service, answers: Answers, contact: Contact) -> Iterable[Phrase]:
    if contact.kind in _CALLS:
        parts = {str(place): part for place, part in enumerate(_spoken(service, answers, contact))}
        yield _phrase("step.say", words=Phrase(key="sentences", values=parts))
    if contact.anonymous == "yes" or service.anonymous == "yes":
        yield _phrase("step.child_no_name" if answers.audience == "child" else "step.no_name")


def _spoken(service: Service, answers: Answers, contact: Contact) -> Iterable[Phrase]:
    """The words of a first call: for whom, about what, what is needed, whether a name is wanted."""
    who = answers.audience or "self"
    voice = _voice(who)
    worry_said = voice == "relative" and who != "professional" and answers.substance
    yield _phrase("say.hi" if worry_said else f"say.hello.{who}")
    if answers.substance:
        about = "self" if who == "professional" else voice
        yield _phrase(f"say.about.{about}.{answers.substance}")
    need = next((need for need in answers.needs if need in service.needs), None)
    if need:
        yield _phrase(f"say.{'need' if who in ('self', 'child') else 'need_other'}.{need}")
    if "anonymous" in answers.wishes:
        certain = contact.anonymous == "yes" or service.anonymous == "yes"
        yield _phrase("say.anonymous" if certain else "say.ask_anonymous")


def _voice(who: AudienceId) -> str:
    return {"self": "self", "child": "child"}.get(who, "relative")


# ---------------------------------------------------------------- what happens then


def then(service: Service) -> tuple[Phrase, ...]:
    """What happens after the first step, as far as a source tells."""
    if service.historical:
        return ()
    said = [*_access(service), *_records(service), *_price(service)]
    if service.wait:
        said.append(_phrase("then.wait", wait=service.wait))
    if service.interpreter == "yes":
        said.append(_phrase("then.interpreter"))
    return tuple(said)


def _access(service: Service) -> Iterable[Phrase]:
    """How to get in. Where some comes directly and some after a decision, both are said."""
    if {"self_referral", "decision"} <= set(service.access):
        yield _phrase("then.partly_decision")
        return
    for access in service.access:
        yield _phrase(f"then.{access}")


def _records(service: Service) -> Iterable[Phrase]:
    if service.anonymous == "yes":
        yield _phrase("then.not_registered")
    elif service.organisation.kind == "region":
        yield _phrase("then.care_records")
    elif service.organisation.kind == "kommun":
        yield _phrase("then.ask_records")


def _price(service: Service) -> Iterable[Phrase]:
    if service.free == "yes":
        yield _phrase("then.free")
    elif service.cost:
        yield _phrase("then.cost", cost=service.cost)


# ---------------------------------------------------------------- how fresh, and what was relaxed


def freshness(service: Service, ways: Sequence[Way], today: date) -> tuple[Phrase, ...]:
    """How old the facts are, told plainly: the service's own date, and whether its first number is unconfirmed."""
    if service.historical:
        return (_phrase("fresh.historical", year=year_of(service.confirmed)),)
    said = [_age(service.confirmed, today)]
    if ways and ways[0].contact.trust == "reported" and ways[0].contact.kind in _CALLS:
        said.append(_phrase("fresh.reported"))
    return tuple(said)


def _age(confirmed: str, today: date) -> Phrase:
    if confirmed == "unknown":
        return _phrase("fresh.undated")
    return _phrase("fresh.aged" if is_aged(confirmed, today) else "fresh.confirmed", date=confirmed)


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
