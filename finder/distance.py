"""Where kommuner lie: distances between their main towns, and which ones are near."""

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from finder.models import Directory, Kommun

_EARTH_RADIUS_KM = 6371.0


def point(kommun: Kommun) -> tuple[float, float]:
    """Latitude and longitude of the main town, or of the kommun's centre when no town is known."""
    if kommun.town_lat is None or kommun.town_lon is None:
        return kommun.lat, kommun.lon
    return kommun.town_lat, kommun.town_lon


def distance_km(one: Kommun, other: Kommun) -> float:
    """The great-circle distance in kilometres between the main towns (haversine), to one decimal."""
    (lat1, lon1), (lat2, lon2) = (map(radians, point(one))), (map(radians, point(other)))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * _EARTH_RADIUS_KM * asin(sqrt(half)), 1)


@lru_cache(maxsize=600)
def by_distance(directory: Directory, code: str) -> tuple[tuple[str, float], ...]:
    """The codes of all kommuner with their distance in kilometres from `code`, itself first."""
    here = directory.kommuner[code]
    far = {other.code: distance_km(here, other) for other in directory.kommuner.values()}
    return tuple(sorted(far.items(), key=lambda pair: (pair[0] != code, pair[1], pair[0])))
