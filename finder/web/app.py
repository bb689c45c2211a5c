"""Wires the site together: one directory, one configuration, one Flask app."""

from pathlib import Path

from flask import Flask, Response, abort
from jinja2 import Environment

from finder import paths
from finder.errors import HittaStodError
from finder.guide import Guide, open_directory, open_guide
from finder.lexicon import Lexicon
from finder.models import Directory
from finder.web import conversation, desk, gaps, lists, menus, pages
from finder.web.assets import Asset, read_assets
from finder.web.config import Config
from finder.web.keeper import Keeper, Read
from finder.web.packing import pack, sent_page
from finder.web.security import secure
from finder.web.site import Site, common
from finder.web.tongues import Catalogues

_YEAR = "public, max-age=31536000, immutable"


def create_app(resources: Guide | Path | None = None, config: Config | None = None) -> Flask:
    """The web app.

    Args: `resources`, a directory that is read already, or the folder of one (default: the one that is shipped).
    Returns: an app that answers even when the folder cannot be read: crisis help, and 503 for the rest.
    """
    config = config or Config()
    app = Flask("finder.web", static_folder=None, template_folder=str(paths.templates()))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    assets = read_assets(paths.static())
    app.jinja_env.globals["asset"] = {name: each.address for name, each in assets.items()}
    resources = resources or paths.resources()
    fallback = app.jinja_env.get_template("emergency.html").render(common(config, assets))
    folder = resources if isinstance(resources, Path) else None
    app.extensions["hittastod"] = Keeper(_reader(resources, config, assets, app.jinja_env), folder, config, fallback)
    app.register_blueprint(conversation.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(desk.blueprint)
    app.register_blueprint(lists.blueprint)
    app.register_blueprint(menus.blueprint)
    app.register_blueprint(gaps.blueprint)
    _serve_assets(app, assets)
    secure(app, config)
    app.after_request(pack)
    return app


def _reader(resources: Guide | Path, config: Config, assets: dict[str, Asset], env: Environment) -> Read:
    def read(at_any_price: bool) -> tuple[Site, str]:
        directory, lexicon, problem = _read(resources, at_any_price)
        folder = resources if isinstance(resources, Path) else paths.resources()
        site = Site(directory, lexicon, config, assets, env, Catalogues(folder))
        _try_out(site)
        return site, problem

    return read


def _read(resources: Guide | Path, at_any_price: bool) -> tuple[Directory, Lexicon | None, str]:
    """The directory and the lexicon. A broken lexicon only costs the free text: then the questions are asked."""
    if isinstance(resources, Guide):
        return resources.directory, resources.lexicon, ""
    try:
        guide = open_guide(resources)
    except HittaStodError as error:
        if not at_any_price:
            raise
        return open_directory(resources), None, type(error).__name__
    return guide.directory, guide.lexicon, ""


def _try_out(site: Site) -> None:
    """Draw what must never fail; raises what a visitor would have met."""
    conversation.first_screen(site)
    pages.crisis_page(site)
    site.page("error.html", code="500")


def _serve_assets(app: Flask, assets: dict[str, Asset]) -> None:
    by_address = {each.address: each for each in assets.values()}

    def static(name: str) -> Response:
        """A file that may be kept for a year: its name changes with its content."""
        address = f"/static/{name}"
        site = app.extensions["hittastod"].site
        found = by_address.get(address) or (site.places if site and site.places.address == address else None)
        if found is None:
            abort(404)
        response = sent_page(found.content, found.kind)
        response.headers["Cache-Control"] = _YEAR
        return response

    app.add_url_rule("/static/<name>", "static", static)
