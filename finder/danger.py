"""Answers -> the crisis cards that belong with them, whatever else is shown."""

from finder.models import Answers, CrisisId, Record

_DANGEROUS_TO_STOP = frozenset({"alcohol", "medicines", "drugs"})
_STOPPING = frozenset({"treatment", "medical"})


class Cards(Record):
    """Which cards stand whole before everything else, and which are only pointed to."""

    whole: tuple[CrisisId, ...] = ()
    linked: tuple[CrisisId, ...] = ()


def cards(answers: Answers, seen: CrisisId | None = None) -> Cards:
    """The cards for these answers. `seen` is danger that was seen in a free text."""
    whole: list[CrisisId] = [seen] if seen else []
    if answers.substance in _DANGEROUS_TO_STOP and _STOPPING & set(answers.needs) and seen != "withdrawal":
        whole.append("withdrawal")
    linked: list[CrisisId] = []
    if answers.substance == "gambling" and seen != "suicide":
        linked.append("suicide")
    if "violence" in answers.needs and seen != "violence_now":
        linked.append("violence_now")
    return Cards(whole=tuple(whole), linked=tuple(linked))
