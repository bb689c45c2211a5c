"""The web site under load, on loopback: beside a bare Flask 'hello' under the same server, steadily, and too much.

Visitors differ, but not without end: at a steady pace three hundred conversations, the usual ones far more often.
"""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from finder.models import Directory
from tests.bench.table import Row

ROOT = Path(__file__).parents[2]
PACE, STEADY_SECONDS = 160, 60
WARM_SECONDS, FULL_SECONDS, CROWD_SECONDS = 2, 6, 10
CONNECTIONS, CROWD = 16, 200
USUAL, VISITORS = 12, 300
START = """
import sys
from finder.web.app import create_app
from finder.web.config import Config
from finder.web.server import Server, log_to_the_terminal
class Quiet(Server):
    def _watch(self, worker):
        if sys.argv[2] != "hello":
            super()._watch(worker)
    def _say_address(self, arbiter): pass
def hello():
    from flask import Flask
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "hello", methods=["GET", "POST"])
    app.add_url_rule("/akut", "akut", lambda: "hello")
    return app
log_to_the_terminal()
app = hello() if sys.argv[2] == "hello" else create_app(config=Config(per_minute=10**9))
Quiet(app, "127.0.0.1", int(sys.argv[1]), Config().threads).run()
"""


def rows(directory: Directory) -> Iterator[Row]:
    """The table. Takes about two minutes."""
    with _server("hello") as port:
        hello, _ = _full(port, _talk(directory, random.Random(1), USUAL))
    with _server("site") as port:
        usual, failed = _full(port, _talk(directory, random.Random(1), USUAL))
        all_new, _ = _full(port, _talk(directory, random.Random(4), VISITORS * 30))
        yield Row("bare Flask hello", f"{hello:.0f}/s", "", True)
        holds = usual >= hello / 2 and not failed
        told = f"{usual / hello:.0%} of it, {USUAL} conversations over and over, {failed} failed"
        yield Row("the conversation", f"{usual:.0f}/s", "half of hello", holds, told)
        yield Row("the conversation, no two alike", f"{all_new:.0f}/s", "", True)
        yield from _steady(port, directory)
        yield from _crowded(port, directory)


def _full(port: int, talk: Iterator[bytes]) -> tuple[float, int]:
    """As much as it takes, after a moment to get warm."""
    asyncio.run(_as_many_as_possible(port, talk, CONNECTIONS, WARM_SECONDS))
    return asyncio.run(_as_many_as_possible(port, talk, CONNECTIONS, FULL_SECONDS))


def _steady(port: int, directory: Directory) -> Iterable[Row]:
    spent, failed = asyncio.run(_at_a_pace(port, _talk(directory, random.Random(2), VISITORS), PACE, STEADY_SECONDS))
    half, late = _part(spent, 0.5), _part(spent, 0.95)
    told = f"{len(spent)} requests, median {half:.0f} ms, 99 % {_part(spent, 0.99):.0f} ms"
    yield Row(f"{PACE} a second for {STEADY_SECONDS} s: errors", str(failed), "0", failed == 0)
    yield Row(f"{PACE} a second for {STEADY_SECONDS} s: 95 %", f"{late:.0f} ms", "< 250 ms", late < 250, told)


def _crowded(port: int, directory: Directory) -> Iterable[Row]:
    slowest, wrong, asked = asyncio.run(_crisis_in_a_crowd(port, _talk(directory, random.Random(3), VISITORS)))
    told = f"{asked} times, {CROWD} others asking all they can"
    yield Row("/akut when the house is full: slowest", f"{slowest:.0f} ms", "< 1000 ms", slowest < 1000, told)
    yield Row("/akut when the house is full: not 200", str(wrong), "0", wrong == 0)


# ---------------------------------------------------------------- what visitors send


def _talk(directory: Directory, chance: random.Random, many: int) -> Iterator[bytes]:
    """The requests of one visitor after another, without end: some conversations are far more usual than others."""
    visitors = [_visit(directory, chance) for _ in range(many)]
    usual = [1 / (place + 1) ** (many < 1000) for place in range(many)]
    while True:
        yield from chance.choices(visitors, usual)[0]


