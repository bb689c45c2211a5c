"""The static copy of the directory, page by page: by län, kommun and need, with what the web shows and no hour in it.

No script, no clock and only relative links: the same directory and day give the same bytes. File names tell nothing:
`19/1983/c1.html` is a kommun's code and the number of an answer, `s/0f3c….html` is a service. No Flask here.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from finder import emergency, paths
from finder.glossary import Glossary
from finder.match import Match, describe, match
from finder.models import Answers, Contact, CrisisCard, Directory, Kommun, Option, Question, Service
from finder.numbers import dial
from finder.web.config import SWEDEN, Config
from finder.web.facts import about_service, newest_fact, seen_rows
from finder.web.present import Card, Door, crisis_card, crisis_cards, door
from finder.web.schedule import hours_text
from finder.web.texts import Speech

_ASSETS = ("stil.css", "ikon.svg")
_SWEDEN = "00"
_WHOLE, _MOST = 3, 10
_OTHERS = frozenset({"relative", "child"})
"""Who gets a page of their own in each kommun: the words to say and to read are others for them."""
_WEDNESDAY, _MORNING = 2, 10
_ALPHABET = str.maketrans({"å": "z1", "ä": "z2", "ö": "z3"})

Page = tuple[str, bytes]
Link = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """A match with its doors and the address of its own page."""

    match: Match
    doors: tuple[Door, ...]
    page: str


def static_pages(directory: Directory, config: Config, day: date | None = None) -> Iterator[Page]:
    """Every file of the copy. `day` is the day it is read on; without one, that of the newest fact."""
    return _Copy(directory, config, day or newest_fact(directory) or date.min).files()


class _Copy:
    """One copy: the directory as it is read on one day."""

    def __init__(self, directory: Directory, config: Config, day: date) -> None:
        self.directory = directory
        self.speech = Speech(directory, glossary=Glossary(directory.glossary))
        self.moment = _ordinary_hour(day)
        self.env = Environment(
            loader=FileSystemLoader(paths.templates()),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self.common = {
            "t": self.speech, "say": self.speech.say, "lang": self.speech.lang, "in_lang": "", "dir": self.speech.dir,
            "exit": config.exits[0], "contact": config.contact, "date": (newest_fact(directory) or day).isoformat(),
            "numbers": {name: (number, f"tel:{dial(number)}") for name, number in emergency.NUMBERS.items()},
        }  # fmt: skip
        self.names = {id_: _neutral(id_) for id_ in directory.services}
        by_field = {question.field: question for question in directory.questions}
        self.danger, self.needs, self.who = by_field["danger"], by_field["needs"], by_field["audience"]

    # ------------------------------------------------------------ files

    def files(self) -> Iterator[Page]:
        """Style and icon, the pages around, then each service, then everything by place."""
        yield from ((name, (paths.static() / name).read_bytes()) for name in _ASSETS)
        yield from self._around()
        for service in self.directory.services.values():
            yield self._service(service)
        for code, kommuner in self._by_lan():
            yield self._list(f"{code}/index.html", kommuner[0].lan_name, [("", kommuner)], code)
            for kommun in kommuner:
                yield from self._place(f"{code}/{kommun.code}", kommun.name, kommun)
        yield from self._place(_SWEDEN, self.speech.t("export.sweden"), None)

    def _page(self, name: str, template: str, path: Sequence[Link] = (), **values: object) -> Page:
        root = "../" * name.count("/")
        text = self.env.get_template(f"export/{template}").render(
            self.common, root=root, privacy=f"{root}integritet.html", path=path, **values
        )
        return name, text.encode()

    def _around(self) -> Iterator[Page]:
        lan = [(kommuner[0].lan_name, f"{code}/index.html") for code, kommuner in self._by_lan()]
        lan.sort(key=lambda link: alphabetical(link[0]))
        danger = self.speech.translate(self.danger.text)
        yield self._page("index.html", "start.html", lan=lan, sweden=f"{_SWEDEN}/index.html", danger=danger)
        ordered = sorted(self.directory.kommuner.values(), key=lambda kommun: alphabetical(kommun.name))
        letters = [(letter, list(group)) for letter, group in groupby(ordered, key=lambda kommun: kommun.name[0])]
        yield self._list("alla.html", self.speech.t("export.all"), letters)
        yield self._page("akut.html", "akut.html", cards=[self._card(card) for card in crisis_cards(self.directory)])
        worries = [(worry, seen_rows(worry.sources, self.directory, self.speech)) for worry in self.directory.worries]
        yield self._page("integritet.html", "integritet.html", worries=worries)
        services, organisations = len(self.directory.services), len(self.directory.organisations)
        yield self._page("om.html", "om.html", services=services, organisations=organisations)

    def _by_lan(self) -> list[tuple[str, list[Kommun]]]:
        ordered = sorted(self.directory.kommuner.values(), key=lambda kommun: (kommun.lan, alphabetical(kommun.name)))
        return [(code, list(group)) for code, group in groupby(ordered, key=lambda kommun: kommun.lan)]

    def _list(self, name: str, heading: str, groups: Iterable[tuple[str, list[Kommun]]], lan: str = "") -> Page:
        linked = [
            (letter, [(kommun.name, f"{kommun.lan}/{kommun.code}/index.html") for kommun in kommuner])
            for letter, kommuner in groups
        ]
        return self._page(name, "kommuner.html", heading=heading, groups=linked, here=self._here(lan))

    # ------------------------------------------------------------ a place

    def _place(self, folder: str, place: str, kommun: Kommun | None) -> Iterator[Page]:
        """The choices of a kommun (or of all Sweden) and a page for each of them."""
        code = kommun.code if kommun else None
        path = [(kommun.lan_name, f"{kommun.lan}/index.html")] if kommun else []
        asked = [
            (question.text if question is self.needs else self.speech.t("export.worried"), question, options)
            for question, options in ((self.needs, self.needs.options), (self.who, self._others()))
        ]
        choices = [
            (text, [self._choice(folder, question, option) for option in options]) for text, question, options in asked
        ]
        yield self._page(
            f"{folder}/index.html", "kommun.html", path, place=place, asked=choices, here=self._here(code or "SE")
        )
        path = [*path, (place, f"{folder}/index.html")]
        for _, question, options in asked:
            for option in options:
                yield self._results(folder, place, code, path, question, option)

    def _others(self) -> list[Option]:
        return [option for option in self.who.options if option.value in _OTHERS]

    def _choice(self, folder: str, question: Question, option: Option) -> tuple[str, str, str]:
        return option.text, option.hint or "", f"{folder}/{_code(question, option)}.html"

    def _here(self, place: str) -> list[tuple[Service, str]]:
        """Everything that serves a kommun, a län or all of Sweden, what is there today first."""
        found = [service for service in self.directory.services.values() if place in service.area]
        found.sort(key=lambda service: (service.historical, alphabetical(service.name)))
        return [(service, self._address(service)) for service in found]

    def _results(
        self, folder: str, place: str, code: str | None, path: Sequence[Link], question: Question, option: Option
    ) -> Page:
        value = (option.value,) if question is self.needs else option.value
        answers = Answers.model_validate({"kommun": code, question.field: value})
        shown = [self._shown(found) for found in match(self.directory, answers, self.moment, _MOST).results]
        name = f"{folder}/{_code(question, option)}.html"
        values = {"place": place, "choice": option.text, "whole": shown[:_WHOLE], "rest": shown[_WHOLE:]}
        return self._page(name, "results.html", path, **values)

    # ------------------------------------------------------------ services, doors, cards

    def _shown(self, found: Match) -> Shown:
        doors = tuple(self._door(way.contact, door(way, self.moment, self.speech)) for way in found.ways)
        return Shown(found, doors, self._address(found.service))

    def _address(self, service: Service) -> str:
        return f"s/{self.names[service.id]}.html"

    def _service(self, service: Service) -> Page:
        (found,) = describe(self.directory, [service], Answers(), self.moment)
        shown = self._shown(found)
        return self._page(shown.page, "service.html", **about_service(found, shown.doors, self.directory, self.speech))

    def _door(self, contact: Contact, shown: Door) -> Door:
        """The door with its hours in words, since nobody knows when the page will be read."""
        hours = hours_text(contact.hours, self.speech) or self.speech.own(contact.hours_note or "")
        notes = tuple(note for note in shown.notes if note != hours)
        return replace(shown, state="", when=hours or shown.when, notes=notes)

    def _card(self, card: CrisisCard) -> Card:
        """A crisis card; the lines that always answer stand first, then the order of the file."""
        drawn = crisis_card(card, self.directory, self.moment, self.speech)
        always = self.speech.t("time.always")
        contacts = {line.text: self.directory.services[line.service].contacts[0] for line in card.contacts}
        doors = [self._door(contacts[each.label], each) for each in drawn.doors]
        return replace(drawn, doors=tuple(sorted(doors, key=lambda each: each.when != always)))


def alphabetical(name: str) -> str:
    """A key that sorts as Swedish does: å, ä and ö last."""
    return name.lower().translate(_ALPHABET)


def _ordinary_hour(day: date) -> datetime:
    """A Wednesday morning that week or the next: when the near ones answer, none of them is put last."""
    wednesday = day + timedelta(days=(_WEDNESDAY - day.weekday()) % 7)
    return datetime.combine(wednesday, time(_MORNING), tzinfo=SWEDEN)


def _neutral(id_: str) -> str:
    """A name that stays the same from copy to copy and tells nothing."""
    return hashlib.sha256(id_.encode()).hexdigest()[:10]


def _code(question: Question, option: Option) -> str:
    return f"{question.code}{question.options.index(option) + 1}"
