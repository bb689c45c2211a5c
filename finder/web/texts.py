"""One language of the site: keys, phrases and words -> sentences, with the direction they are written in."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from finder.formats import clock, comma, isolated, spoken_date, spoken_day, times
from finder.glossary import Glossary, Reading
from finder.translations import direction, swedish_name
from finder.wording import Wording

_HOLE = re.compile(r"\{(\w+)\}")


class Swedish(str):
    """A text that stays Swedish on a page in another language."""


def _known_to_none(_: str) -> bool:
    return False


@dataclass(frozen=True)
class Speech(Wording):
    """Everything that can be said, in one language. Templates call it `t`."""

    knows: Callable[[str], bool] = _known_to_none
    """Whether there is a translation of a Swedish text."""
    reviewed: bool = True
    """Whether someone who speaks the language has read all of it."""
    glossary: Glossary = field(default_factory=lambda: Glossary([]))
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def dir(self) -> str:
        return direction(self.lang)

    def t(self, key: str, **values: object) -> str:
        """The text with this key, its {placeholders} filled in."""
        text = self._known.get(key)
        if text is None:
            text = self._known[key] = self.translate(self.directory.texts[key])
        return text.format_map({name: self.whole(str(value)) for name, value in values.items()}) if values else text

    __call__ = t

    def parts(self, key: str) -> list[str]:
        """A text cut at its {placeholders}: every second part is the name of one."""
        return _HOLE.split(self.translate(self.directory.texts[key]))

    # ------------------------------------------------------------ what the organisations say

    def own(self, text: str) -> str:
        """A text of the directory: translated when it is the product's own, else Swedish and marked so."""
        if self.lang == "sv" or self.knows(text):
            return self.translate(text)
        return Swedish(text)

    def sv(self, text: str) -> Markup:
        """The attributes of an element that holds a text which stays Swedish."""
        return Markup(' lang="sv" dir="ltr"') if self.lang != "sv" and isinstance(text, Swedish) else Markup("")

    def named(self, name: str) -> Markup:
        """The attributes of an element that holds a Swedish name."""
        return self.sv(Swedish(name))

    def interpreter(self) -> Swedish:
        """How to ask for an interpreter, in Swedish; nothing on a Swedish page."""
        asked = self.t("language.phrase").format(language=swedish_name(self.lang))
        return Swedish("" if self.lang == "sv" else asked)

    def reading(self) -> Reading:
        """A page that is about to be read: each word of the glossary is explained where it is met first."""
        return Reading(self.glossary)

    # ------------------------------------------------------------ numbers and dates

    def whole(self, text: str) -> str:
        """A name or a number that must not be torn apart where the text runs from right to left."""
        return isolated(text, self.lang)

    def dated(self, fuzzy: str) -> str:
        """A date of a source, in words."""
        return spoken_date(fuzzy, self.lang)

    def day(self, day: date) -> str:
        """A day of the near future, in words."""
        return spoken_day(day, self.lang)

    def clock(self, moment: datetime) -> str:
        """A time of the day."""
        return clock(moment, self.lang)

    def times(self, text: str) -> str:
        """Times as they stand in the data: '08:00-16:30'."""
        return times(text, self.lang)

    def listed(self, items: Iterable[str]) -> str:
        """Several things on one line."""
        return comma(self.lang).join(items)
