"""Plain data -> records; what does not fit becomes sentences that say where, what and what is allowed."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from finder.errors import Problem
from finder.models import CrisisCard, OrganisationEntry, Pattern, Question, ServiceEntry, Source
from finder.yamlfile import Document, Path, suggest

T = TypeVar("T")
ALL_KEYS = sorted(
    {
        field.alias or name
        for shape in (Source, Pattern, OrganisationEntry, ServiceEntry, CrisisCard, Question)
        for name, field in shape.model_fields.items()
    }
)


def shaped(document: Document, shape: type[T]) -> tuple[T | None, list[Problem]]:
    """What a document holds as `shape`, or None and every problem of it."""
    try:
        return TypeAdapter(shape).validate_python(document.data), []
    except ValidationError as error:
        return None, told(error, document, ())


def told(error: ValidationError, document: Document, path: Path) -> list[Problem]:
    """The problems of one record at `path`. A list counts as too short when its items are wrong: the items suffice."""
    details = error.errors()
    places = [detail["loc"] for detail in details]
    return [
        document.problem((*path, *_path(detail)), explain(detail))
        for detail in details
        if not (detail["type"] == "too_short" and any(_inside(place, detail["loc"]) for place in places))
    ]


def _inside(place: tuple[str | int, ...], outer: tuple[str | int, ...]) -> bool:
    return place != outer and place[: len(outer)] == outer


def _path(detail: ErrorDetails) -> Path:
    return tuple(part for part in detail["loc"] if part != "[key]")


def explain(detail: ErrorDetails) -> str:
    """One refused value as a sentence that says what is wrong and what is allowed."""
    where = str(detail["loc"][-1]) if detail["loc"] else "filen"
    kind, given = detail["type"], str(detail.get("input"))
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"okänd nyckel '{where}'{suggest(where, ALL_KEYS)} Tillåtet: nycklarna i schemat"
    if kind == "missing":
        return f"'{where}' saknas"
    if kind == "literal_error":
        allowed = [part.strip("' ") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        return f"okänt värde '{given}' för '{where}'{suggest(given, allowed)} Tillåtet: {', '.join(allowed)}"
    if kind == "value_error":
        return f"'{where}': {context['error']}"
    return f"'{where}': {detail['msg']} (här: {given[:60]!r})"
