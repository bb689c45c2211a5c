"""Understanding: the median over real lines, and the worst that 500 characters can do."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from finder.guide import open_guide
from finder.lexicon import Lexicon
from finder.models import Directory
from finder.understand import understand
from tests.bench.table import Row
from tests.evaluate import DEVELOP, read_cases

RESOURCES = Path(__file__).parents[2] / "resources"
_LENGTH = 500
_TRIES = 5
WORST = {
    "one word again and again": "orkar inte ",
    "words that look like nothing": "xqzwv kvtrp ",
    "one letter": "a ",
    "one long word": "alkoholproblemen",
    "many phrases begun": "vill inte leva dö jag tar mina tabletter han slår ",
    "typing errors": "alkohl drikker missbruk anhrig beroned ",
}


def _taken(text: str, lexicon: Lexicon) -> float:
    started = time.perf_counter()
    understand(text, lexicon)
    return 1000 * (time.perf_counter() - started)


def rows(directory: Directory) -> Iterator[Row]:
    """The table in milliseconds."""
    lexicon = open_guide(RESOURCES).lexicon
    lines = [str(case["text"]) for case in read_cases(DEVELOP)]
    taken = [_taken(line, lexicon) for line in lines]
    told = f"p99 {quantiles(taken, n=100)[98]:.2f} ms; {len(lines)} lines"
    yield Row("understand, the develop part", f"{median(taken):.2f} ms", "< 2 ms", median(taken) < 2, told)
    for name, piece in WORST.items():
        text = (piece * _LENGTH)[:_LENGTH]
        worst = min(_taken(text, lexicon) for _ in range(_TRIES))
        yield Row(f"understand, {name}", f"{worst:.2f} ms", "< 20 ms", worst < 20, f"{_LENGTH} characters")
