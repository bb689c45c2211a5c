"""Pages by the exact form that asked for them, for a minute: the same taps give the same page without any work.

Only forms of letters and numbers, where nothing can have been typed. What a page depends on besides the form is the
language that is asked for and the minute.
"""

import re
from collections.abc import Callable
from datetime import datetime

from flask import request

from finder.web.packing import Packed

_MOST = 1024
_LONGEST = 400
_TAPPED = re.compile(rb"(?:(?:l=[a-z]{2}|[a-z]=[a-z]?[0-9-]{0,4})(?:&|$))*")
_LANGUAGE = re.compile(r"(?:l=[a-z]{2})?")
Key = tuple[bytes, str, str]


class Recall:
    """The pages of this minute."""

    def __init__(self) -> None:
        self._pages: dict[Key, Packed] = {}
        self._minute: datetime | None = None

    def page(self, key: Key | None, minute: datetime, draw: Callable[[], Packed]) -> Packed:
        """The page that was drawn for this key in this minute; drawn now when there is none, or no key."""
        if key is None:
            return draw()
        if minute != self._minute or len(self._pages) >= _MOST:
            self._pages, self._minute = {}, minute
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = draw()
        return page


def tapped() -> Key | None:
    """The form at hand as a key, when it holds nothing but choices."""
    environ = request.environ
    if environ.get("CONTENT_TYPE") != "application/x-www-form-urlencoded" or (request.content_length or 0) > _LONGEST:
        return None
    body, query = request.get_data(), environ.get("QUERY_STRING", "")
    language = environ.get("HTTP_ACCEPT_LANGUAGE", "")[:_LONGEST]
    plain = _TAPPED.fullmatch(body) and _LANGUAGE.fullmatch(query)
    return (body, query, language) if plain else None
