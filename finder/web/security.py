"""Headers on every answer, limits on what is let in, kind error pages, and a log line that tells nothing of anyone."""

import logging
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix

from finder.web.config import Config
from finder.web.keeper import NoDirectoryError, keeper, spoken
from finder.web.limits import Gate, RateLimit, never_limited

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_PAIRS = list(HEADERS.items())
_EXPLAINED = frozenset({400, 404, 405, 413, 429, 500, 503})
_MOST_PARTS = 200
_log = logging.getLogger("hittastod.requests")


def secure(app: Flask, config: Config) -> None:
    """Add headers, limits, error pages and the log line to the app."""
    app.config.update(
        MAX_CONTENT_LENGTH=config.max_body,
        MAX_FORM_MEMORY_SIZE=config.max_body,
        MAX_FORM_PARTS=_MOST_PARTS,
        TRUSTED_HOSTS=list(config.hosts) or None,
    )
    gate = Gate(app.wsgi_app, _busy(app), working=config.working, waiting=config.waiting, largest=config.max_body)
    trusting = ProxyFix(gate, x_for=config.proxies, x_proto=0, x_host=0) if config.proxies else gate
    app.wsgi_app = _Headers(trusting)  # type: ignore[method-assign]
    app.logger.addFilter(_faceless)
    app.before_request(_start_clock)
    app.before_request(_counter(RateLimit(config.per_minute)))
    app.after_request(_write_line)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(NoDirectoryError, _without_directory)
    app.register_error_handler(Exception, _broken)


def _busy(app: Flask) -> "WSGIApplication":
    """The answer when the house is full: the crisis numbers, without any work."""

    def busy(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = app.extensions["hittastod"].fallback.encode()
        _log.info("%s - 503 0.0", _known_method(environ["REQUEST_METHOD"]))
        start_response("503 Service Unavailable", [
            ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))), ("Retry-After", "2"),
        ])  # fmt: skip
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return busy


class _Headers:
    """Adds the headers to whatever leaves the app, also when the app itself breaks."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            given = {name.lower() for name, _ in headers}
            return start_response(status, headers + [pair for pair in _PAIRS if pair[0].lower() not in given], *rest)

        return self.app(environ, start)


def _counter(limit: RateLimit) -> Callable[[], None]:
    def count() -> None:
        """Too many requests from one address: wait. Crisis help, style and health are never counted."""
        if never_limited(request.path):
            return
        wait = limit.seconds_left(request.remote_addr or "", time.time())
        if wait:
            raise TooManyRequests(retry_after=wait)

    return count


def _start_clock() -> None:
    g.started = time.perf_counter()


def _write_line(response: Response) -> Response:
    """One line with method, route name, status and milliseconds."""
    spent = time.perf_counter() - g.get("started", time.perf_counter())
    _log.info(
        "%s %s %d %.1f", _known_method(request.method), request.endpoint or "-", response.status_code, 1000 * spent
    )
    return response


def _known_method(method: str) -> str:
    """A method is the client's own text: only known ones are written down."""
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "OTHER"


def _explain(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    answer = _page(status if status in _EXPLAINED else 400 if status < 500 else 500, status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _without_directory(_: NoDirectoryError) -> Response:
    return _page(503, 503)


def _broken(error: Exception) -> Response:
    """A fault of ours: the log says where and which kind, never the values."""
    note_fault(request.endpoint or "-", error)
    return _page(500, 500)


def note_fault(route: str, error: BaseException) -> None:
    """One line with the route, the kind of fault and where in the code it came from."""
    _log.error("%s %s", route, _kind_and_place(error))


def _kind_and_place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "-"
    return f"{type(error).__name__} at {where}"


def _faceless(record: logging.LogRecord) -> bool:
    """Takes what a visitor sent out of Flask's own messages: they name the path and print the values."""
    error = record.exc_info[1] if record.exc_info else None
    record.msg, record.args = _kind_and_place(error) if error else "a message from the framework", ()
    record.exc_info = record.exc_text = None
    return True


def _page(explained: int, status: int) -> Response:
    kept = keeper()
    try:
        site = spoken()
        body = site.page("error.html", code=str(explained)) if site else kept.fallback
    except Exception as error:  # a broken error page must not hide the numbers
        note_fault("error page", error)
        body = kept.fallback
    return Response(body, status=status)


@lru_cache(maxsize=1)
def plain_answer(app: Flask) -> bytes:
    """A whole HTTP answer for what could not be read as a request: ready bytes, with page and headers."""
    with app.test_request_context("/"):
        response = _page(400, 400)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Connection"] = "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in response.headers.items())
    return f"HTTP/1.1 400 Bad Request\r\n{head}\r\n".encode() + response.get_data()
