"""Free text -> Understanding: who, needs, substance, wishes, place and danger, each with the words that led there."""

from collections.abc import Iterable, Mapping
from typing import Final, cast, get_args

from finder import hunches
from finder.holder import Writer, writer
from finder.hunches import Chances
from finder.lexicon import Lexicon
from finder.likeness import telling
from finder.models import AudienceId, CrisisId, NeedId, Record, SubstanceId, WishId
from finder.places import PlaceFound, find_places
from finder.reading import Reading, Span, folded, read
from finder.swedish import words
from finder.weighing import Told, weigh

MAX_CHARS = 2000
"""What is read of a text. The web form takes 500; a longer one is cut here so that time stays bounded."""
SURE = 0.5
"""From this score a need is told; below, it is a guess from who writes and about what."""
_MOST_NEEDS = 4
_IN_DANGER = 0.9
"""How surely a danger tells of the need behind it."""
_STRONG = 0.65
"""From this score a need stands although something beside the point stands in the text too."""
_CLEAR = 0.3
"""From this score a substance or a danger is told."""
_NEEDS: Final = get_args(NeedId)
_WISHES: Final = get_args(WishId)
_SUBSTANCES: Final = get_args(SubstanceId)
_HELP_IN_DANGER: Final[Mapping[str, NeedId]] = {
    "suicide": "mental_health",
    "overdose": "medical",
    "withdrawal": "medical",
    "violence_now": "violence",
    "child_in_danger": "talk",
}
_DANGERS: Final[tuple[CrisisId, ...]] = ("overdose", "withdrawal", "child_in_danger", "violence_now", "suicide")


class NeedFound(Record):
    """One need that a text tells of. From 0.5 it is told; below, it is a guess from who writes and about what."""

    id: NeedId
    score: float
    because: tuple[str, ...]


class Understanding(Record):
    """What a text tells. None and empty where it does not tell."""

    text: str
    audience: AudienceId | None = None
    needs: tuple[NeedFound, ...] = ()
    """Best first."""
    substance: SubstanceId | None = None
    wishes: tuple[WishId, ...] = ()
    kommun: str | None = None
    """Four-digit code."""
    crisis: CrisisId | None = None
    because: Mapping[str, tuple[str, ...]] = {}
    """'audience', 'substance', 'kommun', 'crisis', 'wish:anonymous' … -> the words of the text that led there."""

    @property
    def empty(self) -> bool:
        """True when nothing at all was understood: small talk, or out of scope."""
        return not (self.audience or self.needs or self.substance or self.wishes or self.kommun or self.crisis)


def understand(text: str, lexicon: Lexicon) -> Understanding:
    """What a line of free text tells. Pure; the same text always gives the same answer."""
    ruled, silent = _by_rules(text, lexicon)
    chances = hunches.hunches(text[:MAX_CHARS], lexicon.weights)
    crisis = hunches.crisis(ruled.crisis, chances)
    if not crisis and hunches.nothing(silent, chances):
        return _bare(ruled)
    return _with_hunches(ruled, crisis, chances, lexicon)


def _by_rules(text: str, lexicon: Lexicon) -> tuple[Understanding, bool]:
    """What the rules tell, and whether they find that the text says nothing of the field."""
    reading = read(text[:MAX_CHARS], lexicon)
    who = writer(reading)
    told = weigh(reading, lexicon.rules, who.audience)
    crisis = _highest(told, "crisis", _DANGERS)
    if crisis:
        told[f"need:{_HELP_IN_DANGER[crisis]}"] = Told(_IN_DANGER, told[f"crisis:{crisis}"].spans)
    needs = _needs(told, reading)
    place = _place(reading, lexicon)
    substance = _highest(told, "substance", _SUBSTANCES)
    wishes = tuple(cast(WishId, wish) for wish in _WISHES if f"wish:{wish}" in told)
    found = Understanding(
        text=text,
        audience=who.audience,
        needs=needs,
        substance=cast(SubstanceId | None, substance),
        wishes=wishes,
        kommun=place.code if place else None,
        crisis=cast(CrisisId | None, crisis),
        because=_because(reading, who, told, place, substance, crisis, wishes),
    )
    return found, _says_nothing(told, needs)


def _bare(ruled: Understanding) -> Understanding:
    """Nothing of the field: only a place that stands alone is kept."""
    named = ruled.because.get("kommun", ())
    alone = len(words(ruled.text)) <= len(words(" ".join(named)))
    return Understanding(text=ruled.text, kommun=ruled.kommun if alone else None)


