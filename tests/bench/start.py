"""Start, memory and size of the real program: a new process each time."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.table import Row

_RUNS = 5
_KB = 1024


@contextmanager
def served() -> Iterator[tuple[str, int, float]]:
    """A server of its own: (address, process id, seconds to the first answer)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "finder", "serve", "--port", str(port)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield address, server.pid, time.perf_counter() - started
        finally:
            server.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            get(address + "/")
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def get(address: str, data: bytes | None = None) -> bytes:
    """The body of an answer, as sent when the client takes gzip; unpacked."""
    with urllib.request.urlopen(urllib.request.Request(address, data), timeout=5) as answer:
        return bytes(answer.read())


def packed(body: bytes) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(body, 9))


def workers_mb(parent: int) -> list[float]:
    """Proportional memory of each worker in megabytes: shared pages are split between those who share them."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [_pss(int(child)) for child in children]


def _pss(process: int) -> float:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"Pss:\s+(\d+)", text).group(1)) / _KB  # type: ignore[union-attr]


def _rss(process: int) -> float:
    text = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / _KB  # type: ignore[union-attr]


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def rows() -> Iterator[Row]:
    """Start to first answer, memory of a worker, loading and checking, and the size of what is sent."""
    starts = []
    for _ in range(_RUNS):
        with served() as (_, _, seconds):
            starts.append(seconds)
    yield Row("start to first answer", f"{median(starts):.2f} s", "< 1.5 s", median(starts) < 1.5)
    loads = [_seconds([sys.executable, "-m", "finder", "check"]) for _ in range(_RUNS)]
    yield Row("hittastod check, whole process", f"{median(loads):.2f} s", "< 2 s", median(loads) < 2)
    with served() as (address, pid, _):
        yield from _sizes(address)
        children = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        heaviest = max(map(_rss, children))
        beside = f"proportional {max(workers_mb(pid)):.0f} MB"
        yield Row("memory of one worker", f"{heaviest:.0f} MB", "< 120 MB", heaviest < 120, beside)


def _sizes(address: str) -> Iterator[Row]:
    first = get(address + "/")
    linked = re.findall(rb'(?:href|src)="(/static/[^"]+)"', first)
    sizes = {name.decode(): packed(get(address + name.decode())) for name in linked}
    style = sum(size for name, size in sizes.items() if name.endswith(".css"))
    script = sum(size for name, size in sizes.items() if name.endswith(".js"))
    view, whole = packed(first) + style, packed(first) + sum(sizes.values())
    yield Row("first view with its style, gzip", f"{view / _KB:.1f} KB", "<= 14 KB", view <= 14 * _KB)
    yield Row("whole first load, gzip", f"{whole / _KB:.1f} KB", "<= 50 KB", whole <= 50 * _KB)
    yield Row("requests of the first load", str(1 + len(sizes)), "<= 4", 1 + len(sizes) <= 4)
    yield Row("script, gzip", f"{script / _KB:.1f} KB", "<= 10 KB", script <= 10 * _KB)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[2])
    print(*rows(), sep="\n")
