"""What a phone has to fetch, compressed: the whole flow stays within its budget."""

import gzip
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from finder.web.site import Site

KB = 1024
GZIP = {"Accept-Encoding": "gzip"}


def size(client: FlaskClient, address: str) -> int:
    answer = client.get(address, headers=GZIP)
    assert answer.status_code == 200
    return len(answer.data)


def fetched_first(client: FlaskClient) -> list[str]:
    html = client.get("/").text
    return ["/", *dict.fromkeys(re.findall(r'/static/[^"]+\.(?:css|js|svg)', html))]


def test_the_first_view_with_its_style_fits_in_one_round_trip(client: FlaskClient) -> None:
    css = next(address for address in fetched_first(client) if address.endswith(".css"))
    assert size(client, "/") + size(client, css) <= 14 * KB


def test_the_first_load_is_four_requests_at_most_and_light(client: FlaskClient) -> None:
    addresses = fetched_first(client)
    assert len(addresses) <= 4
    assert sum(size(client, address) for address in addresses) <= 50 * KB


def test_the_script_is_small_even_uncompressed(client: FlaskClient) -> None:
    (script,) = (address for address in fetched_first(client) if address.endswith(".js"))
    assert len(client.get(script).data) <= 10 * KB


def test_the_names_of_all_kommuner_are_small(client: FlaskClient, site: Site) -> None:
    assert client.get(site.places.address).text.split("\n") == sorted(k.name for k in site.directory.kommuner.values())
    assert size(client, site.places.address) <= 4 * KB


def every_result(site: Site) -> Iterator[dict[str, list[str] | str]]:
    fields = site.fields.by_field
    kommuner = ["1980", "1982", "1983", "1480", "0180", "2583", "-"]
    for place in range(len(fields["needs"].options)):
        for who in range(1, len(fields["audience"].options) + 1):
            about = str((place + who) % 4 + 1)
            kommun = kommuner[(place + who) % len(kommuner)]
            yield {"b": str(who), "c": str(place + 1), "d": about, "e": kommun, "f": "1", "g": "1", "h": "1", "v": "1"}


def test_every_step_is_light(client: FlaskClient, site: Site) -> None:
    heaviest = 0
    for body in every_result(site):
        heaviest = max(heaviest, len(client.post("/", data=body, headers=GZIP).data))
    for code in site.fields.by_code:
        heaviest = max(heaviest, len(client.post("/", data={"b": "1", "y": code}, headers=GZIP).data))
    assert heaviest <= 6 * KB


@pytest.mark.parametrize("address", ["/akut", "/om", "/integritet", "/stod/bris"])
def test_the_other_pages_are_light_too(client: FlaskClient, address: str) -> None:
    assert size(client, address) <= 14 * KB - 4 * KB


def test_what_is_compressed_is_the_same_page(client: FlaskClient) -> None:
    packed = client.get("/", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == client.get("/").data
