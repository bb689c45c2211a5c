"""Search: half-remembered and misspelt names lead to the right service, quickly, and nonsense to nothing."""

import random
import time

import pytest

from finder.models import Directory
from finder.search import Index, build_index, search


@pytest.fixture(scope="module")
def index(directory: Directory) -> Index:
    return build_index(directory)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Självmordslinjen", "mind-sjalvmordslinjen"),
        ("sjalvmordslinjn", "mind-sjalvmordslinjen"),
        ("stödlinjen", "stodlinjen"),
        ("alkohol hjälpen", "alkoholhjalpen"),
        ("alkohollinjen", "alkoholhjalpen"),
        ("missbruksmotagningen", "vasteras-missbruksmottagningen"),
        ("kvinnofrids linjen", "kvinnofridslinjen"),
        ("BRIS", "bris"),
        ("socialtjänsten i Sala", "sala-socialtjanst"),
        ("spindlen västeras", "vasteras-spindeln"),
    ],
)
def test_a_name_is_found_however_it_is_typed(index: Index, query: str, first: str) -> None:
    assert search(query, index).results[0].id == first


def test_two_words_that_are_one_and_one_that_is_two(index: Index) -> None:
    apart = [hit.id for hit in search("beroende mottagning", index).results]
    together = [hit.id for hit in search("beroendemottagning", index).results]
    assert apart[0] in together[:3]


def test_a_kommun_gives_its_own_and_the_national_ones(directory: Directory, index: Index) -> None:
    hits = search("stöd", index, kommun="1980").results
    assert hits
    for hit in hits:
        area = directory.services[hit.id].area
        assert {"1980", "19", "SE"} & set(area)


def test_what_was_meant_is_told_in_its_own_spelling(index: Index) -> None:
    assert search("kvinojour västerås", index).did_you_mean == "kvinnojour västerås"
    assert search("kvinnojour västerås", index).did_you_mean is None


@pytest.mark.parametrize("query", ["", "   ", "!!!", "och i för", "xqzw", "(((((", "\x00", "😀" * 50])
def test_nonsense_finds_nothing_and_breaks_nothing(index: Index, query: str) -> None:
    assert search(query, index).results == ()


def test_help_of_today_stands_before_help_of_then(directory: Directory, index: Index) -> None:
    hits = [directory.services[hit.id] for hit in search("spindeln", index).results]
    assert [service.historical for service in hits] == sorted(service.historical for service in hits)


def test_a_score_lies_between_nothing_and_all(index: Index) -> None:
    scores = [hit.score for hit in search("missbruksmottagningen västerås", index).results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_every_service_is_found_by_its_name_and_place(directory: Directory, index: Index) -> None:
    lost = []
    for service in directory.services.values():
        place = directory.kommuner[service.kommuner[0]].name if service.kommuner else ""
        query = f"{service.name} {service.organisation.name} {place}"
        if service.id not in {hit.id for hit in search(query, index, limit=10).results}:
            lost.append(service.id)
    assert lost == []


def test_no_query_is_slow(index: Index) -> None:
    rng = random.Random(1)
    worst = [" ".join("".join(rng.choices("abcdeå", k=20)) for _ in range(40)), "a" * 5000, "stöd " * 1000]
    for query in worst:
        started = time.perf_counter()
        search(query, index)
        assert time.perf_counter() - started < 0.2
