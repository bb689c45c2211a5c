"""The weights: fresh, quick, and never remembering what a visitor wrote."""

from dataclasses import replace

import pytest

from finder.errors import BrokenDirectoryError
from finder.evidence import ROLES, evidence
from finder.hunches import crisis
from finder.likeness import NO_WEIGHTS, Likeness, build_weights, features, likeness, plain_words
from finder.load import read_weights
from finder.models import CrisisId
from finder.ruled import by_rules
from finder.understand import understand
from tests.conftest import ROOT
from tests.learn import fingerprint
from tests.lexicon_files import lexicon, unlearned

RESOURCES = ROOT / "resources"
WEIGHTS = build_weights(read_weights(RESOURCES))


def like(text: str) -> Likeness:
    return likeness(text, WEIGHTS, evidence(by_rules(text, unlearned())))


def test_the_weights_are_learned_from_the_examples_as_they_stand() -> None:
    assert f"examples\t{fingerprint()}\n" in read_weights(RESOURCES), "the examples have changed: run `make weights`"


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
    chances = {key: chance for key, chance in like(text).chances.items() if key.startswith(kind)}
    assert max(chances, key=lambda key: chances[key]) == answer
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_the_words_that_tell_stand_in_the_text() -> None:
    text = "Min sambo spelar bort allt på nätet"
    assert set(like(text).telling("substance:gambling")) <= set(text.split())


def test_the_rules_findings_weigh_too() -> None:
    text = "min dotter röker gräs varje dag och jag är så orolig"
    with_rules, without = like(text).chances, likeness(text, WEIGHTS, {}).chances
    assert with_rules["audience:relative"] > without["audience:relative"]


def test_quick_and_slow_reckoning_agree() -> None:
    text = "min dotter röker gräs varje dag och jag är så orolig"
    slow = replace(WEIGHTS, words=frozenset(), usual={})
    assert like(text).chances == pytest.approx(likeness(text, slow, evidence(by_rules(text, unlearned()))).chances)


def test_no_word_of_a_visitor_is_kept() -> None:
    before = set(WEIGHTS.usual)
    understand("xyzzyhemligt förnamnet Zebulina dricker", lexicon())
    assert set(WEIGHTS.usual) == before
    assert "xyzzyhemligt" not in lexicon().weights.usual


def test_a_text_without_words_is_like_nothing_in_particular() -> None:
    assert features("!!! 😀") == {}
    assert plain_words("") == []
    assert all(chance < 0.9 for answer, chance in like("").chances.items() if answer.startswith("crisis"))


def test_with_nothing_learned_only_the_rules_speak() -> None:
    assert build_weights("") is NO_WEIGHTS
    assert likeness("min man dricker", NO_WEIGHTS, {}) == Likeness({})
    assert understand("min man dricker", unlearned()).audience == "relative"


@pytest.mark.parametrize("text", ["{}", "answers\ta b\n", "answers\ta\nstarts\tx\nwords\ta\nexamples\t0\n\n"])
def test_a_spoilt_file_is_told_of(text: str) -> None:
    with pytest.raises(BrokenDirectoryError, match="make weights"):
        build_weights(text)


def test_every_role_is_an_idea_of_the_lexicon() -> None:
    assert set(ROLES) - set(lexicon().concepts) == set()


def test_evidence_names_ideas_verdicts_and_neighbours() -> None:
    found = evidence(by_rules("min man dricker", unlearned()))
    assert {"#close", "@audience:relative", "man #strong_use"} <= found.keys()
    assert any(name.startswith("@need:") for name in found)


@pytest.mark.parametrize(
    ("told", "none", "danger", "seen"),
    [
        ("suicide", 0.1, 0.03, True),
        ("suicide", 0.9, 0.3, True),
        ("suicide", 0.9, 0.1, False),
        (None, 0.1, 0.2, True),
        (None, 0.9, 0.5, False),
        (None, 0.9, 0.8, True),
    ],
)
def test_a_danger_the_rules_saw_is_kept_longest(told: CrisisId | None, none: float, danger: float, seen: bool) -> None:
    assert bool(crisis(told, {"scope:none": none, "crisis:any": danger, "crisis:suicide": danger})) is seen
