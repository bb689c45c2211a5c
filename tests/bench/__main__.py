"""`make bench`: every table, one after another. `python -m tests.bench match start` runs only those."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from finder.load import load
from finder.models import Directory
from tests.bench import conversation, match, search, slow, start, understand, web
from tests.bench.table import Row

RESOURCES = Path(__file__).parents[2] / "resources"

TABLES: dict[str, Callable[[Directory], Iterable[Row]]] = {
    "match": match.rows,
    "conversation": conversation.rows,
    "search": search.rows,
    "understand": understand.rows,
    "start": lambda directory: start.rows(),
    "slow": lambda directory: slow.rows(),
    "web": web.rows,
}


def main(names: list[str]) -> int:
    """Print the tables. Returns 1 when a figure misses what was wanted."""
    directory = load(RESOURCES)
    missed = 0
    for name in names or TABLES:
        print(f"\n{name}")
        for row in TABLES[name](directory):
            print(row, flush=True)
            missed += not row.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
