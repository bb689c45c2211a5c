"""What a text was understood to tell: the records that `understand` returns."""

from collections.abc import Mapping

from finder.models import AudienceId, CrisisId, NeedId, Record, SubstanceId, WishId


class NeedFound(Record):
    """One need that a text tells of. From 0.5 it is told; below, it is a guess."""

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