def _with_hunches(ruled: Understanding, crisis: CrisisId | None, chances: Chances, lexicon: Lexicon) -> Understanding:
    """The rules' reading, filled in where the text is like the examples of an answer."""
    scores = hunches.needs({need.id: need.score for need in ruled.needs}, chances)
    if crisis and crisis != ruled.crisis:
        scores[_HELP_IN_DANGER[crisis]] = _IN_DANGER
    told_by = " ".join(ruled.because.get("audience", ()))
    who = hunches.audience(ruled.audience, chances, certain=any(char.isdigit() for char in told_by))
    substance = hunches.substance(ruled.substance, chances)
    wished = hunches.wishes(ruled.wishes, chances)
    wishes = tuple(wish for wish in _WISHES if wish in wished)
    quoted = _quoted(ruled, {"audience": who, "substance": substance, "crisis": crisis}, wishes, lexicon)
    return ruled.model_copy(
        update={
            "audience": who,
            "needs": _ordered(ruled, scores, lexicon),
            "substance": substance,
            "wishes": wishes,
            "crisis": crisis,
            "because": quoted,
        }
    )


def _ordered(ruled: Understanding, scores: Mapping[NeedId, float], lexicon: Lexicon) -> tuple[NeedFound, ...]:
    """The needs, best first, each with the words that led there: the rules' own, or those that weigh most."""
    words_of = {need.id: need.because for need in ruled.needs}
    best = sorted(scores, key=lambda need: -scores[need])[:_MOST_NEEDS]
    return tuple(
        NeedFound(
            id=need,
            score=scores[need],
            because=words_of.get(need) or telling(ruled.text[:MAX_CHARS], f"need:{need}", lexicon.weights),
        )
        for need in best
    )


def _quoted(
    ruled: Understanding, facts: Mapping[str, str | None], wishes: Iterable[WishId], lexicon: Lexicon
) -> dict[str, tuple[str, ...]]:
    """The words behind each answer: the rules' own where the answer is theirs."""
    answers = {kind: f"{kind}:{value}" for kind, value in facts.items() if value}
    answers |= {f"wish:{wish}": f"wish:{wish}" for wish in wishes}
    theirs = {kind: getattr(ruled, kind, value) == value for kind, value in facts.items()}
    quoted = {kind: words_ for kind, words_ in ruled.because.items() if kind in answers or kind == "kommun"}
    for kind, answer in answers.items():
        if kind not in quoted or not theirs.get(kind, True):
            quoted[kind] = telling(ruled.text[:MAX_CHARS], answer, lexicon.weights)
    return quoted


def _highest(told: Mapping[str, Told], kind: str, ids: Iterable[str]) -> str | None:
    """The surest id of a kind; the first of the list when two are as sure."""
    found = [(told[f"{kind}:{one}"].score, one) for one in ids if f"{kind}:{one}" in told]
    clear = [pair for pair in found if pair[0] >= _CLEAR]
    return max(clear, key=lambda pair: pair[0])[1] if clear else None


def _needs(told: Mapping[str, Told], reading: Reading) -> tuple[NeedFound, ...]:
    found = [
        NeedFound(
            id=cast(NeedId, need),
            score=told[f"need:{need}"].score,
            because=_quotes(reading, told[f"need:{need}"].spans),
        )
        for need in _NEEDS
        if f"need:{need}" in told
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:_MOST_NEEDS])


def _says_nothing(told: Mapping[str, Told], needs: tuple[NeedFound, ...]) -> bool:
    """Small talk, thanks, a question of rules, or something that does not belong here."""
    surest = max((need.score for need in needs), default=0.0)
    if "scope:rules" in told and "scope:asks" not in told:
        return True
    if "scope:off" in told and surest < _STRONG and "scope:strong" not in told:
        return True
    return surest < _CLEAR or "scope:in" not in told


def _place(reading: Reading, lexicon: Lexicon) -> PlaceFound | None:
    known = [len(keys) > 0 for keys in reading.row]
    raw = [token.raw for token in reading.tokens]
    places = find_places(folded(reading), raw, known, lexicon.gazetteer)
    return max(places, key=lambda one: (one.weight, one.start)) if places else None


def _because(
    reading: Reading,
    who: Writer,
    told: Mapping[str, Told],
    place: PlaceFound | None,
    substance: str | None,
    crisis: str | None,
    wishes: Iterable[str],
) -> dict[str, tuple[str, ...]]:
    spans = {"audience": who.because}
    if place:
        spans["kommun"] = (Span(place.start, place.end),)
    if substance:
        spans["substance"] = told[f"substance:{substance}"].spans
    if crisis:
        spans["crisis"] = told[f"crisis:{crisis}"].spans
    spans |= {f"wish:{wish}": told[f"wish:{wish}"].spans for wish in wishes}
    return {key: _quotes(reading, some) for key, some in spans.items() if some}


def _quotes(reading: Reading, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.quote(span) for span in spans))
