"""Chances -> what a text most likely tells; the rules' own answers where nothing has been learned."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar, cast, get_args

from finder.models import AudienceId, CrisisId, NeedId, SubstanceId, WishId

Chances = Mapping[str, float]
"""Answer -> how likely. Empty when nothing has been learned."""

AUDIENCE_FROM, AUDIENCE_TOLD_FROM = 0.45, 0.05
"""From this chance somebody writes; from the smaller one, where the rules see that somebody does."""
SUBSTANCE_FROM, SUBSTANCE_TOLD_FROM = 0.7, 0.55
NEED_FROM = 0.08
WISH_FROM = 0.25
DANGER_FROM, DANGER_KEPT, DANGER_THOUGH = 0.18, 0.02, 0.7
"""From this chance there is danger; from the second, where the rules see one; from the third, where the text is surely
of nothing here and the rules see none."""
NOTHING_FROM, NOTHING_KEPT, NOTHING_THOUGH = 0.1, 0.04, 0.35
"""From this chance a text is of nothing here; from the second, where the rules find nothing; from the third, where
something speaks clearly for a need."""
CLEARLY_RULED, CLEARLY_LIKE = 0.65, 0.6
"""From this score by the rules, or this chance, something speaks clearly."""
RULED_STILL = 0.65
"""What is left of the rules' clear score for a need that the weights do not see."""
SURELY_NOTHING = 0.75
"""From this chance a text is idle: surely of nothing here."""
AS_UNLIKELY = 2.0
"""A text is of nothing here when no need is this many times as likely."""
RULED_BEFORE, RULED_DANGER_BEFORE = 0.1, 0.2
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
    """The danger. What the rules saw is kept unless it is nearly certain that there is none."""
    if not chances:
        return told
    if chances["crisis:any"] < _least_danger(seen=bool(told), idle=chances["scope:none"] >= SURELY_NOTHING):
        return None
    return cast(CrisisId, _best("crisis", _CRISES, chances, told, RULED_DANGER_BEFORE)[0])


def _least_danger(*, seen: bool, idle: bool) -> float:
    """From which chance there is danger. In an idle text, what the rules saw needs no more than any other text does."""
    if seen:
        return DANGER_FROM if idle else DANGER_KEPT
    return DANGER_THOUGH if idle else DANGER_FROM


def wishes(told: Iterable[WishId], chances: Chances) -> frozenset[WishId]:
    """What the text asks of the help."""
    return frozenset(_from("wish", get_args(WishId), chances, WISH_FROM) if chances else told)


def needs(told: Mapping[NeedId, float], chances: Chances) -> Mapping[NeedId, float]:
    """Every need with its score. One that the rules clearly tell of is never lost, however rare in the examples."""
    if not chances:
        return told
    kept = {need: round(score * RULED_STILL, 2) for need, score in told.items() if score >= CLEARLY_RULED}
    like = _from("need", get_args(NeedId), chances, NEED_FROM)
    return like | {need: max(score, like.get(need, 0.0)) for need, score in kept.items()}


def nothing(silent: bool, ruled: float, chances: Chances) -> bool:
    """Whether a text says nothing of the field.

    `silent`: the rules say that it does not. `ruled`: the score of the surest need that they find.
    """
    if not chances:
        return silent
    chance = chances["scope:none"]
    surest = max(value for answer, value in chances.items() if answer.startswith("need:"))
    if not silent and (ruled >= CLEARLY_RULED or surest >= CLEARLY_LIKE):
        return chance >= NOTHING_THOUGH
    return chance >= (NOTHING_KEPT if silent else NOTHING_FROM) or surest <= chance * AS_UNLIKELY


def _from(kind: str, ids: Iterable[Id], chances: Chances, least: float) -> dict[Id, float]:
    found = {id_: round(chances.get(f"{kind}:{id_}", 0.0), 2) for id_ in ids}
    return {id_: chance for id_, chance in found.items() if chance >= least}


def _best(
    kind: str, ids: Iterable[str], chances: Chances, told: str | None = None, before: float = 0.0
) -> tuple[str, float]:
    found = {id_: chances.get(f"{kind}:{id_}", 0.0) + before * (id_ == told) for id_ in ids}
    best = max(found, key=lambda id_: found[id_])
    return best, found[best]
