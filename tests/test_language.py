"""Every text that can be shown is plain Swedish, and the rules of plain Swedish catch what they should."""

import pytest

from finder.glossary import Glossary
from finder.models import Directory
from finder.plain import faults
from finder.shown import Kind, Shown, organisation_texts, own_texts, proper_names, shown_texts


def _broken(directory: Directory, texts: list[Shown]) -> list[str]:
    glossary, names = Glossary(directory.glossary), proper_names(directory)
    return [str(fault) for shown in texts for fault in faults(shown, glossary, names)]


def test_every_text_of_the_product_is_plain(directory: Directory) -> None:
    assert _broken(directory, list(own_texts(directory))) == []


def test_every_text_about_an_organisation_is_plain(directory: Directory) -> None:
    assert _broken(directory, list(organisation_texts(directory))) == []


def test_texts_of_every_sort_are_measured(directory: Directory) -> None:
    files = {shown.file.split("/")[0] for shown in shown_texts(directory)}
    assert files == {
        "texts", "vocabulary.yaml", "questions.yaml", "crisis", "worries.yaml", "glossary.yaml", "patterns.yaml",
        "counts.yaml", "organisations",
    }  # fmt: skip
    keys = {shown.key for shown in organisation_texts(directory)}
    parts = {part for key in keys for part in key.split(".")}
    assert {"summary", "note", "about", "ask_for", "hours_note", "content", "conditions", "phases"} <= parts


# ---------------------------------------------------------------- the rules

PLAIN = [
    "Du får prata med någon.",
    "Be att få tala med en kvinna eller man.",
    "Du som är man kan också ringa.",
    "Det finns en grupp (BIG) för dina barn.",
    "Du behöver en remiss.",
    "AA möts varje vecka.",
    "Missbruksmottagningen tar emot.",
]
NAMES = frozenset({"AA", "Missbruksmottagningen"})


@pytest.mark.parametrize("text", PLAIN)
def test_plain(directory: Directory, text: str) -> None:
    assert faults(Shown("x.yaml", "x", text), Glossary(directory.glossary), NAMES) == []


HARD: list[tuple[Kind, str, str]] = [
    ("text", "Du kan ringa när du vill och prata med någon som lyssnar på dig hela dagen lång.", "högst 15 ord"),
    ("card", "Ring till oss nu om du är rädd för att någon är sjuk.", "högst 12 ord"),
    ("answer", "Ring till oss nu om du är rädd för att någon är sjuk.", "högst 12 ord"),
    ("question", "Hur är det? Är du rädd? Är du ensam? Är du sjuk?", "högst 3 meningar"),
    ("text", "Socialtjänsten erbjuder behandling enligt individuell planering.", "LIX högst 35"),
    ("question", "Vilket stöd behöver din närstående allra mest?", "LIX högst 25"),
    ("text", "Du får t.ex. prata.", "förkortning"),
    ("text", "Du får bl. a. prata.", "förkortning"),
    ("text", "Hjälp enligt SoL.", "förkortning"),
    ("text", "Dit kan man gå.", "'man' i stället för 'du'"),
    ("text", "För dig som är missbrukare.", "ord som sårar"),
    ("text", "Råd om missbruk.", "ord som sårar"),
    ("text", "Du är helt anonym.", "löfte"),
    ("text", "Du kan chatta spårlöst.", "löfte"),
    ("text", "En psykosocial insats.", "ordlistan"),
    ("text", "De gör en DBT med dig.", "ordlistan"),
]


@pytest.mark.parametrize(("kind", "text", "rule"), HARD)
def test_hard(directory: Directory, kind: Kind, text: str, rule: str) -> None:
    found = faults(Shown("x.yaml", "nyckel", text, kind), Glossary(directory.glossary), NAMES)
    assert any(fault.rule.startswith(rule) or rule in fault.rule for fault in found)
    assert all(str(fault).startswith("x.yaml: nyckel: ") for fault in found)


def test_a_fault_names_the_sentence(directory: Directory) -> None:
    long = "Det här är en mening som går på och går på tills ingen orkar läsa mer av den."
    (fault, *_) = faults(Shown("x.yaml", "x", f"Kort. {long}"), Glossary(directory.glossary))
    assert fault.what == long


# ---------------------------------------------------------------- names are let through, and only names


def test_names_are_those_of_the_directory(directory: Directory) -> None:
    names = proper_names(directory)
    assert {"AA", "Bris", "Kvinnofridslinjen"} <= names
    assert not {"insats", "Insats", "missbruk", "Missbruk"} & names
