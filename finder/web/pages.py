"""The pages beside the conversation: crisis help, one service, about, privacy, health, security.txt."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.wrappers import Response as BaseResponse

from finder.match import Match, describe
from finder.models import Answers
from finder.numbers import dial
from finder.web.facts import about_service, seen_rows
from finder.web.health import health_view
from finder.web.keeper import current, keeper
from finder.web.outcome import last_outcome
from finder.web.packing import packed, sent_page
from finder.web.present import crisis_card, crisis_cards, door, host
from finder.web.security import note_fault
from finder.web.site import Site

blueprint = Blueprint("pages", __name__)
_SECURITY_TXT_DAYS = 180


@blueprint.get("/akut")
def akut() -> Response | str:
    """Crisis help. Answers always, directory or not, and whatever goes wrong."""
    kept = keeper()
    if kept.site is None or not kept.site.directory.crisis:
        return kept.fallback
    try:
        site = current()
        drawn = site.recall.page((b"akut", site.speech.lang, ""), site.now(), lambda: packed(crisis_page(site)))
        return sent_page(drawn)
    except Exception as error:  # the numbers come first; the fault is told in the log
        note_fault("pages.akut", error)
        return kept.fallback


def crisis_page(site: Site) -> str:
    """Every card, with who answers now."""
    directory, now = site.directory, site.now()
    cards = [crisis_card(card, directory, now, site.speech) for card in crisis_cards(directory)]
    return site.page("akut.html", cards=cards)


@blueprint.get("/stod/<id_>")
def service(id_: str) -> str:
    """Everything that is known of one service."""
    site = current()
    found = site.directory.services.get(id_)
    if found is None:
        abort(404)
    (match,) = describe(site.directory, [found], Answers(), site.now())
    return site.page("service.html", inside=False, **service_facts(site, match))


def service_facts(site: Site, match: Match) -> dict[str, Any]:
    """What the template of a service shows, with who answers now."""
    doors = tuple(door(way, site.now(), site.speech) for way in match.ways)
    return about_service(match, doors, site.directory, site.speech)


@blueprint.get("/om")
def about() -> str:
    """What this is and where the facts come from."""
    site = current()
    directory = site.directory
    return site.page(
        "om.html",
        services=len(directory.services),
        organisations=len(directory.organisations),
        sources=tuple(directory.sources.values()),
        contact=site.config.contact,
    )


@blueprint.get("/integritet")
def privacy() -> str:
    """What is kept (nothing), what is seen anyway, and how to leave."""
    site = current()
    worries = [(worry, seen_rows(worry.sources, site.directory, site.speech)) for worry in site.directory.worries]
    return site.page("integritet.html", worries=worries)


@blueprint.get("/tillganglighet")
def accessibility() -> str:
    """The accessibility statement: what works, what does not, how it was tested, and where to tell of faults."""
    site = current()
    config, contact = site.config, site.config.contact
    return site.page(
        "tillganglighet.html",
        outcome=last_outcome(),
        owner=config.owner,
        phone=(config.phone, f"tel:{dial(config.phone)}") if config.phone else None,
        mail=contact.removeprefix("mailto:") if contact.startswith("mailto:") else "",
        web=(host(contact), contact) if contact.startswith("https:") else None,
    )


@blueprint.get("/halsa")
def health() -> tuple[Response, int]:
    """Whether there is a good directory, and how old its facts are."""
    kept = keeper()
    view, status = health_view(kept, kept.config.clock())
    return jsonify(view), status


@blueprint.get("/.well-known/security.txt")
def security_txt() -> BaseResponse:
    """How to report a security hole (RFC 9116)."""
    config = keeper().config
    expires = (config.clock() + timedelta(days=_SECURITY_TXT_DAYS)).strftime("%Y-%m-%dT00:00:00Z")
    contact = config.contact or f"https://{request.host}/om"
    lines = [f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: sv, en"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
