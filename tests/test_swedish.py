"""The Swedish language: folding, stems, runs of letters, sentences, readability."""

import pytest

from finder.spelling import Vocabulary
from finder.swedish import fold, lix, looks_like_verb, root, sentences, single_vowels, squeeze, stem, words


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Köping", "koping"), ("ÅÄÖ", "aao"), ("Café", "cafe"), ("Ｆａｒ", "far"), ("Straße", "strasse")],
)
def test_fold(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(("word", "one"), [("hjääälp", "hjälp"), ("snällla", "snäla"), ("nej", "nej"), ("", "")])
def test_squeeze(word: str, one: str) -> None:
    assert squeeze(word) == one


def test_single_vowels_leaves_double_consonants() -> None:
    assert single_vowels("söömntabletter") == "sömntabletter"


@pytest.mark.parametrize(("one", "other"), [("dricker", "dricka"), ("spelandet", "spelar"), ("skulderna", "skulder")])
def test_forms_of_one_word_share_a_root(one: str, other: str) -> None:
    assert root(one) == root(other)
    assert stem(one) == stem(other)


def test_root_keeps_the_dots_and_stem_does_not() -> None:
    assert (root("ångesten"), stem("ångesten")) == ("ångest", "angest")


@pytest.mark.parametrize(("word", "verb"), [("dricker", True), ("började", True), ("är", True), ("igen", False)])
def test_looks_like_verb(word: str, verb: bool) -> None:
    assert looks_like_verb(word) is verb


def test_words_and_sentences() -> None:
    assert words("Ring 112. Be om hjälp!") == ["Ring", "112", "Be", "om", "hjälp"]
    assert sentences("Ring 112. Be om hjälp!") == ["Ring 112.", "Be om hjälp!"]


def test_lix() -> None:
    assert lix("Du kan ringa.") == 3.0
    assert lix("") == 0.0


# ---------------------------------------------------------------- typing errors

VOCABULARY = Vocabulary(["alkohol", "tabletter", "hänger", "känner", "missbruk", "köping"], protected=["missbrukad"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("alkhol", "alkohol"),
        ("alkohool", "alkohol"),
        ("mattor", None),
        ("tabbletter", "tabletter"),
        ("tabeltter", "tabletter"),
        ("koping", None),
        ("missbrukad", None),
        ("alkohol", None),
        ("öl", None),
    ],
)
def test_a_mistyped_word_is_mended(typed: str, meant: str | None) -> None:
    assert VOCABULARY.mend(typed) == meant


def test_a_word_may_stand_for_several() -> None:
    assert VOCABULARY.mends("kähner") == ["känner"]
    assert Vocabulary(["hänger", "händer"]).mends("häner") == ["händer", "hänger"]
