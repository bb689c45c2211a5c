"""Holds the site that is shown now, and reads the folder anew when its files change. The last good one stays."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from finder.web.config import Config
from finder.web.site import Site
from finder.web.tongues import wished

Mark = tuple[tuple[str, int, int], ...]
Read = Callable[[bool], tuple[Site, str]]
"""Reads the folder. True: rather a site without free text than none. Returns the site and what is wrong with it."""
_SECONDS_BETWEEN_LOOKS = 5.0
_log = logging.getLogger("hittastod.directory")


class Keeper:
    """The site of the last good reading; None when there has been none."""

    def __init__(self, read: Read, folder: Path | None, config: Config, fallback: str) -> None:
        self.site: Site | None = None
        self.problem = ""
        """Which kind of fault the newest reading had, or ''."""
        self.read_at: datetime | None = None
        self.config = config
        self.fallback = Markup(fallback)
        self._read = read
        self._folder = folder
        self._mark: Mark | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read anew if a file has changed since last time; what cannot be shown is not taken in."""
        mark = mark_of(self._folder) if self._folder else ()
        if mark == self._mark:
            return
        self._mark = mark
        try:
            self.site, self.problem = self._read(self.site is None)
            self.read_at = self.config.clock()
        except Exception as error:  # whatever is wrong with a folder must not take the site down
            self.problem = type(error).__name__
            _log.error("directory not taken in: %s: %s", self.problem, str(error)[:2000])

    def watch(self) -> None:
        """Look for changes now and then, in the background."""
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            self.refresh()


def mark_of(folder: Path) -> Mark:
    """Name, time and size of every file: another mark means that something has changed."""
    try:
        return tuple(sorted(_marks(str(folder))))
    except OSError:
        return ()


def _marks(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _marks(entry.path)
            else:
                stat = entry.stat()
                yield entry.path, stat.st_mtime_ns, stat.st_size


class NoDirectoryError(Exception):
    """There is no directory to show; the emergency page stands in."""


def keeper() -> Keeper:
    """The keeper of the running app."""
    kept: Keeper = current_app.extensions["hittastod"]
    return kept


def current() -> Site:
    """The site to show, in the language of the request. Raises NoDirectoryError when there is none."""
    site = spoken()
    if site is None:
        raise NoDirectoryError
    return site


def spoken() -> Site | None:
    """The site in the language of the request, if there is a site."""
    site = keeper().site
    return site.in_language(wished(site.languages)) if site else None
