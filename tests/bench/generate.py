"""A large made-up directory, the same every time: real kommuner, services built from the shipped ones."""

import random
from dataclasses import replace
from typing import get_args

from finder.models import AudienceId, Directory, NeedId, Service, SubstanceId

_NATIONAL_SHARE = 0.002


def generated(directory: Directory, count: int, seed: int = 1) -> Directory:
    """A directory with `count` more services, spread over all kommuner; one in five hundred is national."""
    rng = random.Random(seed)
    models = list(directory.services.values())
    codes = list(directory.kommuner)
    made = [_service(rng, models, codes, number) for number in range(count)]
    return replace(directory, services={**directory.services, **{service.id: service for service in made}})


def _service(rng: random.Random, models: list[Service], codes: list[str], number: int) -> Service:
    area = ("SE",) if rng.random() < _NATIONAL_SHARE else (rng.choice(codes),)
    return rng.choice(models).model_copy(
        update={
            "id": f"gen-{number}",
            "area": area,
            "needs": tuple(rng.sample(get_args(NeedId), rng.randint(1, 3))),
            "audience": tuple(rng.sample(get_args(AudienceId), rng.randint(1, 3))),
            "substances": tuple(rng.sample(get_args(SubstanceId), rng.randint(0, 2))),
            "historical": False,
        }
    )
