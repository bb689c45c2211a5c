"""The word weights: fresh, quick, and never remembering what a visitor wrote."""

import json

import pytest

from finder.likeness import build_weights, features, likeness, plain_words, telling
from finder.load import read_weights
from finder.understand import understand
from tests.conftest import ROOT
from tests.learn import fingerprint
from tests.lexicon_files import lexicon

RESOURCES = ROOT / "resources"
WEIGHTS = build_weights(read_weights(RESOURCES))


def test_the_weights_are_learned_from_the_examples_as_they_stand() -> None:
    data = json.loads((RESOURCES / "weights.json").read_bytes())
    assert data["examples"] == fingerprint(), "the examples have changed: run `make weights`"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hon dricker varje kväll och jag vet inte vad jag ska göra", "audience:relative"),
        ("jag har spelat bort hela lönen igen", "substance:gambling"),
        ("en medarbetare luktar alkohol på mötena", "audience:employer"),
    ],
)
def test_a_text_is_most_like_its_own_kind(text: str, answer: str) -> None:
    kind = answer.split(":", maxsplit=1)[0]
    chances = {key: chance for key, chance in likeness(text, WEIGHTS).items() if key.startswith(kind)}
    assert max(chances, key=lambda key: chances[key]) == answer
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_the_words_that_tell_stand_in_the_text() -> None:
    text = "Min sambo spelar bort allt på nätet"
    assert set(telling(text, "substance:gambling", WEIGHTS)) <= set(text.split())


def test_quick_and_slow_reckoning_agree() -> None:
    text = "min dotter röker gräs varje dag och jag är så orolig"
    slow = build_weights({**read_weights(RESOURCES), "words": []})
    assert likeness(text, WEIGHTS) == pytest.approx(likeness(text, slow))


def test_no_word_of_a_visitor_is_kept() -> None:
    before = set(WEIGHTS.usual)
    understand("xyzzyhemligt förnamnet Zebulina dricker", lexicon())
    assert set(WEIGHTS.usual) == before
    assert "xyzzyhemligt" not in lexicon().weights.usual


def test_a_text_without_words_is_like_nothing_in_particular() -> None:
    assert features("!!! 😀").total() == 0
    assert plain_words("") == []
    assert all(chance < 0.9 for answer, chance in likeness("", WEIGHTS).items() if answer.startswith("crisis"))
