"""Matching: what must hold holds, the order is the promised one, every claim is true, and no answer is a dead end."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import get_args

import pytest

from finder.match import Match, describe, match
from finder.models import Answers, AudienceId, Directory, NeedId, Service, SubstanceId, WishId
from finder.wording import Wording
from tests.conftest import MONDAY_MORNING, SATURDAY_NIGHT

VASTERAS, FAGERSTA, KOPING, NORBERG = "1980", "1982", "1983", "1962"


def ids(directory: Directory, answers: Answers, now: datetime = MONDAY_MORNING, limit: int = 10) -> list[str]:
    return [found.service.id for found in match(directory, answers, now, limit).results]


# ---------------------------------------------------------------- every claim against the record


def truly(service: Service, claim: str, answers: Answers) -> bool:
    """Whether a claim of a match is true of the record: written anew here, not borrowed from the matching."""
    kind, id_ = claim.split(":", 1)
    if kind == "need":
        return id_ in service.needs
    if kind == "substance":
        return not service.substances or id_ in service.substances
    if kind == "place":
        return id_ in service.area or any(len(code) == 2 and id_.startswith(code) for code in service.area)
    if kind == "audience":
        return audience_fits(service, id_)
    return wish_holds(service, id_)


def audience_fits(service: Service, audience: str) -> bool:
    if audience in service.audience:
        return True
    if audience == "child":
        return "relative" in service.audience and (service.ages is None or (service.ages.from_ or 0) < 18)
    return audience != "self" and "self" in service.audience


def wish_holds(service: Service, wish: str) -> bool:
    kinds = {contact.kind for contact in service.contacts}
    programme = {"treatment", "aftercare", "peers"} & set(service.needs)
    facts = {
        "anonymous": not service.historical
        and (service.anonymous == "yes" or any(contact.anonymous == "yes" for contact in service.contacts)),
        "women_only": service.sex == "women",
        "same_sex_staff": service.same_sex_staff == "yes" or service.sex == "women",
        "twelve_step": "twelve_step" in service.methods,
        "no_twelve_step": "twelve_step" not in service.methods and bool(service.methods or not programme),
        "no_faith": not service.faith and service.organisation.kind != "faith",
        "peer_staff": service.peer_staff == "yes" or service.organisation.kind == "self_help",
        "drug_free": service.drug_free == "yes",
        "accepts_use": not service.historical and service.accepts_use == "yes",
        "individual": bool({"individual", "phone", "chat"} & set(service.formats)),
        "group": bool({"group", "self_help_meeting", "course"} & set(service.formats)),
        "chat": "chat" in kinds or "chat" in service.formats,
        "sms": "sms" in kinds or "sms" in service.formats,
    }
    return facts[wish]


def visitors(directory: Directory) -> Iterator[Answers]:
    """The whole space: audiences × needs × substances × anonymous and women only × places."""
    with_own = {s.kommuner[0] for s in directory.services.values() if s.organisation.kind != "kommun" and s.kommuner}
    with_own |= {s.kommuner[0] for s in directory.services.values() if s.historical and s.kommuner}
    places = [*sorted(with_own), "2425", "2510", None]  # Dorotea has only its way in; Jokkmokk not even a number
    wishes: list[tuple[WishId, ...]] = [(), ("anonymous",), ("women_only",), ("anonymous", "women_only")]
    space = product(get_args(AudienceId), get_args(NeedId), [*get_args(SubstanceId), None], wishes, places)
    for audience, need, substance, wished, kommun in space:
        yield Answers(audience=audience, needs=(need,), substance=substance, wishes=wished, kommun=kommun)


def test_there_is_no_dead_end_and_no_false_claim(directory: Directory) -> None:
    faults: Counter[str] = Counter()
    for answers in visitors(directory):
        matches = match(directory, answers, SATURDAY_NIGHT)
        faults.update(_faults(directory, answers, matches.results, matches.relaxed))
    assert faults == Counter()


def _faults(
    directory: Directory, answers: Answers, results: tuple[Match, ...], relaxed: tuple[WishId, ...]
) -> Iterator[str]:
    if not any(not found.service.historical and found.ways for found in results):
        yield f"nothing to use today: {answers}"
    misses = [bool(found.misses) for found in results]
    if misses != sorted(misses):
        yield f"a result with a miss before one without: {answers}"
    for found in results:
        for claim in found.meets:
            if not truly(found.service, claim, answers):
                yield f"{found.service.id} does not hold {claim}"
        for wish in answers.wishes:
            if not wish_holds(found.service, wish) and f"wish:{wish}" not in found.misses:
                yield f"{found.service.id}: {wish} is missed but not named"
    for wish in answers.wishes:
        if not any(wish_holds(found.service, wish) for found in results) and wish not in relaxed:
            yield f"{wish} is relaxed but not named: {answers}"


# ---------------------------------------------------------------- who asks


def test_a_relative_gets_help_for_the_relative_first(directory: Directory) -> None:
    own = ids(directory, Answers(audience="self", needs=("peers",), substance="alcohol", kommun=VASTERAS))
    relatives = ids(directory, Answers(audience="relative", needs=("peers",), substance="alcohol", kommun=VASTERAS))
    assert own[0] != relatives[0]
    assert "relative" in directory.services[relatives[0]].audience


@pytest.mark.parametrize("need", get_args(NeedId))
def test_a_child_never_meets_adult_help_above_help_for_children(directory: Directory, need: NeedId) -> None:
    results = match(directory, Answers(audience="child", needs=(need,), kommun=KOPING), SATURDAY_NIGHT).results
    adults_only = [bool(r.service.ages and (r.service.ages.from_ or 0) >= 18) for r in results]
    assert adults_only == sorted(adults_only)


@pytest.mark.parametrize("substance", get_args(SubstanceId))
def test_a_child_who_wants_to_talk_sees_bris_first(directory: Directory, substance: SubstanceId) -> None:
    answers = Answers(audience="child", needs=("talk",), substance=substance, kommun=KOPING)
    assert ids(directory, answers)[0] == "bris"


# ---------------------------------------------------------------- what must hold


def test_women_only_is_never_mixed_silently(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("housing",), kommun=VASTERAS, wishes=("women_only",))
    results = match(directory, answers, MONDAY_MORNING).results
    assert results[0].service.sex == "women"
    assert all(found.service.sex == "women" or "wish:women_only" in found.misses for found in results)


def test_no_twelve_step_keeps_programmes_and_fellowships_from_the_top(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("treatment",), substance="alcohol", kommun=VASTERAS)
    without = match(directory, answers.model_copy(update={"wishes": ("no_twelve_step",)}), MONDAY_MORNING).results
    assert "twelve_step" not in without[0].service.methods
    assert all("wish:no_twelve_step" in r.misses for r in without if "twelve_step" in r.service.methods)


def test_accepts_use_puts_what_demands_sobriety_below_and_says_so(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("housing",), kommun=VASTERAS, wishes=("accepts_use",))
    results = match(directory, answers, MONDAY_MORNING, limit=40).results
    assert results[0].service.accepts_use == "yes"
    demanding = [found for found in results if found.service.drug_free == "yes" and found.service.accepts_use != "yes"]
    assert demanding
    wording = Wording(directory)
    for found in demanding:
        told = " ".join(wording.say(said) for said in found.not_met)
        assert "nykter eller drogfri" in told


def test_a_drug_free_place_must_hold_only_when_it_is_about_a_home(directory: Directory) -> None:
    home = Answers(needs=("housing",), kommun=VASTERAS, wishes=("drug_free",))
    talk = Answers(needs=("talk",), kommun=VASTERAS, wishes=("drug_free",))
    assert any("wish:drug_free" in found.misses for found in match(directory, home, MONDAY_MORNING).results)
    assert not any("wish:drug_free" in found.misses for found in match(directory, talk, MONDAY_MORNING).results)


# ---------------------------------------------------------------- place and time


def test_the_own_kommun_comes_before_its_neighbours(directory: Directory) -> None:
    results = match(directory, Answers(audience="self", needs=("guide",), kommun=FAGERSTA), MONDAY_MORNING).results
    today = [found for found in results if not found.service.historical]
    distances = [found.distance_km for found in today if found.distance_km is not None]
    assert distances[0] == 0
    assert distances == sorted(distances)


def test_a_line_that_answers_now_beats_an_office_that_is_closed(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("mental_health",), kommun="1981")
    night = match(directory, answers, SATURDAY_NIGHT).results
    assert any(way.opening.is_open for way in night[0].ways)
    assert "sala-socialtjanst" in [found.service.id for found in night]


def test_what_is_closed_says_when_it_opens(directory: Directory) -> None:
    for found in describe(directory, list(directory.services.values()), Answers(), SATURDAY_NIGHT):
        for way in found.ways:
            if way.opening.is_open is False:
                assert way.opening.opens is None or way.opening.opens > SATURDAY_NIGHT.replace(tzinfo=None)


def test_a_historical_service_comes_with_a_number_of_today(directory: Directory) -> None:
    old = [service for service in directory.services.values() if service.historical]
    for found in describe(directory, old, Answers(), MONDAY_MORNING):
        assert found.ways, found.service.id
        assert found.borrowed_from is not None
        assert not found.borrowed_from.historical


def test_today_comes_before_2006_when_the_rest_is_equal(directory: Directory) -> None:
    for kommun in (VASTERAS, FAGERSTA, KOPING):
        results = match(directory, Answers(audience="self", needs=("guide",), kommun=kommun), MONDAY_MORNING).results
        assert not results[0].service.historical


def test_the_way_in_to_the_own_kommun_is_always_shown(directory: Directory) -> None:
    answers = Answers(audience="relative", needs=("talk",), substance="drugs", kommun=NORBERG, wishes=("anonymous",))
    for hours in range(0, 48, 7):
        assert "norberg-socialtjanst" in ids(directory, answers, MONDAY_MORNING + timedelta(hours=hours), limit=5)


# ---------------------------------------------------------------- the words


def test_every_phrase_of_every_service_can_be_said(directory: Directory) -> None:
    wording = Wording(directory)
    everyone = list(directory.services.values())
    for audience in get_args(AudienceId):
        answers = Answers(audience=audience, needs=("talk",), substance="alcohol", wishes=("anonymous", "women_only"))
        for found in describe(directory, everyone, answers, SATURDAY_NIGHT):
            said = [*found.because, *found.not_met, *found.first_step, *found.then, *found.fresh]
            assert all(wording.say(phrase) for phrase in said)
            assert found.first_step


def test_the_sentence_to_say_comes_from_the_facts(directory: Directory) -> None:
    answers = Answers(audience="relative", needs=("talk",), substance="alcohol", wishes=("anonymous",))
    (found,) = describe(directory, [directory.services["alkoholhjalpen"]], answers, MONDAY_MORNING)
    said = " ".join(Wording(directory).say(phrase) for phrase in found.first_step)
    assert "Ring 020-84 44 48." in said
    assert "Jag är orolig för någon som dricker för mycket." in said
    assert "Jag vill vara anonym." in said
    assert "Du behöver inte säga vad du heter." in said


def test_a_result_that_may_not_be_anonymous_never_promises_it(directory: Directory) -> None:
    answers = Answers(audience="self", needs=("talk",), kommun=KOPING, wishes=("anonymous",))
    (found,) = describe(directory, [directory.services["koping-socialtjanst"]], answers, MONDAY_MORNING)
    said = " ".join(Wording(directory).say(phrase) for phrase in (*found.first_step, *found.not_met))
    assert "Du behöver inte säga" not in said
    assert "Vi vet inte om du kan vara anonym" in said
