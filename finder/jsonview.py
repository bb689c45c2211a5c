"""Answers of the core -> the JSON of the interface contract, and the same as lines for a terminal."""

from collections.abc import Iterable
from typing import Any

from finder.found import Way
from finder.match import Match, Matches
from finder.models import Answers, Directory, Service
from finder.search import SearchAnswer
from finder.understand import Understanding
from finder.wording import Wording


def kommun_view(directory: Directory, code: str | None) -> dict[str, str] | None:
    """{'code', 'name'} of a kommun, or None."""
    return {"code": code, "name": directory.kommuner[code].name} if code else None


def matches_view(directory: Directory, answers: Answers, matches: Matches) -> dict[str, Any]:
    """What `match --json` prints."""
    wording = Wording(directory)
    return {
        "answers": {
            "audience": answers.audience,
            "needs": list(answers.needs),
            "substance": answers.substance,
            "kommun": kommun_view(directory, answers.kommun),
            "wishes": list(answers.wishes),
        },
        "relaxed": list(matches.relaxed),
        "nearest": [wording.say(phrase) for phrase in matches.nearest],
        "fits": matches.fits,
        "results": [match_view(wording, found) for found in matches.results],
    }


def match_view(wording: Wording, found: Match) -> dict[str, Any]:
    """One result of `match --json`."""
    service = found.service
    return {
        "id": service.id,
        "name": service.name,
        "organisation": service.organisation.name,
        "provider_kind": service.organisation.kind,
        "meets": list(found.meets),
        "misses": list(found.misses),
        "because": [wording.say(phrase) for phrase in found.because],
        "not_met": [wording.say(phrase) for phrase in found.not_met],
        "status": "historical" if service.historical else "current",
        "confirmed": None if service.confirmed == "unknown" else service.confirmed,
        "fresh": [wording.say(phrase) for phrase in found.fresh],
        "distance_km": found.distance_km,
        "summary": service.summary,
        "first_step": " ".join(wording.say(phrase) for phrase in found.first_step),
        "then": [wording.say(phrase) for phrase in found.then],
        "contacts": [way_view(way) for way in found.ways],
        "contacts_from": found.borrowed_from.id if found.borrowed_from else None,
    }


def way_view(way: Way) -> dict[str, Any]:
    """One contact, with its state at the asked moment."""
    contact, state = way.contact, way.opening
    return {
        "kind": contact.kind,
        "value": contact.value,
        "label": contact.label or contact.ask_for,
        "open": state.is_open,
        "opens": state.opens.isoformat(timespec="minutes") if state.opens else None,
        "anonymous": contact.anonymous,
        "trust": contact.trust,
        "checked": None if contact.checked == "unknown" else contact.checked,
    }


def understanding_view(directory: Directory, found: Understanding) -> dict[str, Any]:
    """What `understand --json` prints."""
    return {
        "text": found.text,
        "audience": found.audience,
        "needs": [{"id": n.id, "score": round(n.score, 2), "because": list(n.because)} for n in found.needs],
        "substance": found.substance,
        "wishes": list(found.wishes),
        "kommun": kommun_view(directory, found.kommun),
        "crisis": found.crisis,
        "because": {key: list(value) for key, value in found.because.items()},
    }


def search_view(directory: Directory, answer: SearchAnswer) -> dict[str, Any]:
    """What `search --json` prints."""
    services = directory.services
    return {
        "query": answer.query,
        "results": [_hit(directory, services[hit.id], hit.score) for hit in answer.results],
        "did_you_mean": answer.did_you_mean,
    }


def _hit(directory: Directory, service: Service, score: float) -> dict[str, Any]:
    return {
        "id": service.id,
        "name": service.name,
        "organisation": service.organisation.name,
        "kommun": ", ".join(place_names(directory, service.area)),
        "score": round(score, 3),
    }


def place_names(directory: Directory, area: Iterable[str]) -> list[str]:
    """The names of area codes: kommuner, län, or Sverige."""
    lan = {kommun.lan: kommun.lan_name for kommun in directory.kommuner.values()}
    names = {code: kommun.name for code, kommun in directory.kommuner.items()} | lan | {"SE": "Sverige"}
    return [names[code] for code in area]


# ---------------------------------------------------------------- the same as lines


def matches_text(view: dict[str, Any]) -> str:
    """The results as lines to read."""
    lines = [*view["nearest"]]
    for number, result in enumerate(view["results"], start=1):
        lines += ["", f"{number}. {result['name']} – {result['organisation']}", f"   {result['summary']}"]
        lines += [f"   · {text}" for text in (*result["because"], *result["not_met"])]
        lines += [f"   → {result['first_step']}"]
        lines += [f"   {text}" for text in (*result["then"], *result["fresh"])]
    return "\n".join(lines).strip("\n")


def understanding_text(view: dict[str, Any]) -> str:
    """What was understood, a line each."""
    kommun = view["kommun"]["name"] if view["kommun"] else None
    needs = ", ".join(f"{need['id']} ({need['score']})" for need in view["needs"]) or None
    facts = {
        "crisis": view["crisis"],
        "audience": view["audience"],
        "needs": needs,
        "substance": view["substance"],
        "wishes": ", ".join(view["wishes"]) or None,
        "kommun": kommun,
    }
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    return "\n".join(lines) or "Inget som vi känner igen."


def search_text(view: dict[str, Any]) -> str:
    """The hits, a line each."""
    hits = [f"{hit['name']} – {hit['organisation']} ({hit['kommun']})  {hit['id']}" for hit in view["results"]]
    meant = [f"Menade du ”{view['did_you_mean']}”?"] if view["did_you_mean"] else []
    return "\n".join([*meant, *(hits or ["Ingen träff. Prova ett annat ord."])])
