"""What is handed over, at its own addresses: a list, the same as PDF, and a service as a card for the address book."""

from flask import Blueprint, Response, abort, request

from finder.handover import MOST, Listed, printed_day, read_list, spoken_for, vcard
from finder.match import describe
from finder.web.keeper import current
from finder.web.sheet import as_text, mail_link, sheet, sms_link, together
from finder.web.site import Site
from finder.web.tongues import Wish

blueprint = Blueprint("lists", __name__)


def base_address(site: Site) -> str:
    """The site's own address, as it stands in a code: the configured one, or the one that was asked."""
    return (site.config.address or request.host_url).rstrip("/")


@blueprint.get("/lista/<ids>")
def shown_list(ids: str) -> str | tuple[str, int]:
    """A handed-over list with the facts of today, and what has been read since its paper was printed."""
    site = current()
    listed = read_list(ids, site.directory.services)
    if not listed.services:
        return _nothing(site, listed)
    since = printed_day(request.args.get("d", ""), site.now().date())
    handed = sheet(site, listed, base_address(site), since)
    return site.page(
        "list.html",
        sheet=handed,
        plain=as_text(site, handed),
        sms=sms_link(handed),
        email=mail_link(site, handed),
    )


@blueprint.get("/lista/<ids>.pdf")
def printed_list(ids: str) -> Response | tuple[str, int]:
    """The list as PDF; `p=a5` for the small paper. In Swedish when its letters cannot be drawn."""
    from finder.web.paper import drawable, pdf  # the PDF library is slow to import, and few ask for paper

    site = current()
    site = site if drawable(site.speech.t("list.code") + site.speech.t("foot.heading")) else site.in_language(Wish())
    listed = read_list(ids, site.directory.services)
    if not listed.services:
        return _nothing(site, listed)
    form = "a5" if request.args.get("p") == "a5" else "a4"
    body = pdf(sheet(site, listed, base_address(site)), site.speech, form, site.now())
    return _file(body, "application/pdf", "lista.pdf")


@blueprint.get("/stod/<id_>.vcf")
def card(id_: str) -> Response:
    """One service for the address book of a phone."""
    site = current()
    service = site.directory.services.get(id_)
    if service is None:
        abort(404)
    (match,) = describe(site.directory, [service], spoken_for(service), site.now())
    (row,) = together(site, [service], spoken_for(service))
    note = " ".join(text for text in (row.hours, row.borrowed, row.warning, row.checked) if text)
    contacts = [way.contact for way in match.ways]
    body = vcard(service.name, service.organisation.name, contacts, note)
    return _file(body.encode(), "text/vcard; charset=utf-8", "kontakt.vcf")


def _file(body: bytes, kind: str, name: str) -> Response:
    """A file under a name that tells nothing."""
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _nothing(site: Site, listed: Listed) -> tuple[str, int]:
    """A kind page when there is no list to show: too long, or nothing on it is left."""
    what = "too_many" if listed.too_many else "gone"
    return site.page("list_error.html", what=what, most=MOST), 400 if listed.too_many else 404
