"""One language of the site: keys, phrases and words -> sentences, with the direction they are written in."""

from dataclasses import dataclass, field

from finder.wording import Wording


@dataclass(frozen=True)
class Speech(Wording):
    """Everything that can be said, in one language."""

    lang: str = "sv"
    dir: str = "ltr"
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def t(self, key: str, **values: object) -> str:
        """The text with this key, its {placeholders} filled in."""
        text = self._known.get(key)
        if text is None:
            text = self._known[key] = self.translate(self.directory.texts[key])
        return text.format_map(values) if values else text
