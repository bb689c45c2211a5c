"""Static files, read once: named after their content so that they may be kept for a year, and ready compressed."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from finder.web.packing import Packed

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    address: str
    content: Packed
    kind: str


def asset(name: str, body: bytes) -> Asset:
    """The file `stil.css` as an asset with the address `/static/stil.<hash>.css`."""
    path = Path(name)
    address = f"/static/{path.stem}.{hashlib.sha256(body).hexdigest()[:10]}{path.suffix}"
    return Asset(address, Packed(body, gzip.compress(body, 9, mtime=0)), _TYPES[path.suffix])


def read_assets(folder: Path) -> dict[str, Asset]:
    """Every file of the folder, by its plain name."""
    return {file.name: asset(file.name, file.read_bytes()) for file in folder.iterdir() if file.suffix in _TYPES}
