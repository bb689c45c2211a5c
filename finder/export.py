"""Writes the static copy of the directory to a folder: for a memory stick, or for any web host as a fallback."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from finder.errors import HittaStodError
from finder.models import Directory
from finder.web.config import Config
from finder.web.copy import Page, static_pages

SUMS = "SHA256SUMS"


def export_html(directory: Directory, folder: Path, config: Config, day: date | None = None) -> int:
    """Write the whole copy. Returns how many files. Raises HittaStodError when the folder holds something else."""
    return write(folder, static_pages(directory, config, day))


def write(folder: Path, pages: Iterable[Page]) -> int:
    """Write the pages and a list of their sums; what an earlier copy left behind is taken away.

    Returns: how many files. Raises: HittaStodError when the folder holds something else.
    """
    earlier = _earlier(folder)
    sums = {}
    for name, body in pages:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        sums[name] = hashlib.sha256(body).hexdigest()
    for name in earlier - sums.keys():
        (folder / name).unlink(missing_ok=True)
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())), "utf-8")
    return len(sums)


def _earlier(folder: Path) -> set[str]:
    """The files of an earlier copy in this folder."""
    if not folder.exists():
        return set()
    if (folder / SUMS).is_file():
        names = (line.split("  ", 1)[1] for line in (folder / SUMS).read_text("utf-8").splitlines())
        return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}
    if not folder.is_dir() or any(folder.iterdir()):
        raise HittaStodError(f"'{folder}' innehåller något annat; välj en mapp som är tom eller som inte finns")
    return set()
