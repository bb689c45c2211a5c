"""Where templates, static files and the directory stand: inside an installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _room(name: str) -> Path:
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder of the directory that is shipped with the program."""
    return _room("resources")


def templates() -> Path:
    """The folder of the page templates."""
    return _room("templates")


def static() -> Path:
    """The folder of style, script and icon."""
    return _room("static")
