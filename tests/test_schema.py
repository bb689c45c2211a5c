"""The schemas that editors read are those of the models, and the shipped files fit them."""

import pytest

from finder.schema import SHAPES, schema
from tests.conftest import ROOT


@pytest.mark.parametrize("name", SHAPES)
def test_the_schema_on_disk_is_that_of_the_models(name: str) -> None:
    assert (ROOT / "resources" / "schema" / f"{name}.json").read_text("utf-8") == schema(name), "run `make schema`"


def test_every_organisation_names_a_schema_that_exists() -> None:
    for file in (ROOT / "resources" / "organisations").rglob("*.yaml"):
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (file.parent / first.split("=", 1)[1]).resolve().is_file(), file
