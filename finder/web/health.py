"""How the site is, for the one who watches over it: is there a directory, is it the newest, how old are its facts."""

from datetime import datetime
from typing import Any

from finder.web.facts import newest_fact
from finder.web.keeper import Keeper


def health_view(kept: Keeper, now: datetime) -> tuple[dict[str, Any], int]:
    """What /halsa tells, and its status: 503 only when there is nothing to show."""
    if kept.site is None:
        return {"status": "down", "problem": kept.problem}, 503
    newest = newest_fact(kept.site.directory)
    view = {
        "status": "stale" if kept.problem else "ok",
        "problem": kept.problem or None,
        "free_text": kept.site.lexicon is not None,
        "services": len(kept.site.directory.services),
        "read_at": kept.read_at.isoformat(timespec="seconds") if kept.read_at else None,
        "newest_fact": newest.isoformat() if newest else None,
        "data_age_days": (now.date() - newest).days if newest else None,
    }
    return view, 200
