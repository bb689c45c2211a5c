"""Catalogues: complete in every language, and the check sees each kind of fault."""

from pathlib import Path

import pytest

from finder import paths
from finder.models import Directory
from finder.translations import (
    check,
    direction,
    extract,
    languages,
    own_name,
    path_of,
    read_catalogue,
    state,
    update,
    updated,
)

CALL, HELLO = "Ring {number}.", "Hej och välkommen."


@pytest.fixture
def small(directory: Directory) -> Directory:
    """A directory with two texts of its own."""
    texts = {"a.call": CALL, "a.hello": HELLO, "chat.only": "Bara i terminalen.", "language.phrase": "Hej."}
    return Directory(
        services={}, organisations={}, kommuner={}, sources={}, questions=(), labels={}, texts=texts, crisis={},
        forbidden_numbers={},
    )  # fmt: skip


def _write(folder: Path, directory: Directory, *translated: tuple[str, str]) -> Path:
    update(folder, directory, ["en"])
    file = path_of(folder, "en")
    raw = file.read_text("utf-8")
    for swedish, english in translated:
        raw = raw.replace(f'msgid "{swedish}"\nmsgstr ""', f'msgid "{swedish}"\nmsgstr "{english}"')
    file.write_text(raw, "utf-8")
    return file


def _told(folder: Path, directory: Directory) -> list[str]:
    return [problem.what for problem in check(folder, directory)]


DONE = ((CALL, "Call {number}."), (HELLO, "Welcome."))


# ---------------------------------------------------------------- the shipped catalogues


def test_every_text_is_translated_into_every_language(directory: Directory) -> None:
    assert [str(problem) for problem in check(paths.resources(), directory)] == []


def test_the_languages_in_their_own_names() -> None:
    found = languages(paths.resources())
    assert found[0] == "sv"
    assert {own_name(lang) for lang in found} == {"Svenska", "English", "Suomi", "العربية", "Soomaali"}
    assert [lang for lang in found if direction(lang) == "rtl"] == ["ar"]


# ---------------------------------------------------------------- extract and update


def test_every_text_is_taken_out_once_with_its_keys(small: Directory) -> None:
    found = {str(message.id): message.auto_comments for message in extract(small) if message.id}
    assert found == {CALL: ["texts: a.call"], HELLO: ["texts: a.hello"]}


def test_update_keeps_what_is_translated_and_who_has_read_it(small: Directory) -> None:
    first = updated("", "en", extract(small))
    done = first.replace(f'msgid "{HELLO}"\nmsgstr ""', f'msgid "{HELLO}"\nmsgstr "Welcome."')
    read = done.replace("X-Reviewed-By: ", "X-Reviewed-By: Ann Example")
    assert updated(read, "en", extract(small)) == read


def test_update_takes_out_what_is_gone_and_starts_anew_what_has_changed(tmp_path: Path, small: Directory) -> None:
    _write(tmp_path, small, *DONE)
    changed = {"a.call": "Ring genast {number}."}
    later = Directory(**{**small.__dict__, "texts": changed})
    update(tmp_path, later, ["en"])
    raw = path_of(tmp_path, "en").read_text("utf-8")
    assert HELLO not in raw
    assert CALL not in raw
    assert "fuzzy" not in raw
    assert read_catalogue(tmp_path, "en").texts == {}


# ---------------------------------------------------------------- check


def test_nothing_to_say_of_a_complete_catalogue(tmp_path: Path, small: Directory) -> None:
    _write(tmp_path, small, *DONE)
    assert check(tmp_path, small) == []
    assert read_catalogue(tmp_path, "en").translate(HELLO) == "Welcome."
    assert read_catalogue(tmp_path, "en").translate("Okänd.") == "Okänd."


@pytest.mark.parametrize(
    ("translated", "fault"),
    [
        ((DONE[0],), "inte översatt"),
        ((DONE[0], (HELLO, " ")), "inte översatt"),
        (((CALL, "Call {numer}."), DONE[1]), "fel ord i klamrar"),
        (((CALL, "Call."), DONE[1]), "fel ord i klamrar"),
        (((CALL, "Call {number"), DONE[1]), "fel ord i klamrar"),
        ((DONE[0], (HELLO, "Welcome 112.")), "fel siffror"),
    ],
)
def test_faults(tmp_path: Path, small: Directory, translated: tuple[tuple[str, str], ...], fault: str) -> None:
    _write(tmp_path, small, *translated)
    (told,) = _told(tmp_path, small)
    assert told.startswith(fault)


def test_stale_missing_and_uncertain(tmp_path: Path, small: Directory) -> None:
    file = _write(tmp_path, small, *DONE)
    raw = file.read_text("utf-8").replace(f'msgid "{HELLO}"', '#, fuzzy\nmsgid "Hej."')
    file.write_text(raw, "utf-8")
    told = _told(tmp_path, small)
    assert sorted(told) == ["texten finns inte längre; kör update: Hej.", f"texten saknas; kör update: {HELLO}"]
    file.write_text(raw.replace('msgid "Hej."', f'msgid "{HELLO}"'), "utf-8")
    assert _told(tmp_path, small) == [f"osäker (fuzzy); läs och ta bort märket: {HELLO}"]


def test_the_review_state_must_be_told(tmp_path: Path, small: Directory) -> None:
    file = _write(tmp_path, small, *DONE)
    assert read_catalogue(tmp_path, "en").reviewed_by == ""
    raw = file.read_text("utf-8")
    file.write_text(raw.replace("X-Reviewed-By: ", "X-Reviewed-By: Ann Example"), "utf-8")
    assert read_catalogue(tmp_path, "en").reviewed_by == "Ann Example"
    assert list(state(tmp_path)) == ["en  English (engelska): 2 texter, Ann Example"]
    file.write_text(raw.replace('"X-Reviewed-By: \\n"\n', ""), "utf-8")
    assert any("X-Reviewed-By" in what for what in _told(tmp_path, small))
