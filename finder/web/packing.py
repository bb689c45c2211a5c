"""Bodies ready to send, as they are and compressed."""

import gzip
from dataclasses import dataclass

from flask import Response, request

_WORTH_IT = 500
_QUICK = 5


@dataclass(frozen=True)
class Packed:
    """A body in both forms."""

    body: bytes
    small: bytes


def packed(text: str) -> Packed:
    """A page in both forms."""
    body = text.encode()
    return Packed(body, gzip.compress(body, _QUICK, mtime=0))


def sent_page(page: Packed, kind: str = "text/html; charset=utf-8") -> Response:
    """The answer in the form that the client can read."""
    if not _takes_gzip():
        return Response(page.body, content_type=kind)
    response = Response(page.small, content_type=kind)
    _mark(response)
    return response


def pack(response: Response) -> Response:
    """Compress an answer that is not compressed yet, when it is worth it."""
    if response.is_sequence and "Content-Encoding" not in response.headers and _takes_gzip():
        body = response.get_data()
        if len(body) > _WORTH_IT:
            response.set_data(gzip.compress(body, _QUICK, mtime=0))
            _mark(response)
    return response


def _takes_gzip() -> bool:
    return "gzip" in request.environ.get("HTTP_ACCEPT_ENCODING", "")


def _mark(response: Response) -> None:
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
