"""Danger in free text: found however it is typed, never taken away by a 'not', and not seen where it is not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from finder.understand import understand
from tests.lexicon_files import lexicon

LINES = yaml.safe_load((Path(__file__).parent / "cases" / "danger.yaml").read_text("utf-8"))
SEEN = {case["text"]: case["crisis"] for case in LINES if case["crisis"]}
OUTRIGHT = {case["text"]: case["crisis"] for case in LINES if case["crisis"] and "short" not in case}
NOT_DANGER = [case["text"] for case in LINES if not case["crisis"]]
LEAD = (
    "Hej, hittade den här sidan via en vän och ville bara berätta lite om hur det ser ut. Det är höst, huset är gult "
    "och trädgården är stor. Förra året blev det nytt kök och i våras målades hallen. På helgerna blir det mat, en tur "
    "i skogen och en serie på kvällen. Det är ganska lugnt här annars, och det är inte så långt till affären eller "
    "bussen. "
)


def danger(text: str) -> str | None:
    return understand(text, lexicon()).crisis


@pytest.mark.parametrize(("text", "crisis"), SEEN.items())
def test_danger_is_seen(text: str, crisis: str) -> None:
    assert danger(text) == crisis


@pytest.mark.parametrize("text", NOT_DANGER)
def test_no_danger_is_seen(text: str) -> None:
    assert danger(text) is None


def _longest(text: str) -> str:
    found: list[str] = re.findall(r"[^\W\d_]+", text)
    return max(found, key=len)


def _doubled(text: str) -> str:
    word = _longest(text)
    return text.replace(word, word[:2] + word[1:], 1)


WAYS: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "without dots": lambda text: text.translate(str.maketrans("åäö", "aao")),
    "a doubled letter": _doubled,
    "exclamation marks": lambda text: f"{text}!!!",
    "emoji": lambda text: f"{text} 😭💔",
    "300 characters before": lambda text: LEAD + text,
    "mej, dej": lambda text: re.sub(r"\b([md])ig\b", r"\1ej", text),
    "e and å": lambda text: re.sub(r"\bär\b", "e", re.sub(r"\boch\b", "å", text)),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_danger_stays_however_it_is_typed(way: Callable[[str], str]) -> None:
    lost = [text for text, crisis in OUTRIGHT.items() if danger(way(text)) != crisis]
    assert lost == []


def test_danger_mostly_stays_when_a_letter_is_lost() -> None:
    """Some words become another word when a letter is lost ('vakar'), and are then left alone."""

    def dropped(text: str) -> str:
        word = _longest(text)
        return text.replace(word, word[:3] + word[4:], 1)

    kept = [text for text, crisis in OUTRIGHT.items() if danger(dropped(text)) == crisis]
    assert len(kept) >= 0.94 * len(OUTRIGHT)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("jag vill inte dö", "suicide"),
        ("jag tänker inte ta livet av mig men jag är trött", "suicide"),
        ("jag tror inte att hon vaknar inte", "overdose"),
    ],
)
def test_a_not_takes_no_danger_away(text: str, crisis: str) -> None:
    assert danger(text) == crisis
