"""What each command does, from what was typed to what is printed."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from finder import jsonview, menuview
from finder.chat import chat as talk
from finder.check import faults, todo
from finder.errors import BrokenDirectoryError, Problem, UnknownNameError
from finder.gaps import gaps_of
from finder.guide import open_directory, open_guide
from finder.kommuner import find_kommun
from finder.load import read
from finder.match import match as matches_of
from finder.menu import menu_of
from finder.menuask import which_lan, which_place, which_source
from finder.models import Answers, Directory, Kommun
from finder.search import search as search_in
from finder.understand import understand as understood
from finder.wording import Wording


def serve(options: argparse.Namespace) -> None:
    """Starts the web site."""
    from finder.web.server import run  # the core and the other commands need no Flask

    run(options.host, options.port)


def check(options: argparse.Namespace) -> int:
    """Prints every fault of the directory and what waits for someone. Returns 1 when there is a fault."""
    directory, problems = read(options.dir)
    problems = [*problems, *(faults(directory) if directory else [])]
    for problem in sorted(problems):
        print(problem)
    if directory:
        problems += _lexicon_problems(options.dir)
        _print_todo(directory, options)
    print(f"{len(problems)} fel." if problems else _all_well(directory))
    return 1 if problems else 0


def _lexicon_problems(folder: Path) -> list[Problem]:
    try:
        open_guide(folder)
    except BrokenDirectoryError as error:
        print(error)
        return error.problems
    return []


def _print_todo(directory: Directory, options: argparse.Namespace) -> None:
    waiting = todo(directory, options.now.date())
    shown = waiting if options.all else [entry for entry in waiting if entry.kind == "crisis"]
    for entry in shown:
        print(f"ATT GÖRA {entry.kind}: {entry.file}:{entry.line}: {entry.what}")
    counts = {kind: sum(entry.kind == kind for entry in waiting) for kind in sorted({e.kind for e in waiting})}
    print("Att göra: " + ", ".join(f"{kind} {count}" for kind, count in counts.items()) + ". --all visar alla.")


def _all_well(directory: Directory | None) -> str:
    services = len(directory.services) if directory else 0
    return f"Inga fel. {services} tjänster."


def export(options: argparse.Namespace) -> None:
    """Writes the directory as pages that need no server."""
    from finder.export import export_html  # draws with Jinja, which the other commands need not wait for
    from finder.web.config import from_environment

    day = options.now.date() if options.now else None
    count = export_html(open_directory(options.dir), options.folder, from_environment(), day)
    print(f"{count} filer i {options.folder}. Börja med index.html.")


def chat(options: argparse.Namespace) -> None:
    """The conversation of the web, in the terminal."""
    talk(open_directory(options.dir), options.now, input, print)


def match(options: argparse.Namespace) -> None:
    """Prints the services that fit."""
    directory = open_directory(options.dir)
    answers = Answers(
        audience=options.who,
        needs=tuple(dict.fromkeys(options.need)),
        substance=options.about,
        kommun=_kommun(options.kommun, directory).code if options.kommun else None,
        wishes=tuple(dict.fromkeys(options.wish)),
    )
    view = jsonview.matches_view(directory, answers, matches_of(directory, answers, options.now, options.limit))
    _print(view, options.json, jsonview.matches_text)


def understand(options: argparse.Namespace) -> None:
    """Prints what a text tells; "-" reads one a line."""
    guide = open_guide(options.dir)
    as_json = options.json or options.text == "-"
    for text in _texts(options.text):
        view = jsonview.understanding_view(guide.directory, understood(text, guide.lexicon))
        _print(view, as_json, jsonview.understanding_text)


def search(options: argparse.Namespace) -> None:
    """Prints the services and organisations that a text names; "-" reads one a line."""
    guide = open_guide(options.dir)
    kommun = _kommun(options.kommun, guide.directory).code if options.kommun else None
    as_json = options.json or options.text == "-"
    for text in _texts(options.text):
        answer = search_in(text, guide.search_index, kommun, options.limit)
        _print(jsonview.search_view(guide.directory, answer), as_json, jsonview.search_text)


def menu(options: argparse.Namespace) -> None:
    """Prints a kommun's menu."""
    directory = open_directory(options.dir)
    source = which_source(directory, options.source)
    place = which_place(directory, options.kommun, source)
    view = menuview.menu_view(directory, menu_of(directory, place.kommun, source, place.part))
    _print(view, options.json, lambda view: menuview.menu_text(view, Wording(directory)))


def gaps(options: argparse.Namespace) -> None:
    """Prints what is missing where."""
    directory = open_directory(options.dir)
    source = which_source(directory, options.source)
    gaps = gaps_of(directory, source, which_lan(directory, options.lan, source))
    _print(menuview.gaps_view(gaps), options.json, lambda view: menuview.gaps_text(view, Wording(directory)))


def _texts(text: str) -> Sequence[str]:
    return [line.rstrip("\n") for line in sys.stdin] if text == "-" else [text]


def _kommun(name: str, directory: Directory) -> Kommun:
    """The kommun with this name or code. Raises UnknownNameError with the nearest names."""
    guess = find_kommun(name, directory.kommuner)
    if guess.kommun:
        return guess.kommun
    near = " eller ".join(f"'{kommun.name}'" for kommun in guess.maybe)
    hint = f"; menade du {near}?" if near else "."
    raise UnknownNameError(f"okänd kommun '{name}'{hint} Skriv en av Sveriges 290 kommuner, eller dess kod.")


def _print(view: dict[str, Any], as_json: bool, as_text: Callable[[dict[str, Any]], str]) -> None:
    print(json.dumps(view, ensure_ascii=False) if as_json else as_text(view))
