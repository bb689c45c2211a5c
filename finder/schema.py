"""JSON Schemas from the models, so that editors complete and check the data files while they are written."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from finder.models import (
    Barrier,
    Count,
    CrisisCard,
    ForbiddenNumber,
    OrganisationEntry,
    Pattern,
    Question,
    Source,
    Term,
)

SHAPES: dict[str, Any] = {
    "organisation": OrganisationEntry,
    "patterns": list[Pattern],
    "sources": list[Source],
    "questions": list[Question],
    "crisis": CrisisCard,
    "forbidden_numbers": list[ForbiddenNumber],
    "glossary": list[Term],
    "worries": list[Barrier],
    "counts": list[Count],
    "vocabulary": dict[str, dict[str, str]],
}


def schema(name: str) -> str:
    """The JSON Schema of one kind of file, as the text of its file."""
    described = TypeAdapter(SHAPES[name]).json_schema(by_alias=True)
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        (folder / f"{name}.json").write_text(schema(name), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
