"""What the one who runs the site may choose, with safe defaults."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

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
    clock: Callable[[], datetime] = swedish_time
    max_body: int = 16 * 1024

    def __post_init__(self) -> None:
        if not self.exits or not all(address.startswith("https://") for address in self.exits):
            raise ValueError("exits: at least one address, and each starts with https://")

    def answering_to(self, hosts: tuple[str, ...]) -> "Config":
        """The same choices, for these host names only."""
        return replace(self, hosts=hosts)


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """HITTASTOD_EXITS, HITTASTOD_HOSTS (lists with commas) and HITTASTOD_CONTACT, when they are set."""
    lists = {name: _items(environ.get(f"HITTASTOD_{name.upper()}", "")) for name in ("exits", "hosts")}
    chosen = {name: items for name, items in lists.items() if items}
    return Config(**chosen, contact=environ.get("HITTASTOD_CONTACT", ""))  # type: ignore[arg-type]


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())
