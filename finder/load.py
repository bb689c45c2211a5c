"""resources/ -> Directory: the only reader of data files. Every problem of every file is told at once."""

from pathlib import Path

from finder.errors import BrokenDirectoryError, Problem
from finder.files import Files
from finder.models import (
    Barrier,
    Count,
    CrisisCard,
    Directory,
    ForbiddenNumber,
    OrganisationEntry,
    Pattern,
    Question,
    Source,
    Term,
)
from finder.numbers import digits
from finder.shelf import Shelf


def load(folder: Path) -> Directory:
    """Read a directory of data files.

    Args: `folder`, laid out like resources/ (its README tells how).
    Returns: the Directory. Raises: BrokenDirectoryError with every problem, sorted by file and line.
    """
    directory, problems = read(folder)
    if problems or directory is None:
        raise BrokenDirectoryError(problems)
    return directory


def read(folder: Path) -> tuple[Directory | None, list[Problem]]:
    """Like `load`, but returns every problem, sorted; the directory is None when there is one."""
    files = Files(folder)
    directory, problems = _read(files)
    problems += files.problems
    return (None if problems else directory), sorted(problems)


def read_lexicon(folder: Path) -> dict[str, object]:
    """The files of lexicon/ as plain data by name, every scalar as text. Raises BrokenDirectoryError."""
    files = Files(folder)
    documents = [files.document(file) for file in sorted((folder / "lexicon").glob("*.yaml"))]
    if files.problems:
        raise BrokenDirectoryError(files.problems)
    return {document.file: document.data for document in documents}


def read_weights(folder: Path) -> bytes:
    """What was learned from examples, as it stands in weights.npz; b'' when there is no such file."""
    file = folder / "weights.npz"
    return file.read_bytes() if file.exists() else b""


def _read(files: Files) -> tuple[Directory, list[Problem]]:
    kommuner = files.kommuner("places.csv")
    sources = {source.id: source for source in files.many("sources.yaml", Source)}
    patterns = {pattern.id: pattern for pattern in files.many("patterns.yaml", Pattern)}
    shelf = Shelf(kommuner, sources, patterns)
    _fill(shelf, files)
    directory = Directory(
        services=shelf.services,
        organisations=shelf.organisations,
        kommuner=kommuner,
        sources=sources,
        patterns=patterns,
        questions=tuple(files.many("questions.yaml", Question)),
        labels=files.one("vocabulary.yaml", dict[str, dict[str, str]]) or {},
        texts=files.texts("texts"),
        crisis={card.id: card for card in files.each("crisis", CrisisCard)},
        counts=tuple(files.many("counts.yaml", Count)),
        glossary=tuple(files.many("glossary.yaml", Term)),
        worries=tuple(files.many("worries.yaml", Barrier)),
        forbidden_numbers={digits(e.number): e.why for e in files.many("forbidden_numbers.yaml", ForbiddenNumber)},
    )
    return directory, shelf.problems


def _fill(shelf: Shelf, files: Files) -> None:
    for file in sorted((files.folder / "organisations").rglob("*.yaml")):
        document = files.document(file)
        entry = files.record(document, OrganisationEntry)
        if entry:
            shelf.add(entry, document, file.stem)
    if not shelf.organisations and not files.problems:
        shelf.problems.append(Problem("organisations", 0, "inga tjänster hittades; är det rätt mapp?"))
