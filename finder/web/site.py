"""What every page needs: the directory, the words of each language, the questions as fields, the templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from finder import emergency
from finder.conversation import Step, next_step
from finder.lexicon import Lexicon
from finder.models import Answers, Directory, Option, Question
from finder.numbers import dial
from finder.understand import Understanding, understand
from finder.web.assets import Asset, asset
from finder.web.config import Config
from finder.web.forms import Fields, Sent
from finder.web.packing import Packed, packed
from finder.web.texts import Speech


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
    """One good directory, ready to be shown. Never changed: a new directory makes a new site."""

    def __init__(
        self,
        directory: Directory,
        lexicon: Lexicon | None,
        config: Config,
        assets: Mapping[str, Asset],
        env: Environment,
    ) -> None:
        self.directory = directory
        self.lexicon = lexicon
        self.config = config
        self.env = env
        self.speech = Speech(directory)
        self.fields = Fields(directory.questions, directory.kommuner)
        self.asked = {question.code: _asked(question, self.speech) for question in directory.questions}
        names = "\n".join(sorted(kommun.name for kommun in directory.kommuner.values()))
        self.places = asset("orter.txt", names.encode())
        self.common = {**common(config, assets), **_spoken(self.speech), "places": self.places.address}
        self.common |= {"top": self._piece("_top.html"), "foot": self._piece("_foot.html")}
        self._step = lru_cache(maxsize=4096)(self._next_step)
        self._screen = lru_cache(maxsize=1024)(self._drawn)

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
        return self.env.get_template(template).render(self.common, **values)


def _spoken(speech: Speech) -> dict[str, object]:
    return {
        "t": speech.t, "say": speech.say, "label": speech.label, "lang": speech.lang, "dir": speech.dir,
        "title": speech.t("site.name"),
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
