"""Who may come in, and how often: a count per visitor that cannot be traced back, and a gate for the whole house.

Nothing here is written anywhere. A visitor is a place in a row of counters, found by an HMAC of the network address
and the minute with a key made when the program starts: a minute later nobody can tell who stood where.
"""

import hashlib
import hmac
import io
import ipaddress
import mmap
import secrets
import threading
from collections.abc import Callable, Iterable
from typing import Any

WINDOW = 60
_PLACES = 1 << 16
_COUNT_BITS = 16
_MOST = (1 << _COUNT_BITS) - 1


class RateLimit:
    """At most `most` requests a minute and visitor. The counters are shared by the workers that are forked later."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._key = secrets.token_bytes(32)
        self._counters = memoryview(mmap.mmap(-1, _PLACES * 8)).cast("Q")

    def seconds_left(self, address: str, now: float) -> int:
        """Count one request. Returns 0 when it may go on, otherwise how many seconds to wait."""
        window = int(now // WINDOW)
        place = self._place(address, window)
        stands = self._counters[place]
        count = stands & _MOST if stands >> _COUNT_BITS == window else 0
        self._counters[place] = window << _COUNT_BITS | min(count + 1, _MOST)
        return WINDOW - int(now % WINDOW) if count >= self.most else 0

    def _place(self, address: str, window: int) -> int:
        digest = hmac.digest(self._key, f"{_household(address)} {window}".encode(), hashlib.sha256)
        return int.from_bytes(digest[:4], "big") % _PLACES


def _household(address: str) -> str:
    """An IPv6 visitor has a whole network of addresses: its first half stands for it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Gate:
    """Lets a few requests work at once and a few more wait a moment; the rest get `busy` at once.

    So there is always a thread left for crisis help, which goes past the gate.
    """

    def __init__(
        self, inside: Wsgi, busy: Wsgi, *, working: int, waiting: int, largest: int = 1 << 14, patience: float = 1.0
    ) -> None:
        self._inside = inside
        self._largest = largest
        self._busy = busy
        self._working = threading.Semaphore(working)
        self._queue = threading.Semaphore(working + waiting)
        self._patience = patience

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if never_limited(environ.get("PATH_INFO", "")):
            return self._inside(environ, start_response)
        _take_body(environ, self._largest)
        if not self._queue.acquire(blocking=False):
            return self._busy(environ, start_response)
        try:
            if not self._working.acquire(timeout=self._patience):
                return self._busy(environ, start_response)
            try:
                return self._inside(environ, start_response)
            finally:
                self._working.release()
        finally:
            self._queue.release()


def _take_body(environ: dict[str, Any], largest: int) -> None:
    """Read the body before it is anyone's turn: a slow client then keeps only itself waiting."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and 0 < int(length) <= largest:
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))


def never_limited(path: str) -> bool:
    """Crisis help, what it looks like, and whether we are well: never limited."""
    return path in ("/akut", "/halsa") or path.startswith("/static/")
