"""The console script: the same engine as the web, for a terminal and for other programs."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from finder import jsonview, menuview, paths
from finder.chat import chat
from finder.check import faults, todo
from finder.errors import BrokenDirectoryError, HittaStodError, Problem, UnknownNameError
from finder.gaps import gaps_of
from finder.guide import Guide, open_directory, open_guide
from finder.kommuner import find_kommun
from finder.load import read
from finder.match import match
from finder.menu import menu_of
from finder.menuask import which_lan, which_place, which_source
from finder.models import Answers, AudienceId, Directory, Kommun, NeedId, SubstanceId, WishId
from finder.search import search
from finder.understand import understand
from finder.wording import Wording
from finder.yamlfile import suggest

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 well, 1 the check found problems, 2 bad input."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options) or 0)
    except BrokenDirectoryError as error:
        print(error, file=sys.stderr)
        return 1
    except HittaStodError as error:
        print(f"hittastod: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


# ---------------------------------------------------------------- commands


def _serve(options: argparse.Namespace) -> None:
    from finder.web.server import run  # the core and the other commands need no Flask

    run(options.host, options.port)


def _check(options: argparse.Namespace) -> int:
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


def _export(options: argparse.Namespace) -> None:
    from finder.export import export_html  # draws with Jinja, which the other commands need not wait for
    from finder.web.config import from_environment

    day = options.now.date() if options.now else None
    count = export_html(open_directory(options.dir), options.folder, from_environment(), day)
    print(f"{count} filer i {options.folder}. Börja med index.html.")


def _chat(options: argparse.Namespace) -> None:
    chat(open_directory(options.dir), options.now, input, print)


def _match(options: argparse.Namespace) -> None:
    directory = open_directory(options.dir)
    answers = Answers(
        audience=options.who,
        needs=tuple(dict.fromkeys(options.need)),
        substance=options.about,
        kommun=_kommun(options.kommun, directory).code if options.kommun else None,
        wishes=tuple(dict.fromkeys(options.wish)),
    )
    view = jsonview.matches_view(directory, answers, match(directory, answers, options.now, options.limit))
    _print(view, options.json, jsonview.matches_text)


def _understand(options: argparse.Namespace) -> None:
    guide = _guide(options)
    as_json = options.json or options.text == "-"
    for text in _texts(options.text):
        view = jsonview.understanding_view(guide.directory, understand(text, guide.lexicon))
        _print(view, as_json, jsonview.understanding_text)


def _search(options: argparse.Namespace) -> None:
    guide = _guide(options)
    kommun = _kommun(options.kommun, guide.directory).code if options.kommun else None
    as_json = options.json or options.text == "-"
    for text in _texts(options.text):
        answer = search(text, guide.search_index, kommun, options.limit)
        _print(jsonview.search_view(guide.directory, answer), as_json, jsonview.search_text)


def _menu(options: argparse.Namespace) -> None:
    directory = open_directory(options.dir)
    source = which_source(directory, options.source)
    place = which_place(directory, options.kommun, source)
    view = menuview.menu_view(directory, menu_of(directory, place.kommun, source, place.part))
    _print(view, options.json, lambda view: menuview.menu_text(view, Wording(directory)))


def _gaps(options: argparse.Namespace) -> None:
    directory = open_directory(options.dir)
    source = which_source(directory, options.source)
    gaps = gaps_of(directory, source, which_lan(directory, options.lan, source))
    _print(menuview.gaps_view(gaps), options.json, lambda view: menuview.gaps_text(view, Wording(directory)))


# ---------------------------------------------------------------- reading what was typed


def _guide(options: argparse.Namespace) -> Guide:
    return open_guide(options.dir)


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


def _one_of(kind: Any, what: str) -> Callable[[str], str]:
    allowed = list(get_args(kind))

    def check(value: str) -> str:
        if value in allowed:
            return value
        hint = suggest(value, allowed) or "."
        raise argparse.ArgumentTypeError(f"okänt värde '{value}' för {what}{hint} Tillåtet: {', '.join(allowed)}")

    return check


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        message = f"'{value}' är ingen tid; skriv till exempel 2026-11-21T22:30"
        raise argparse.ArgumentTypeError(message) from error
    return moment.astimezone(STOCKHOLM) if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)


def _at_least_one(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 1000:
        raise argparse.ArgumentTypeError(f"'{value}' är inget antal; skriv ett tal från 1 till 1000")
    return int(value)


def _folder(value: str) -> Path:
    if not Path(value).is_dir():
        raise argparse.ArgumentTypeError(f"'{value}' är ingen mapp; skriv mappen som har organisations/ i sig")
    return Path(value)


# ---------------------------------------------------------------- what is shown


def _print(view: dict[str, Any], as_json: bool, as_text: Callable[[dict[str, Any]], str]) -> None:
    print(json.dumps(view, ensure_ascii=False) if as_json else as_text(view))


class _Parser(argparse.ArgumentParser):
    """One line for bad input, and where to read more."""

    def error(self, message: str) -> Any:
        print(f"{self.prog}: {message} ({self.prog} --help visar allt)", file=sys.stderr)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="hittastod", description="Hitta stöd: från en vanlig fråga till rätt nummer.")
    commands = parser.add_subparsers(required=True, metavar="kommando", parser_class=_Parser)
    shared = _Parser(add_help=False)
    shared.add_argument("--now", type=_moment, default=None, metavar="TID", help="räkna som om klockan vore TID")
    shared.set_defaults(dir=paths.resources())

    def add(name: str, run: Callable[[argparse.Namespace], Any], about: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about, parents=[shared])
        command.set_defaults(run=lambda options: run(_with_now(options)))
        return command

    _add_commands(add)
    return parser


def _with_now(options: argparse.Namespace) -> argparse.Namespace:
    options.now = options.now or datetime.now(STOCKHOLM)
    return options


def _add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    serve = add("serve", _serve, "Starta webbplatsen.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=5000)
    check = add("check", _check, "Visa varje fel i katalogen, och vad som väntar på någon.")
    check.add_argument("dir", nargs="?", type=_folder, default=paths.resources(), metavar="MAPP")
    check.add_argument("--all", action="store_true", help="visa allt som finns att göra")
    add("chat", _chat, "Samma samtal som på webben.")
    _add_export(add("export", _export, "Skriv hela katalogen som sidor som fungerar utan server."))
    _add_match(add("match", _match, "Visa tjänster som passar."))
    for name, run, about in (
        ("understand", _understand, "Visa vad en text berättar. '-' läser en text per rad."),
        ("search", _search, "Sök en tjänst på namn eller ord. '-' läser en sökning per rad."),
    ):
        command = add(name, run, about)
        command.add_argument("text", metavar="TEXT")
        command.add_argument("--json", action="store_true")
        if name == "search":
            command.add_argument("--kommun")
            command.add_argument("--limit", type=_at_least_one, default=10)
    menu = add("menu", _menu, "Visa en kommuns meny: vad som finns, och för vem.")
    menu.add_argument("kommun", metavar="KOMMUN", help="namn eller fyrsiffrig kod")
    gaps = add("gaps", _gaps, "Visa vad som saknas var, när kommuner läggs bredvid varandra.")
    gaps.add_argument("--lan", metavar="LÄN", help="namn eller tvåsiffrig kod; annars Västmanlands län")
    for command in (menu, gaps):
        command.add_argument("--source", metavar="ID", help="ett dokument med menyer, som menyn-2006; annars idag")
        command.add_argument("--json", action="store_true")


def _add_export(command: argparse.ArgumentParser) -> None:
    """Unlike the others it takes no clock: without --now it is drawn for the day of the newest fact."""
    command.add_argument("format", choices=["html"], metavar="html")
    command.add_argument("folder", type=Path, metavar="MAPP", help="en tom mapp, eller en tidigare kopia")
    command.set_defaults(run=_export)


def _add_match(command: argparse.ArgumentParser) -> None:
    command.add_argument("--who", type=_one_of(AudienceId, "--who"), help=", ".join(get_args(AudienceId)))
    command.add_argument("--need", type=_one_of(NeedId, "--need"), action="append", default=[])
    command.add_argument("--about", type=_one_of(SubstanceId, "--about"), help=", ".join(get_args(SubstanceId)))
    command.add_argument("--kommun", help="namn eller fyrsiffrig kod")
    command.add_argument("--wish", type=_one_of(WishId, "--wish"), action="append", default=[])
    command.add_argument("--limit", type=_at_least_one, default=10)
    command.add_argument("--json", action="store_true")
