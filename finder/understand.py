"""Free text -> Understanding: who, needs, substance, wishes, place and danger, each with the words that led there."""

from collections.abc import Mapping

from finder.lexicon import Lexicon
from finder.models import AudienceId, CrisisId, NeedId, Record, SubstanceId, WishId

MAX_CHARS = 2000
"""What is read of a text. The web form takes 500; a longer one is cut here so that time stays bounded."""


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
    return Understanding(text=text)