def _visit(directory: Directory, chance: random.Random) -> list[bytes]:
    """One conversation: the first screen, then a form that grows with each answer, a place, and what fits."""
    questions = [question for question in directory.questions if question.field not in ("danger", "kommun")]
    told: dict[str, str] = {}
    sent = [_request("GET", {})]
    for question in questions[: chance.randint(2, 5)]:
        told[question.code] = str(chance.randint(1, len(question.options)))
        sent.append(_request("POST", {**told, "q": question.code}))
    told["e"] = chance.choice(list(directory.kommuner))
    return [*sent, _request("POST", told), _request("POST", {**told, "v": "1", "z": "s"})]


def _request(method: str, fields: dict[str, str], path: str = "/") -> bytes:
    body = urlencode(fields).encode()
    kind = "Content-Type: application/x-www-form-urlencoded\r\n" if fields else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{kind}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


# ---------------------------------------------------------------- asking


class _Line:
    """One connection that is kept open, and opened again when the server closes it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> int:
        """The status of the answer. A connection that was closed while idle is opened once more."""
        try:
            return await self._ask(request)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return await self._ask(request)

    async def _ask(self, request: bytes) -> int:
        if self._pair is None:
            self._pair = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._pair
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        if b"connection: close" in head.lower():
            self.close()
        return int(head[9:12])

    def close(self) -> None:
        if self._pair:
            self._pair[1].close()
        self._pair = None


async def _as_many_as_possible(port: int, talk: Iterator[bytes], lines: int, seconds: float) -> tuple[float, int]:
    """Requests a second, and how many were not answered with 200."""
    end = time.perf_counter() + seconds
    statuses: list[int] = []

    async def visitor() -> None:
        line = _Line(port)
        while time.perf_counter() < end:
            statuses.append(await line.ask(next(talk)))
        line.close()

    await asyncio.gather(*(visitor() for _ in range(lines)))
    return len(statuses) / seconds, sum(status != 200 for status in statuses)


async def _at_a_pace(port: int, talk: Iterator[bytes], pace: int, seconds: int) -> tuple[list[float], int]:
    """Milliseconds of each request from the moment it was due, and how many failed. Nobody waits for anybody."""
    spent: list[float] = []
    failed = 0
    idle: list[_Line] = []

    async def one(due: float) -> None:
        nonlocal failed
        line = idle.pop() if idle else _Line(port)
        try:
            failed += await line.ask(next(talk)) != 200
        except (OSError, asyncio.IncompleteReadError):
            failed += 1
        spent.append((time.perf_counter() - due) * 1000)
        idle.append(line)

    start = time.perf_counter()
    tasks = []
    for number in range(pace * seconds):
        due = start + number / pace
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(due)))
    await asyncio.gather(*tasks)
    for line in idle:
        line.close()
    return spent, failed


async def _crisis_in_a_crowd(port: int, talk: Iterator[bytes]) -> tuple[float, int, int]:
    """The slowest answer of /akut in milliseconds, how many were not 200, and how many were asked for."""
    crowd = asyncio.create_task(_as_many_as_possible(port, talk, CROWD, CROWD_SECONDS))
    spent: list[float] = []
    wrong = 0
    while not crowd.done():
        await asyncio.sleep(0.2)
        start, line = time.perf_counter(), _Line(port)
        wrong += await line.ask(_request("GET", {}, "/akut")) != 200
        spent.append((time.perf_counter() - start) * 1000)
        line.close()
    await crowd
    return max(spent), wrong, len(spent)


def _part(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


# ---------------------------------------------------------------- the server


@contextmanager
def _server(which: str) -> Iterator[int]:
    """A server of its own: the same program and settings, for our site or for a bare 'hello'."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(port), which],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(15)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            asyncio.run(_Line(port).ask(_request("GET", {}, "/akut")))
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
