"""The real lexicon, read once for the tests."""

import csv
from functools import cache
from pathlib import Path

import yaml

from finder.learned import build_weights
from finder.lexicon import Lexicon, build_lexicon
from finder.load import read_weights
from finder.models import Kommun

RESOURCES = Path(__file__).parent.parent / "resources"


def _kommuner() -> dict[str, Kommun]:
    with (RESOURCES / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Kommun.model_validate({k: v or "0" for k, v in row.items()}) for row in csv.DictReader(file)
        }


def files() -> dict[str, object]:
    """Every lexicon file as read: plain data, with every scalar as text."""
    paths = sorted((RESOURCES / "lexicon").glob("*.yaml"))
    return {path.name: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in paths}


KOMMUNER = _kommuner()


@cache
def lexicon() -> Lexicon:
    """The lexicon of the product, with what was learned from examples."""
    return build_lexicon(files(), KOMMUNER, build_weights(read_weights(RESOURCES)))


@cache
def unlearned() -> Lexicon:
    """The lexicon of the product alone: only its rules speak."""
    return build_lexicon(files(), KOMMUNER)
