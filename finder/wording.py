"""Phrases -> sentences: looks up each key in the directory's texts, in Swedish or through a translation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from finder.formats import comma, isolated, number, spoken_date
from finder.models import Directory, Phrase

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Wording:
    """The words of one language. `translate` takes the Swedish text and gives the other one."""

    directory: Directory
    translate: Translate = str
    lang: str = "sv"

    def text(self, key: str, **values: str) -> str:
        """The text of a key with its {placeholders} filled in. Raises KeyError for an unknown key."""
        filled = {name: isolated(value, self.lang) for name, value in values.items()}
        return self.translate(self.directory.texts[key]).format_map(filled)

    def label(self, kind: str, id_: str) -> str:
        """The word of the vocabulary for an id: label('need', 'talk')."""
        return self.translate(self.directory.labels[kind][id_])

    def say(self, phrase: Phrase | str) -> str:
        """A phrase as a sentence; phrases inside it first. A plain text is itself."""
        if isinstance(phrase, str):
            return phrase
        if phrase.key == "list":
            return comma(self.lang).join(_small(self.say(value)) for value in phrase.values.values())
        if phrase.key == "sentences":
            return " ".join(self.say(value) for value in phrase.values.values())
        if phrase.key.startswith("label."):
            return self.label(*phrase.key.split(".")[1:])
        return self.text(phrase.key, **self._said(phrase.values))

    def _said(self, values: Mapping[str, "str | Phrase"]) -> dict[str, str]:
        return {name: self._value(name, self.say(value)) for name, value in values.items()}

    def _value(self, name: str, value: str) -> str:
        """Dates and distances as the language writes them; everything else as it is."""
        if name == "date":
            return spoken_date(value, self.lang)
        return number(int(value), self.lang) if name == "km" else value


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
