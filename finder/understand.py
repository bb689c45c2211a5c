"""Free text -> Understanding: who, needs, substance, wishes, place and danger, each with the words that led there."""

from collections.abc import Iterable, Mapping
from typing import Final, get_args

from finder import hunches
from finder.features import features
from finder.lexicon import Lexicon
from finder.likeness import Likeness, likeness
from finder.models import CrisisId, NeedId, WishId
from finder.ruled import HELP_IN_DANGER, IN_DANGER, by_rules
from finder.swedish import words
from finder.understanding import NeedFound, Understanding

__all__ = ["MAX_CHARS", "NeedFound", "Understanding", "understand"]

MAX_CHARS = 2000
"""What is read of a text. The web form takes 500; a longer one is cut here so that time stays bounded."""
_MOST_NEEDS = 4
_WISHES: Final = get_args(WishId)


def understand(text: str, lexicon: Lexicon) -> Understanding:
    """What a line of free text tells. Pure; the same text always gives the same answer."""
    ruled = by_rules(text[:MAX_CHARS], lexicon)
    like = likeness(features(ruled), lexicon.weights)
    crisis = hunches.crisis(ruled.found.crisis, like.chances)
    if not crisis and hunches.nothing(ruled.silent, like.chances):
        return _bare(ruled.found)
    return _weighed(ruled.found, crisis, like)


def _bare(found: Understanding) -> Understanding:
    """Nothing of the field: only a place that stands alone is kept."""
    named = found.because.get("kommun", ())
    alone = len(words(found.text)) <= len(words(" ".join(named)))
    return Understanding(text=found.text, kommun=found.kommun if alone else None)


def _weighed(found: Understanding, crisis: CrisisId | None, like: Likeness) -> Understanding:
    """The rules' reading, and what the weights make of it."""
    chances = like.chances
    scores = dict(hunches.needs({need.id: need.score for need in found.needs}, chances))
    if crisis:
        scores[HELP_IN_DANGER[crisis]] = max(IN_DANGER, scores.get(HELP_IN_DANGER[crisis], 0.0))
    told_by = " ".join(found.because.get("audience", ()))
    who = hunches.audience(found.audience, chances, certain=any(char.isdigit() for char in told_by))
    substance = hunches.substance(found.substance, chances)
    wished = hunches.wishes(found.wishes, chances)
    wishes = tuple(wish for wish in _WISHES if wish in wished)
    return found.model_copy(
        update={
            "audience": who,
            "needs": _ordered(found, scores, like),
            "substance": substance,
            "wishes": wishes,
            "crisis": crisis,
            "because": _quoted(found, {"audience": who, "substance": substance, "crisis": crisis}, wishes, like),
        }
    )


def _ordered(found: Understanding, scores: Mapping[NeedId, float], like: Likeness) -> tuple[NeedFound, ...]:
    """The needs, best first, each with the words that led there: the rules' own, or those that weigh most."""
    words_of = {need.id: need.because for need in found.needs}
    first = found.needs[0].id if found.needs else None
    best = sorted(scores, key=lambda need: -scores[need] - hunches.RULED_BEFORE * (need == first))[:_MOST_NEEDS]
    return tuple(
        NeedFound(id=need, score=scores[need], because=words_of.get(need) or like.telling(f"need:{need}"))
        for need in best
    )


def _quoted(
    found: Understanding, facts: Mapping[str, str | None], wishes: Iterable[WishId], like: Likeness
) -> dict[str, tuple[str, ...]]:
    """The words behind each answer: the rules' own where the answer is theirs."""
    answers = {kind: f"{kind}:{value}" for kind, value in facts.items() if value}
    answers |= {f"wish:{wish}": f"wish:{wish}" for wish in wishes}
    theirs = {kind: getattr(found, kind) == value for kind, value in facts.items()}
    quoted = {kind: words_ for kind, words_ in found.because.items() if kind in answers or kind == "kommun"}
    for kind, answer in answers.items():
        if kind not in quoted or not theirs.get(kind, True):
            quoted[kind] = like.telling(answer)
    return quoted
