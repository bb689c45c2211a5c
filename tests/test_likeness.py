"""The weights: fresh, whole, and never remembering what a visitor wrote."""

import gc
from dataclasses import replace

import numpy as np
import pytest

from finder.errors import BrokenDirectoryError
from finder.evidence import MOST_WORDS, ROLES, evidence
from finder.features import PLACE, features
from finder.hunches import crisis, nothing
from finder.learned import Weights, build_weights, content_of
from finder.likeness import Likeness, likeness
from finder.load import read_weights
from finder.models import CrisisId
from finder.ruled import by_rules
from finder.sequence import chance, in_order
from finder.understand import understand
from tests.conftest import ROOT
from tests.learn.examples import fingerprint
from tests.lexicon_files import lexicon, unlearned

RESOURCES = ROOT / "resources"


def weights() -> Weights:
    built = lexicon().weights
    assert built
    return built


def like(text: str) -> Likeness:
    return likeness(features(by_rules(text, unlearned())), weights())


def test_the_weights_are_learned_from_the_examples_as_they_stand() -> None:
    assert weights().examples == fingerprint(), "the examples have changed: run `make weights`"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hon dricker varje kväll och jag vet inte vad jag ska göra", "audience:relative"),
        ("min man säger att jag dricker för mycket och nu vill jag sluta", "audience:self"),
        ("jag säger till min man att han dricker för mycket", "audience:relative"),
        ("jag har spelat bort hela lönen igen", "substance:gambling"),
        ("en medarbetare luktar alkohol på mötena", "audience:employer"),
    ],
)
def test_a_text_is_most_like_its_own_kind(text: str, answer: str) -> None:
    kind = answer.split(":", maxsplit=1)[0]
    chances = {key: chance_ for key, chance_ in like(text).chances.items() if key.startswith(kind)}
    assert max(chances, key=lambda key: chances[key]) == answer
    assert all(0 <= chance_ <= 1 for chance_ in chances.values())


def test_the_order_of_the_words_counts() -> None:
    one, other = "min fru tycker att jag dricker för mycket", "jag tycker att min fru dricker för mycket"
    assert like(one).chances["audience:self"] > like(other).chances["audience:self"] + 0.3


def test_the_words_that_tell_stand_in_the_text() -> None:
    text = "Min sambo spelar bort allt på nätet"
    assert set(like(text).telling("substance:gambling")) <= set(text.split())
    assert like(text).telling("substance:gambling")
    assert like(text).telling("substance:unheard") == ()


def test_the_rules_findings_weigh_too() -> None:
    found = features(by_rules("min dotter röker gräs varje dag och jag är så orolig", unlearned()))
    bare = replace(found, evidence={}, marks=((),) * len(found.words))
    with_rules, without = likeness(found, weights()).chances, likeness(bare, weights()).chances
    assert with_rules["audience:relative"] > without["audience:relative"]


def test_no_word_of_a_visitor_is_kept() -> None:
    secret = "".join(("xyzzy", "hemligt"))  # in parts, so that this test does not keep it either
    understand(f"{secret} heter Zebulina och dricker", lexicon())
    gc.collect()
    boxes = [box for box in gc.get_objects() if type(box) in (dict, list, set, tuple)]
    kept = {one for box in boxes for one in box if type(one) is str and secret[:10] in one}
    assert kept == set()


def test_a_text_without_words_is_like_nothing() -> None:
    for text in ("", "!!! ...", " \n", "😀😀"):
        assert like(text).chances == {}


def test_no_more_words_are_looked_at_than_fit_a_text() -> None:
    assert len(features(by_rules("a " * 1000, unlearned())).words) == MOST_WORDS


def test_features_are_words_bits_ideas_and_where_a_sentence_starts() -> None:
    found = features(by_rules("Min man dricker. Jag gråter, ofta", unlearned()))
    assert found.words == ("Min", "man", "dricker", "Jag", "gråter", "ofta")
    assert found.parts[1] == ("=man", "_ma", "man", "an_", "_man", "man_", "_man_")
    assert "#close" in found.marks[0]
    assert "#." in found.marks[3]
    assert "#," in found.marks[5]
    assert "@by:close" in found.marks[2]
    assert {"@audience:relative", "@all:close"} <= set(found.marks[0])
    assert found.pairs[0] == "min man"


def test_which_place_it_is_tells_nothing() -> None:
    found = features(by_rules("finns det hjälp i Hjo nu", unlearned()))
    assert found.parts[4] == (PLACE,)
    assert found.pairs[3:] == ("i #place", "#place nu")
    assert like("min son i Hjo dricker").chances == pytest.approx(like("min son i Tibro dricker").chances)


def test_with_nothing_learned_only_the_rules_speak() -> None:
    assert build_weights(b"") is None
    assert likeness(features(by_rules("min man dricker", unlearned())), None).chances == {}
    assert understand("min man dricker", unlearned()).audience == "relative"


@pytest.mark.parametrize("content", [b"{}", b"PK\x03\x04 not a whole file", read_weights(RESOURCES)[:5000]])
def test_a_spoilt_file_is_told_of(content: bytes) -> None:
    with pytest.raises(BrokenDirectoryError, match="make weights"):
        build_weights(content)


def test_what_is_written_is_what_is_read() -> None:
    again = build_weights(content_of(weights()))
    assert again
    assert again.rows == weights().rows
    assert again.answers == weights().answers
    assert np.array_equal(again.in_order.gates, weights().in_order.gates)


def test_a_chance_is_never_beyond_0_and_1() -> None:
    far = chance(np.array([-1e6, -1.0, 0.0, 1.0, 1e6], np.float32))
    assert far == pytest.approx([0, 0.2689, 0.5, 0.7311, 1], abs=1e-4)


def test_one_writes_at_most() -> None:
    learned = weights()
    rows = np.array([learned.rows["=min"], learned.rows["=man"]])
    found = in_order(rows, np.array([0, 1]), learned.in_order, learned.audiences)
    assert 0 < found[: learned.audiences].sum() < 1
    assert len(found) == sum(not answer.startswith("wish:") for answer in learned.answers)


def test_every_role_is_an_idea_of_the_lexicon() -> None:
    assert set(ROLES) - set(lexicon().concepts) == set()


def test_evidence_names_ideas_verdicts_and_neighbours() -> None:
    found = evidence(by_rules("min man dricker", lexicon()))
    assert {"#close", "@audience:relative", "man #strong_use", "#partner..#strong_use"} <= found.keys()
    assert any(name.startswith("@need:") for name in found)


@pytest.mark.parametrize(
    ("told", "none", "danger", "seen"),
    [
        ("suicide", 0.1, 0.05, True),
        ("suicide", 0.9, 0.3, True),
        ("suicide", 0.9, 0.05, False),
        (None, 0.1, 0.2, True),
        (None, 0.9, 0.5, False),
        (None, 0.9, 0.8, True),
    ],
)
def test_a_danger_the_rules_saw_is_kept_longest(told: CrisisId | None, none: float, danger: float, seen: bool) -> None:
    assert bool(crisis(told, {"scope:none": none, "crisis:any": danger, "crisis:suicide": danger})) is seen


@pytest.mark.parametrize(
    ("silent", "none", "idle"), [(True, 0.2, True), (True, 0.1, False), (False, 0.3, False), (False, 0.6, True)]
)
def test_a_text_is_idle_sooner_where_the_rules_find_nothing(silent: bool, none: float, idle: bool) -> None:
    assert nothing(silent, {"scope:none": none}) is idle
    assert nothing(silent, {}) is silent
