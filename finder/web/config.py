"""What the one who runs the site may choose, with safe defaults."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

_LISTS = ("exits", "hosts")
_TEXTS = ("contact", "address", "owner", "phone")
_NUMBERS = ("proxies", "per_minute")
SWEDEN = ZoneInfo("Europe/Stockholm")


def swedish_time() -> datetime:
    """The clock on a Swedish wall."""
    return datetime.now(SWEDEN)


@dataclass(frozen=True)
class Config:
    """The choices of one running site."""

    exits: tuple[str, ...] = ("https://www.smhi.se/", "https://sv.wikipedia.org/")
    """Dull everyday sites; 'Lämna sidan' goes to the first."""
    hosts: tuple[str, ...] = ()
    """The host names that the site answers to; empty: any."""
    contact: str = ""
    """Where faults and security holes are reported: a https: or mailto: address."""
    owner: str = ""
    """Who runs this copy, as it stands in the accessibility statement; empty: nobody yet, and the page says so."""
    phone: str = ""
    """A number to call about faults on the site, for those without an e-mail program."""
    address: str = ""
    """The site's own address, as it is printed in a code; empty: the one that was asked."""
    clock: Callable[[], datetime] = swedish_time
    max_body: int = 16 * 1024
    per_minute: int = 240
    """Requests a minute from one address; generous, since a whole library may share one. Crisis help is not counted."""
    proxies: int = 0
    """How many proxies of ours stand in front and write X-Forwarded-For. 0: the header is not believed."""
    working: int = 2
    """How many requests are worked on at once in one worker; crisis help goes past."""
    waiting: int = 14
    """How many more may wait for a moment. The rest get a kind 503 at once."""

    def __post_init__(self) -> None:
        if not self.exits or not all(address.startswith("https://") for address in self.exits):
            raise ValueError("exits: at least one address, and each starts with https://")
        if self.address and not self.address.startswith(("https://", "http://")):
            raise ValueError("address: starts with https:// or http://")
        if self.per_minute < 1 or self.proxies < 0 or self.working < 1 or self.waiting < 0:
            raise ValueError("per_minute and working are at least 1; proxies and waiting are not below 0")

    @property
    def threads(self) -> int:
        """As many as may be busy at once, and some that are always free for crisis help."""
        return self.working + self.waiting + 4

    def answering_to(self, hosts: tuple[str, ...]) -> "Config":
        """The same choices, for these host names only."""
        return replace(self, hosts=hosts)


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """What is set of HITTASTOD_…: EXITS, HOSTS (lists), CONTACT, ADDRESS, OWNER, PHONE, PROXIES, PER_MINUTE."""
    told = {name: environ.get(f"HITTASTOD_{name.upper()}", "") for name in (*_LISTS, *_NUMBERS)}
    lists = {name: _items(told[name]) for name in _LISTS if told[name]}
    numbers = {name: int(told[name]) for name in _NUMBERS if told[name]}
    texts = {name: environ.get(f"HITTASTOD_{name.upper()}", "") for name in _TEXTS}
    return Config(**texts, **lists, **numbers)  # type: ignore[arg-type]


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())
