"""The languages of the site: which ones there are, and which one a visitor reads."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from babel import negotiate_locale
from babel.messages.pofile import PoFileError
from flask import has_request_context, request
from werkzeug.exceptions import HTTPException

from finder.translations import SWEDISH, Catalogue, direction, languages, own_name, read_catalogue

FIELD = "l"
_log = logging.getLogger("hittastod.directory")


@dataclass(frozen=True)
class Tongue:
    """A language to change to, by its own name."""

    code: str
    name: str
    dir: str


@dataclass(frozen=True)
class Wish:
    """The language of one request."""

    lang: str = SWEDISH
    chosen: bool = False
    """Picked by the visitor, so that it must travel with every step; else the browser tells it each time."""


class Catalogues(Mapping[str, Catalogue]):
    """The catalogues of a folder, each read when someone first wants it: four languages would slow every start.

    A broken one costs its language its words, never the site.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._langs = tuple(languages(folder)[1:])
        self._read: dict[str, Catalogue] = {}

    def __getitem__(self, lang: str) -> Catalogue:
        if lang not in self._langs:
            raise KeyError(lang)
        if lang not in self._read:
            self._read[lang] = self._taken_in(lang)
        return self._read[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(self._langs)

    def __len__(self) -> int:
        return len(self._langs)

    def _taken_in(self, lang: str) -> Catalogue:
        try:
            return read_catalogue(self._folder, lang)
        except (OSError, PoFileError, UnicodeDecodeError) as error:
            _log.error("language not taken in: %s", type(error).__name__)
            return Catalogue(lang, {})


def tongues(codes: Sequence[str]) -> tuple[Tongue, ...]:
    """The languages with their own names."""
    return tuple(Tongue(code, own_name(code), direction(code)) for code in codes)


def wished(known: Sequence[str]) -> Wish:
    """The language that the request asks for: the last one picked, else the browser's, else Swedish."""
    picked = [code for code in _picked() if code in known]
    if picked:
        return Wish(picked[-1], chosen=True)
    preferred = [tag for tag, weight in request.accept_languages if weight > 0]
    return Wish(negotiate_locale(preferred, known, sep="-") or SWEDISH)


def here() -> str:
    """The address of the page that is asked for, without the language; '/' when it is no page of ours."""
    if not has_request_context() or request.method != "GET" or request.endpoint is None:
        return "/"
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != FIELD]
    return quote(request.path) + (f"?{urlencode(asked)}" if asked else "")


def _picked() -> list[str]:
    """What the address and the form say. A form that is too big to read says nothing."""
    try:
        return request.values.getlist(FIELD)
    except HTTPException:
        return request.args.getlist(FIELD)
