"""What a text is like, beside what its rules tell: the rules come first, the hunches fill in where they are silent."""

from collections.abc import Iterable, Mapping
from typing import Final, cast, get_args

from finder.likeness import Weights, likeness
from finder.models import AudienceId, CrisisId, NeedId, SubstanceId, WishId

Chances = Mapping[str, float]

NEED_WEIGHS = 0.5
"""How much a hunch of a need adds to what the rules tell."""
NEED_FROM = 0.35
"""A need that only a hunch tells of stands from this chance."""
AUDIENCE_FROM = 0.2
AUDIENCE_OVER, AUDIENCE_UNDER = 0.75, 0.42
"""A hunch takes the place of the rules' audience when it is this sure, and of theirs this unsure."""
SUBSTANCE_FROM = 0.75
WISH_FROM = 0.5
DANGER_FROM = 0.75
NOTHING_FROM, NOTHING_UNDER = 0.55, 0.04
SOMETHING_FROM = 0.6

_AUDIENCES: Final = get_args(AudienceId)
_SUBSTANCES: Final = get_args(SubstanceId)
_CRISES: Final = get_args(CrisisId)


def hunches(text: str, weights: Weights) -> Chances:
    """Answer -> chance. Empty when nothing has been learned."""
    return likeness(text, weights) if weights.starts else {}


def audience(told: AudienceId | None, chances: Chances, *, certain: bool = False) -> AudienceId | None:
    """Who writes: as the rules tell, unless they are silent or the text is clearly like another's.

    `certain`: the rules stand on something that cannot be mistaken, such as an age.
    """
    best, chance = _best("audience", _AUDIENCES, chances)
    if told and certain:
        return told
    if told is None:
        return cast(AudienceId, best) if chance >= AUDIENCE_FROM else None
    sure_of_other = chance >= AUDIENCE_OVER and chances.get(f"audience:{told}", 0.0) <= AUDIENCE_UNDER
    return cast(AudienceId, best) if sure_of_other else told


def substance(told: SubstanceId | None, chances: Chances) -> SubstanceId | None:
    """What it is about, where the rules are silent."""
    best, chance = _best("substance", _SUBSTANCES, chances)
    return told or (cast(SubstanceId, best) if chance >= SUBSTANCE_FROM else None)


def crisis(told: CrisisId | None, chances: Chances) -> CrisisId | None:
    """Danger that the rules did not see. What they saw is never taken back."""
    if told or chances.get("crisis:any", 0.0) < DANGER_FROM:
        return told
    return cast(CrisisId, _best("crisis", _CRISES, chances)[0])


def wishes(told: Iterable[WishId], chances: Chances) -> frozenset[WishId]:
    """The wishes of the rules, and those that the text is clearly like."""
    like = {wish for wish in get_args(WishId) if chances.get(f"wish:{wish}", 0.0) >= WISH_FROM}
    return frozenset({*told, *like})


def needs(told: Mapping[NeedId, float], chances: Chances) -> dict[NeedId, float]:
    """Every need with its score: what the rules tell, and a share of what the text is like."""
    scores: dict[NeedId, float] = {}
    for need in get_args(NeedId):
        chance = chances.get(f"need:{need}", 0.0)
        if need in told or chance >= NEED_FROM:
            scores[need] = round(min(1.0, told.get(need, 0.0) + NEED_WEIGHS * chance), 2)
    return scores


def nothing(told: bool, chances: Chances) -> bool:
    """Whether a text says nothing of the field. `told`: the rules say that it does not."""
    chance = chances.get("scope:none")
    if chance is None:
        return told
    surest = max((value for answer, value in chances.items() if answer.startswith("need:")), default=0.0)
    if told:
        return chance >= NOTHING_UNDER or surest < SOMETHING_FROM
    return chance >= NOTHING_FROM and surest < SOMETHING_FROM


def _best(kind: str, ids: Iterable[str], chances: Chances) -> tuple[str, float]:
    found = {id_: chances.get(f"{kind}:{id_}", 0.0) for id_ in ids}
    best = max(found, key=lambda id_: found[id_])
    return best, found[best]
