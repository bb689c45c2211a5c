"""The console script: what can be typed, and which command it starts."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from finder import commands, paths
from finder.errors import BrokenDirectoryError, HittaStodError
from finder.models import AudienceId, NeedId, SubstanceId, WishId
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


class _Parser(argparse.ArgumentParser):
    """One line for bad input, and where to read more."""

    def error(self, message: str) -> Any:
        print(f"{self.prog}: {message} ({self.prog} --help visar allt)", file=sys.stderr)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="hittastod", description="Hitta stöd: från en vanlig fråga till rätt nummer.")
    kinds = parser.add_subparsers(required=True, metavar="kommando", parser_class=_Parser)
    shared = _Parser(add_help=False)
    shared.add_argument("--now", type=_moment, default=None, metavar="TID", help="räkna som om klockan vore TID")
    shared.set_defaults(dir=paths.resources())

    def add(name: str, run: Callable[[argparse.Namespace], Any], about: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = kinds.add_parser(name, help=about, description=about, parents=[shared])
        command.set_defaults(run=lambda options: run(_with_now(options)))
        return command

    _add_commands(add)
    return parser


def _with_now(options: argparse.Namespace) -> argparse.Namespace:
    options.now = options.now or datetime.now(STOCKHOLM)
    return options


def _add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    serve = add("serve", commands.serve, "Starta webbplatsen.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=5000)
    check = add("check", commands.check, "Visa varje fel i katalogen, och vad som väntar på någon.")
    check.add_argument("dir", nargs="?", type=_folder, default=paths.resources(), metavar="MAPP")
    check.add_argument("--all", action="store_true", help="visa allt som finns att göra")
    add("chat", commands.chat, "Samma samtal som på webben.")
    _add_export(add("export", commands.export, "Skriv hela katalogen som sidor som fungerar utan server."))
    _add_match(add("match", commands.match, "Visa tjänster som passar."))
    for name, run, about in (
        ("understand", commands.understand, "Visa vad en text berättar. '-' läser en text per rad."),
        ("search", commands.search, "Sök en tjänst på namn eller ord. '-' läser en sökning per rad."),
    ):
        command = add(name, run, about)
        command.add_argument("text", metavar="TEXT")
        command.add_argument("--json", action="store_true")
        if name == "search":
            command.add_argument("--kommun")
            command.add_argument("--limit", type=_at_least_one, default=10)
    menu = add("menu", commands.menu, "Visa en kommuns meny: vad som finns, och för vem.")
    menu.add_argument("kommun", metavar="KOMMUN", help="namn eller fyrsiffrig kod")
    gaps = add("gaps", commands.gaps, "Visa vad som saknas var, när kommuner läggs bredvid varandra.")
    gaps.add_argument("--lan", metavar="LÄN", help="namn eller tvåsiffrig kod; annars Västmanlands län")
    for command in (menu, gaps):
        command.add_argument("--source", metavar="ID", help="ett dokument med menyer, som menyn-2006; annars idag")
        command.add_argument("--json", action="store_true")


def _add_export(command: argparse.ArgumentParser) -> None:
    """Unlike the others it takes no clock: without --now it is drawn for the day of the newest fact."""
    command.add_argument("format", choices=["html"], metavar="html")
    command.add_argument("folder", type=Path, metavar="MAPP", help="en tom mapp, eller en tidigare kopia")
    command.set_defaults(run=commands.export)


def _add_match(command: argparse.ArgumentParser) -> None:
    command.add_argument("--who", type=_one_of(AudienceId, "--who"), help=", ".join(get_args(AudienceId)))
    command.add_argument("--need", type=_one_of(NeedId, "--need"), action="append", default=[])
    command.add_argument("--about", type=_one_of(SubstanceId, "--about"), help=", ".join(get_args(SubstanceId)))
    command.add_argument("--kommun", help="namn eller fyrsiffrig kod")
    command.add_argument("--wish", type=_one_of(WishId, "--wish"), action="append", default=[])
    command.add_argument("--limit", type=_at_least_one, default=10)
    command.add_argument("--json", action="store_true")
