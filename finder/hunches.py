"""Chances -> what a text most likely tells; the rules' own answers where nothing has been learned."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar, cast, get_args

from finder.models import AudienceId, CrisisId, NeedId, SubstanceId, WishId

Chances = Mapping[str, float]
"""Answer -> how likely. Empty when nothing has been learned."""

AUDIENCE_FROM, AUDIENCE_TOLD_FROM = 0.45, 0.05
"""From this chance somebody writes; from the smaller one, where the rules see that somebody does. So for the others."""
SUBSTANCE_FROM, SUBSTANCE_TOLD_FROM = 0.65, 0.5
NEED_FROM = 0.08
WISH_FROM, WISH_TOLD_FROM = 0.3, 0.08
DANGER_FROM, DANGER_KEPT, DANGER_THOUGH = 0.12, 0.02, 0.75
"""From this chance there is danger; from the second, where the rules see one; from the third, where the text is surely
of nothing here and the rules see none."""
DANGER_RENAMED = 0.5
"""From this chance the danger is of another kind than the rules say."""
NOTHING_FROM, NOTHING_KEPT = 0.5, 0.15
"""From this chance a text is of nothing here; from the second, where the rules find nothing."""
SURELY_NOTHING = 0.65
"""From this chance a text is idle: surely of nothing here."""
CLEARLY_RULED, RULED_STILL = 0.65, 0.65
"""From this score the rules tell clearly of a need; what is left of it when the weights do not see the need."""
RULED_BEFORE = 0.05
"""What the rules' own answer has before the others."""

Id = TypeVar("Id", bound=str)

_AUDIENCES: Final = get_args(AudienceId)
_SUBSTANCES: Final = get_args(SubstanceId)
_CRISES: Final = get_args(CrisisId)


def audience(told: AudienceId | None, chances: Chances, *, certain: bool = False) -> AudienceId | None:
    """Who writes. `certain`: the rules stand on something that cannot be mistaken, such as an age."""
    if not chances or (told and certain):
        return told
    best, chance = _best("audience", _AUDIENCES, chances, told, RULED_BEFORE)
    return cast(AudienceId, best) if chance >= (AUDIENCE_TOLD_FROM if told else AUDIENCE_FROM) else None


def substance(told: SubstanceId | None, chances: Chances) -> SubstanceId | None:
    """What it is about. Where the rules see a substance, one is told although two share the chance: benzo is both."""
    if not chances:
        return told
    best, chance = _best("substance", _SUBSTANCES, chances, told, RULED_BEFORE)
    of_any = RULED_BEFORE + sum(chances.get(f"substance:{one}", 0.0) for one in _SUBSTANCES)
    there = of_any >= SUBSTANCE_TOLD_FROM if told else chance >= SUBSTANCE_FROM
    return cast(SubstanceId, best) if there else None


def crisis(told: CrisisId | None, chances: Chances) -> CrisisId | None:
    """The danger. What the rules saw is kept unless it is nearly certain that there is none, or another."""
    if not chances:
        return told
    if chances["crisis:any"] < _least_danger(seen=bool(told), idle=chances["scope:none"] >= SURELY_NOTHING):
        return None
    best, chance = _best("crisis", _CRISES, chances)
    return told if told and chance < DANGER_RENAMED else cast(CrisisId, best)


def _least_danger(*, seen: bool, idle: bool) -> float:
    """From which chance there is danger. In an idle text, what the rules saw needs no more than any other text does."""
    if seen:
        return DANGER_FROM if idle else DANGER_KEPT
    return DANGER_THOUGH if idle else DANGER_FROM


def wishes(told: Iterable[WishId], chances: Chances) -> frozenset[WishId]:
    """What the text asks of the help."""
    seen = frozenset(told)
    if not chances:
        return seen
    sure = _from("wish", get_args(WishId), chances, WISH_FROM)
    return frozenset(sure) | (seen & _from("wish", seen, chances, WISH_TOLD_FROM).keys())


def needs(told: Mapping[NeedId, float], chances: Chances) -> Mapping[NeedId, float]:
    """Every need with its score. One that the rules clearly tell of is never lost, however rare in the examples."""
    if not chances:
        return told
    kept = {need: round(score * RULED_STILL, 2) for need, score in told.items() if score >= CLEARLY_RULED}
    like = _from("need", get_args(NeedId), chances, NEED_FROM)
    return like | {need: max(score, like.get(need, 0.0)) for need, score in kept.items()}


def nothing(silent: bool, chances: Chances) -> bool:
    """Whether a text says nothing of the field. `silent`: the rules say that it does not."""
    return chances["scope:none"] >= (NOTHING_KEPT if silent else NOTHING_FROM) if chances else silent


def _from(kind: str, ids: Iterable[Id], chances: Chances, least: float) -> dict[Id, float]:
    found = {id_: round(chances.get(f"{kind}:{id_}", 0.0), 2) for id_ in ids}
    return {id_: chance for id_, chance in found.items() if chance >= least}


def _best(
    kind: str, ids: Iterable[str], chances: Chances, told: str | None = None, before: float = 0.0
) -> tuple[str, float]:
    found = {id_: chances.get(f"{kind}:{id_}", 0.0) + before * (id_ == told) for id_ in ids}
    best = max(found, key=lambda id_: found[id_])
    return best, found[best]
