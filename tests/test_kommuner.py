"""A typed place -> the kommun it means: every one of the 290, and typing errors."""

import pytest

from finder.kommuner import find_kommun
from finder.models import Directory


def test_every_kommun_is_found_by_its_name_and_its_code(directory: Directory) -> None:
    assert len(directory.kommuner) == 290
    for code, kommun in directory.kommuner.items():
        assert find_kommun(kommun.name, directory.kommuner).kommun == kommun
        assert find_kommun(code, directory.kommuner).kommun == kommun


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("köping", "Köping"),
        ("KOPING", "Köping"),
        (" Köpings kommun ", "Köping"),
        ("i Sala", "Sala"),
        ("Stockholms stad", "Stockholm"),
        ("Åkersberga", "Österåker"),
        ("upplands-bro", "Upplands-Bro"),
    ],
)
def test_a_name_is_understood_as_people_write_it(directory: Directory, typed: str, name: str) -> None:
    guess = find_kommun(typed, directory.kommuner)
    assert guess.kommun is not None
    assert guess.kommun.name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Vesterås", "Västerås"),
        ("Fagershta", "Fagersta"),
        ("Hallstahamar", "Hallstahammar"),
        ("Skinskateberg", "Skinnskatteberg"),
        ("göteborj", "Göteborg"),
        ("linkoping", "Linköping"),
        ("sura", "Surahammar"),
    ],
)
def test_a_typing_error_gives_the_right_one_among_few(directory: Directory, typed: str, name: str) -> None:
    guess = find_kommun(typed, directory.kommuner)
    near = [guess.kommun] if guess.kommun else list(guess.maybe)
    assert name in [kommun.name for kommun in near]
    assert len(near) <= 4


@pytest.mark.parametrize("typed", ["", "   ", "kommun", "xyzzy", "?!", "a" * 5000])
def test_what_is_no_place_gives_nothing(directory: Directory, typed: str) -> None:
    assert find_kommun(typed, directory.kommuner).kommun is None
    assert find_kommun(typed, directory.kommuner).maybe == ()


def test_dots_and_rings_tell_kommuner_apart(directory: Directory) -> None:
    names = [find_kommun(typed, directory.kommuner).kommun for typed in ("Håbo", "HÅBO", "Habo")]
    assert [kommun and kommun.lan_name for kommun in names] == ["Uppsala län", "Uppsala län", "Jönköpings län"]
