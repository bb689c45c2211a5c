"""The files of one folder as records, with the problems of all of them gathered on the way."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from finder.errors import Problem
from finder.models import Kommun
from finder.shaping import explain, shaped
from finder.yamlfile import Document, read_yaml

T = TypeVar("T")


class Files:
    """Reads the files of a folder; `problems` grows as it does."""

    def __init__(self, folder: FilePath) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def document(self, file: FilePath) -> Document:
        """One YAML file as plain data."""
        name = file.relative_to(self.folder).as_posix()
        try:
            document = read_yaml(name, file.read_bytes())
        except OSError as error:
            document = Document(name, problems=[_unreadable(name, error)])
        self.problems += document.problems
        return document

    def record(self, document: Document, shape: type[T]) -> T | None:
        """What a document holds as `shape`; None when it holds problems."""
        if document.problems:
            return None
        found, problems = shaped(document, shape)
        self.problems += problems
        return found

    def one(self, name: str, shape: type[T]) -> T | None:
        """A file by its name, as `shape`."""
        return self.record(self.document(self.folder / name), shape)

    def many(self, name: str, shape: type[T]) -> list[T]:
        """A file that holds a list of `shape`."""
        return self.one(name, list[shape]) or []  # type: ignore[valid-type]

    def each(self, room: str, shape: type[T]) -> list[T]:
        """Every YAML file of a room, each one a `shape`."""
        found = [self.record(self.document(file), shape) for file in sorted((self.folder / room).glob("*.yaml"))]
        return [record for record in found if record is not None]

    def texts(self, room: str) -> dict[str, str]:
        """The nested texts of a room under dotted keys: 'results.step.call'."""
        texts: dict[str, str] = {}
        for file in sorted((self.folder / room).glob("*.yaml")):
            document = self.document(file)
            for path, text in _leaves(document.data or {}):
                key = ".".join(path)
                if key in texts:
                    self.problems.append(document.problem(path, f"texten '{key}' står i en annan fil också"))
                texts[key] = text
        return texts

    def kommuner(self, name: str) -> dict[str, Kommun]:
        """The kommuner of a CSV file by their code."""
        try:
            text = (self.folder / name).read_text("utf-8")
        except OSError as error:
            self.problems.append(_unreadable(name, error))
            return {}
        rows = enumerate(csv.DictReader(io.StringIO(text)), start=2)
        found = [self._kommun(name, number, row) for number, row in rows]
        return {kommun.code: kommun for kommun in found if kommun}

    def _kommun(self, name: str, number: int, row: dict[str, str]) -> Kommun | None:
        try:
            return Kommun.model_validate({key: value for key, value in row.items() if value})
        except ValidationError as error:
            self.problems += [Problem(name, number, explain(detail)) for detail in error.errors()]
            return None


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(name, 0, f"går inte att läsa: {error.strerror}")


def _leaves(data: Any, path: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    else:
        yield path, data
