"""Counts which source the directory stands on, and prints the table of sources.md."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from finder.load import load
from finder.models import Contact, Directory, Seen, Service
from finder.paths import resources

OWN, OTHER = "The owner's own site", "A page of somebody else"
HEAD = ("Source", "Organisations", "Services", "Contacts, verified", "Contacts, reported")


def host(address: str | None) -> str:
    """The site of an address: 'https://www.koping.se/x' -> 'koping.se'."""
    return (urlsplit(address or "").hostname or "").removeprefix("www.")


def sites(service: Service) -> set[str]:
    """The sites that belong to those who run a service."""
    ways = [contact.value for contact in service.contacts if contact.kind in ("web", "chat")]
    return {host(address) for address in (service.organisation.web, *ways) if address}


def name(seen: Seen, service: Service, directory: Directory) -> str:
    """The row of a source: its document, or whose page it is."""
    if seen.document:
        return directory.sources[seen.document].title
    return OWN if host(seen.url) in sites(service) else OTHER


def row(title: str, services: Iterable[Service], stands: Callable[[Seen, Service], bool]) -> tuple[str, ...]:
    """One line: how much has at least one source that `stands` lets through."""
    rests = [service for service in services if any(stands(seen, service) for seen in service.sources)]
    ways: dict[tuple[str, str, str], Contact] = {}
    for service in services:
        for contact in service.contacts:
            if any(stands(seen, service) for seen in contact.sources):
                ways[service.organisation.id, contact.kind, contact.value] = contact
    steps = [contact.trust for contact in ways.values()]
    counts = (len({s.organisation.id for s in rests}), len(rests), steps.count("verified"), steps.count("reported"))
    return (title, *map(str, counts))


def named(title: str, directory: Directory) -> Callable[[Seen, Service], bool]:
    """Lets through the sources of one row."""
    return lambda seen, service: name(seen, service, directory) == title


def table(directory: Directory) -> list[tuple[str, ...]]:
    """Every document, then pages on the web, then all together."""
    services = list(directory.services.values())
    titles = [source.title for source in directory.sources.values()]
    rows = [row(title, services, named(title, directory)) for title in (*titles, OWN, OTHER)]
    return [line for line in rows if set(line[1:]) != {"0"}] + [row("All", services, lambda seen, service: True)]


if __name__ == "__main__":
    print("| " + " | ".join(HEAD) + " |")
    print("|---" * len(HEAD) + "|")
    for line in table(load(resources())):
        print("| " + " | ".join(line) + " |")
