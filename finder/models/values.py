"""Checked values: ids, dates, addresses, hours; and the frozen record that everything is."""

import re
from typing import Annotated

from opening_hours import OpeningHours
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from finder.dates import check_date


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f"'{value}' är inget id; använd bara a–z, 0–9 och enkla bindestreck, som 'koping-sting'")
    return value


def check_web(value: str) -> str:
    """The value itself, or ValueError unless it is an http(s) address: no script, no data."""
    if not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", value):
        raise ValueError(
            f"'{value}' är ingen webbadress; den börjar med https:// eller http:// och har inga mellanslag"
        )
    return value


def _hours(value: str) -> str:
    try:
        OpeningHours(value, country="SE")
    except Exception as error:
        reason = str(error).splitlines()[0]
        raise ValueError(
            f"'{value}' är inga öppettider ({reason}); skriv som 'Mo-Fr 08:00-16:30' eller '24/7'"
        ) from error
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", value):
        raise ValueError(
            f"'{value}' är ingen språkkod; skriv två eller tre bokstäver, som 'sv', 'en', 'ar', 'so', 'fi'"
        )
    return value


# Every scalar is read as text, but an editor's YAML takes 112 and 2006 for numbers: the schema allows both.
AS_WRITTEN = WithJsonSchema({"type": ["string", "integer"]})

Id = Annotated[str, AfterValidator(_id), AS_WRITTEN]
FuzzyDate = Annotated[str, AfterValidator(check_date), AS_WRITTEN]
WebAddress = Annotated[str, AfterValidator(check_web)]
Schedule = Annotated[str, AfterValidator(_hours)]
LanguageCode = Annotated[str, AfterValidator(_language)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Age = Annotated[int, Field(ge=0, le=120)]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
