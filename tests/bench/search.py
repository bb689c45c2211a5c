"""Search beside tantivy, trigrams of SQLite and a rapidfuzz scan: two typing errors a query, up to 100,000 services."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

import tantivy
from rapidfuzz import fuzz, process

from finder.models import Directory, Organisation, Service
from finder.search import build_index, search
from finder.swedish import fold, words
from tests.bench.table import Row

SIZES = (1_000, 10_000, 100_000)
_QUERIES = 200
_SCANS = 15
_WALKS = ("sqlite trigrams", "rapidfuzz scan")
_FIRST = 5
_HEADS = (
    "beroende alkohol drog anhörig familje kvinno ungdoms spel läkemedels återfalls boende arbets samtals råd".split()
)
_TAILS = "mottagningen gruppen stödet huset teamet kliniken rådgivningen behandlingen jouren centret träffen".split()
_STARTS = (
    "sol lind björk ek äng berg dal ström kvarn norr söder väster hav sjö gran rosen stjärn klock bro skog".split()
)
_ENDS = "gläntan gården hagen backen vallen torpet viken udden lyckan bo näs stigen porten tomten rud dungen".split()
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"

Finder = Callable[[str], list[str]]


def made(directory: Directory, count: int) -> Directory:
    """A directory of made-up services only, each with a name, a house, a kommun and a sentence of its own."""
    rng = random.Random(count)
    model = directory.services["alkoholhjalpen"]
    codes = list(directory.kommuner)
    services = [_service(rng, model, codes, number) for number in range(count)]
    return replace(directory, services={service.id: service for service in services})


def _service(rng: random.Random, model: Service, codes: list[str], number: int) -> Service:
    house = f"{rng.choice(_STARTS)}{rng.choice(_ENDS)}".capitalize()
    kind = f"{rng.choice(_HEADS)}{rng.choice(_TAILS)}".capitalize()
    area = (rng.choice(codes),)
    organisation = Organisation(id=f"o{number}", name=f"{house}{rng.choice(['', ' vård', ' stiftelse'])}", kind="ngo")
    name = f"{kind} {house} {number % 97}"
    return model.model_copy(
        update={"id": f"s{number}", "name": name, "organisation": organisation, "area": area, "aliases": ()}
    )


def asked(directory: Directory, count: int) -> list[tuple[str, str]]:
    """(query with two typing errors, id of the right service)."""
    rng = random.Random(3)
    chosen = rng.sample(list(directory.services.values()), count)
    return [(_mistyped(rng, f"{s.name} {directory.kommuner[s.area[0]].name}"), s.id) for s in chosen]


def _mistyped(rng: random.Random, text: str) -> str:
    parts = text.lower().split()
    long_ones = [place for place, part in enumerate(parts) if len(part) >= 6] or [0]
    for place in rng.choices(long_ones, k=2):
        parts[place] = _with_error(rng, parts[place])
    return " ".join(parts)


def _with_error(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + rng.choice(_LETTERS) + word[at + 1 :],
        ]
    )


# ---------------------------------------------------------------- the four


def ours(directory: Directory) -> Finder:
    """The search of the product."""
    index = build_index(directory)
    return lambda query: [hit.id for hit in search(query, index, limit=_FIRST).results]


def with_tantivy(directory: Directory) -> Finder:
    """Fuzzy terms: a should-clause per word, up to two errors, in the same texts."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True)
    builder.add_text_field("text")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for service in directory.services.values():
        writer.add_document(tantivy.Document(id=service.id, text=text_of(directory, service)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(query: str) -> list[str]:
        terms = [(tantivy.Occur.Should, _fuzzy(schema, word)) for word in words(query.lower())]
        hits = searcher.search(tantivy.Query.boolean_query(terms), _FIRST).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    return find


def _fuzzy(schema: tantivy.Schema, word: str) -> tantivy.Query:
    errors = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
    exact = tantivy.Query.term_query(schema, "text", word)
    if not errors:
        return exact
    close = tantivy.Query.fuzzy_term_query(schema, "text", word, distance=errors, transposition_cost_one=True)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, exact), (tantivy.Occur.Should, close)])


def with_sqlite(directory: Directory) -> Finder:
    """FTS5 with trigrams, any of the query's trigrams, best first by bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(id unindexed, text, tokenize='trigram')")
    rows = ((service.id, fold(text_of(directory, service))) for service in directory.services.values())
    base.executemany("insert into t values (?, ?)", rows)

    def find(query: str) -> list[str]:
        grams = {word[at : at + 3] for word in words(fold(query)) for at in range(len(word) - 2)}
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        found = base.execute("select id from t where t match ? order by bm25(t) limit ?", (match, _FIRST))
        return [str(row[0]) for row in found]

    return find


def with_scan(directory: Directory) -> Finder:
    """rapidfuzz over every record."""
    ids = list(directory.services)
    texts = [fold(text_of(directory, service)) for service in directory.services.values()]

    def find(query: str) -> list[str]:
        found = process.extract(fold(query), texts, scorer=fuzz.token_set_ratio, limit=_FIRST)
        return [ids[place] for _, _, place in found]

    return find


def text_of(directory: Directory, service: Service) -> str:
    """What all four search in."""
    return f"{service.name} {service.organisation.name} {directory.kommuner[service.area[0]].name} {service.summary}"


FINDERS: dict[str, Callable[[Directory], Finder]] = {
    "ours": ours,
    "tantivy": with_tantivy,
    "sqlite trigrams": with_sqlite,
    "rapidfuzz scan": with_scan,
}


def _measured(find: Finder, queries: list[tuple[str, str]]) -> tuple[float, float]:
    """(recall of the right service among the first five, median milliseconds)."""
    hits, taken = 0, []
    for query, right in queries:
        started = time.perf_counter()
        found = find(query)
        taken.append(1000 * (time.perf_counter() - started))
        hits += right in found
    return hits / len(queries), median(taken)


def rows(directory: Directory) -> Iterator[Row]:
    """The table with all four, for each size."""
    for size in SIZES:
        directory_of_size = made(directory, size)
        queries = asked(directory_of_size, _QUERIES)
        slow = size >= SIZES[-1]
        figures = {
            name: _measured(build(directory_of_size), queries[:_SCANS] if slow and name in _WALKS else queries)
            for name, build in FINDERS.items()
        }
        yield from _told(size, figures)


def _told(size: int, figures: dict[str, tuple[float, float]]) -> Iterator[Row]:
    recall, taken = figures["tantivy"]
    for name, (found, milliseconds) in figures.items():
        told = f"{found:.0%}, {milliseconds:.2f} ms"
        if name != "ours":
            yield Row(f"search {size:,}: {name}", told, "", True)
            continue
        limit = min(2.0, 3 * taken) if size == SIZES[-1] else float("inf")
        wanted = f">= {recall:.0%}" + (f", <= {limit:.2f} ms" if limit < 10 else "")
        yield Row(f"search {size:,}: {name}", told, wanted, found >= recall and milliseconds <= limit)
