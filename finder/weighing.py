"""Ideas that stand in a text -> what they tell, by the rules of the lexicon."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.lexicon import Rule
from finder.models import AudienceId
from finder.reading import Reading, Span

_FURTHER = 0.03


@dataclass(frozen=True)
class Told:
    """One thing that a text tells, how surely, and the words that led there."""

    score: float
    spans: tuple[Span, ...]


def weigh(reading: Reading, rules: Iterable[Rule], audience: AudienceId | None) -> dict[str, Told]:
    """What the rules find: 'need:talk' -> how surely: the surest rule, and a little for each further one."""
    scores: dict[str, list[float]] = defaultdict(list)
    spans: dict[str, list[Span]] = defaultdict(list)
    for rule in rules:
        evidence = _evidence(reading, rule, audience)
        if evidence:
            scores[rule.gives].append(rule.score)
            spans[rule.gives] += evidence
    return {key: Told(_together(some), tuple(dict.fromkeys(spans[key]))) for key, some in scores.items()}


def _together(scores: Sequence[float]) -> float:
    return round(min(1.0, max(scores) + _FURTHER * (len(scores) - 1)), 2)


def _evidence(reading: Reading, rule: Rule, audience: AudienceId | None) -> Sequence[Span]:
    if rule.who and audience not in rule.who:
        return ()
    groups = []
    for item in rule.items:
        spans = [span for idea in item for span in reading.spans.get(idea, ())]
        if not spans:
            return ()
        groups.append(spans)
    if any(idea in reading.spans for idea in rule.none):
        return ()
    return _closest(groups, rule.within) if rule.within else [spans[0] for spans in groups]


def _closest(groups: Sequence[Sequence[Span]], within: int) -> Sequence[Span]:
    """One span of each group, all within so many words; empty when there are none."""
    events = sorted((span.start, number) for number, spans in enumerate(groups) for span in spans)
    by_place = {(span.start, number): span for number, spans in enumerate(groups) for span in spans}
    latest: dict[int, int] = {}
    for start, number in events:
        latest[number] = start
        if len(latest) == len(groups) and start - min(latest.values()) <= within:
            return [by_place[(place, which)] for which, place in sorted(latest.items())]
    return ()
