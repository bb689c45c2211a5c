"""What every page needs: the directory, the words of each language, the questions as fields, the templates."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from finder import emergency
from finder.conversation import Step, next_step
from finder.glossary import Glossary
from finder.lexicon import Lexicon
from finder.models import Answers, Directory, Option, Question
from finder.numbers import dial
from finder.translations import SWEDISH, Catalogue
from finder.understand import Understanding, understand
from finder.web.assets import Asset, asset
from finder.web.config import Config
from finder.web.forms import Fields, Sent, State, field, hidden
from finder.web.packing import Packed, packed
from finder.web.recall import Recall
from finder.web.texts import Speech
from finder.web.tongues import FIELD, Wish, here, tongues


@dataclass(frozen=True)
class Asked:
    """A question in the visitor's language: choices are (value, text, hint, option id)."""

    code: str
    text: str
    help: str
    many: bool
    place: bool
    choices: tuple[tuple[str, str, str, str], ...]


class Site:
    """One good directory, ready to be shown in one language. Never changed: a new directory makes a new site."""

    def __init__(
        self,
        directory: Directory,
        lexicon: Lexicon | None,
        config: Config,
        assets: Mapping[str, Asset],
        env: Environment,
        catalogues: Mapping[str, Catalogue] | None = None,
    ) -> None:
        self.directory = directory
        self.lexicon = lexicon
        self.config = config
        self.env = env
        self.catalogues = catalogues or {}
        self.glossary = Glossary(directory.glossary)
        self.fields = Fields(directory.questions, directory.kommuner)
        names = "\n".join(sorted(kommun.name for kommun in directory.kommuner.values()))
        self.places = asset("orter.txt", names.encode())
        self._bare = {**common(config, assets), "places": self.places.address}
        self._step = lru_cache(maxsize=4096)(self._next_step)
        self.recall = Recall()
        self.languages = (SWEDISH, *self.catalogues)
        self._others: dict[Wish, Site] = {}
        self._speak(Wish())

    def _speak(self, wish: Wish) -> None:
        """Take on a language: its words, its questions, and the pieces that every page in it shares."""
        self.wish = wish
        self.speech = _speech(self.directory, self.catalogues.get(wish.lang), self.glossary)
        self.asked = {question.code: _asked(question, self.speech) for question in self.directory.questions}
        self.common = {**self._bare, **_spoken(self.speech, self.languages, wish)}
        self.common |= {"top": self._piece("_top.html"), "foot": self._piece("_foot.html")}
        self._screen = lru_cache(maxsize=1024)(self._drawn)

    def in_language(self, wish: Wish) -> "Site":
        """The same site in the language that a visitor wishes for; made once."""
        if wish == self.wish:
            return self
        if wish not in self._others:
            other = copy(self)
            other._speak(wish)
            self._others[wish] = other
        return self._others[wish]

    def hidden(self, state: State, *, without: str = "") -> Markup:
        """The state as hidden fields, with the language when it was picked."""
        kept = hidden(state, without=without)
        return kept + field(FIELD, self.wish.lang) if self.wish.chosen else kept

    def _piece(self, template: str) -> Markup:
        return Markup(self.page(template))

    def now(self) -> datetime:
        """The minute on a Swedish wall clock."""
        return self.config.clock().replace(second=0, microsecond=0)

    def step(self, answers: Answers, show: bool) -> Step:
        """The next step for these answers, remembered for the minute: answers are kept by nobody's name."""
        return self._step(answers, show, self.now())

    def _next_step(self, answers: Answers, show: bool, now: datetime) -> Step:
        return next_step(self.directory, answers, now, show=show)

    def screen(self, draw: "Callable[[Site, Sent], str]", sent: Sent) -> Packed:
        """A screen for what was sent, remembered for the minute. Only for what was chosen, never for what was typed."""
        return self._screen(draw, sent, self.now())

    def _drawn(self, draw: "Callable[[Site, Sent], str]", sent: Sent, _: datetime) -> Packed:
        return packed(draw(self, sent))

    def understand(self, text: str) -> Understanding:
        """What a line of free text tells; nothing when there is no lexicon."""
        return understand(text, self.lexicon) if self.lexicon else Understanding(text=text)

    def page(self, template: str, **values: object) -> str:
        """A template filled in."""
        values.setdefault("here", here())
        return self.env.get_template(template).render(self.common, **values)


def _speech(directory: Directory, catalogue: Catalogue | None, glossary: Glossary) -> Speech:
    if catalogue is None:
        return Speech(directory, glossary=glossary)
    return Speech(
        directory,
        catalogue.translate,
        catalogue.lang,
        knows=catalogue.knows,
        reviewed=bool(catalogue.reviewed_by),
        glossary=glossary,
    )


def _spoken(speech: Speech, languages: tuple[str, ...], wish: Wish) -> dict[str, object]:
    """`in_lang` goes at the end of every address within the site: it keeps the language that was picked."""
    return {
        "t": speech, "say": speech.say, "label": speech.label, "lang": speech.lang, "dir": speech.dir,
        "title": speech.t("site.name"), "in_lang": f"?{FIELD}={wish.lang}" if wish.chosen else "",
        "languages": tuple(each for each in tongues(languages) if each.code != wish.lang),
    }  # fmt: skip


def common(config: Config, assets: Mapping[str, Asset]) -> dict[str, object]:
    """What a page needs even without a directory."""
    return {
        "css": assets["stil.css"].address,
        "js": assets["sida.js"].address,
        "icon": assets["ikon.svg"].address,
        "exit": config.exits[0],
        "numbers": {name: (number, f"tel:{dial(number)}") for name, number in emergency.NUMBERS.items()},
    }


def _asked(question: Question, speech: Speech) -> Asked:
    return Asked(
        code=question.code,
        text=speech.translate(question.text),
        help=speech.translate(question.help) if question.help else "",
        many=question.many == "yes",
        place=question.field == "kommun",
        choices=tuple(_choice(number, option, speech) for number, option in enumerate(question.options, start=1)),
    )


def _choice(number: int, option: Option, speech: Speech) -> tuple[str, str, str, str]:
    hint = speech.translate(option.hint) if option.hint else ""
    return str(number), speech.translate(option.text), hint, option.id
