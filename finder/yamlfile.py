"""One YAML text -> plain data and the line of every value. Strict: text scalars only, no magic, no bombs.

PyYAML turns 13:00 into 780 and keeps the last of two equal keys without a word; here every scalar stays the text that
stands in the file, and the schema casts it. Read event by event, so that a refused file costs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

from finder.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

Path = tuple[str | int, ...]
_Parser = getattr(yaml, "CLoader", yaml.Loader)  # libyaml is ten times faster; both give the same events


@dataclass
class Document:
    """What a file holds: data, and the line (from 1) of every key and item by its path."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, what: str) -> Problem:
        return Problem(self.file, self.line_of(path), what)


class _RefusedError(Exception):
    """Reading stops here: the rest of the file cannot be trusted."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what


def read_yaml(file: str, raw: bytes) -> Document:
    """Read one YAML file.

    Args: `file` the name for problems, `raw` its bytes (UTF-8).
    Returns: a Document; when it has problems its data may be incomplete.
    """
    document = Document(file)
    try:
        if len(raw) > MAX_BYTES:
            raise _RefusedError(0, f"filen är {len(raw)} byte; högst {MAX_BYTES} är tillåtet: dela den")
        _Builder(document).build(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(Problem(file, line, "inte UTF-8; spara filen som UTF-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.problems.append(Problem(file, mark.line + 1 if mark else 0, f"inte YAML: {error.problem}"))
    except yaml.reader.ReaderError as error:
        document.problems.append(Problem(file, 0, f"inte YAML: {error.reason}"))
    except _RefusedError as refused:
        document.problems.append(Problem(file, refused.line, refused.what))
    return document


class _Builder:
    """Builds the data of one document from the parser's events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.events: Iterator[Any] = iter(())

    def build(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=_Parser)
        next(self.events)  # stream start
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return
        self.document.data = self._value(next(self.events), (), 1)
        next(self.events)  # document end
        after: Any = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(
                after.start_mark.line + 1, "två dokument i en fil ('---'); bara ett är tillåtet: dela filen"
            )

    def _value(self, event: Any, path: Path, depth: int) -> Any:
        line = event.start_mark.line + 1
        self.document.lines[path] = line
        _refuse_magic(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if depth > MAX_DEPTH:
            raise _RefusedError(line, f"nästlat mer än {MAX_DEPTH} nivåer; så djupt går inget i katalogen")
        build = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        return build(path, depth)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, line = self._key(event)
            if key in pairs:
                self.document.problems.append(
                    Problem(self.document.file, line, f"nyckeln '{key}' står två gånger; behåll en av dem")
                )
            pairs[key] = self._value(next(self.events), (*path, key), depth + 1)
            self.document.lines[(*path, key)] = line
        return pairs

    def _key(self, event: Any) -> tuple[str, int]:
        line = event.start_mark.line + 1
        _refuse_magic(event, line)
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(line, "en nyckel ska vara ett vanligt ord")
        if event.value == "<<":
            raise _RefusedError(line, "sammanslagning ('<<') är inte tillåtet; skriv ut värdena")
        return event.value, line


def _refuse_magic(event: Any, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError(line, f"alias ('*{event.anchor}') är inte tillåtet; skriv ut värdet")
    if event.anchor:
        raise _RefusedError(line, f"ankare ('&{event.anchor}') är inte tillåtet; skriv ut värdet")
    if event.tag and event.tag != "!":
        raise _RefusedError(line, f"tagg ('{event.tag}') är inte tillåtet; skriv vanlig text")


def suggest(wrong: str, allowed: list[str]) -> str:
    """'; menade du X?' for a mistyped name, or '.' when nothing is near: the end of a sentence."""
    near = get_close_matches(wrong, allowed, n=1, cutoff=0.6)
    return f"; menade du '{near[0]}'?" if near else "."
