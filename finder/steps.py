"""What to do first, what happens then, and how fresh it all is: phrases composed from the facts, never invented."""

from collections.abc import Iterable, Sequence
from datetime import date

from finder.dates import is_aged, year_of
from finder.found import Way
from finder.models import Answers, AudienceId, Contact, Phrase, Service

_CALLS = ("phone", "short_number")
_SENTENCES = {"sms": "sms", "chat": "chat", "web": "web", "email": "email", "visit": "visit"}


def _phrase(key: str, **values: str | Phrase) -> Phrase:
    return Phrase(key=f"results.{key}", values=values)


# ---------------------------------------------------------------- the first step


def first_step(service: Service, answers: Answers, ways: Sequence[Way], lender: Service | None) -> tuple[Phrase, ...]:
    """What to do first, and what to say: composed from the facts, never invented."""
    if not ways:
        return (_phrase("step.nothing"),)
    first = ways[0].contact
    if service.historical:
        return _trace(service, first)
    return (_reach(first), *_ask_for(service, first, lender), *_say(service, answers, first))


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


# ---------------------------------------------------------------- how fresh


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
