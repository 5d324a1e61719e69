"""Shows where a database stands."""

from typing import Any

from atelier_cli.operations.database import Upgraded
from atelier_cli.store.upkeep import Condition
from atelier_cli.views.masking import masked
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted

_STATES = {
    "absent": ("has no tables yet", "warning"),
    "older": ("has older tables: `atelier db upgrade` brings them up to date", "warning"),
    "current": ("is up to date", "good"),
    "newer": ("has tables of a newer Atelier than this one", "error"),
}


def condition_text(condition: Condition, paint: Paint) -> str:
    """A database, and how far its tables are."""
    words, style = _STATES[condition.state]
    revision = condition.revision or "none"
    return "\n".join(
        [
            f"{masked(condition.database)} {paint(words, style)}",
            f"revision {revision}; the newest is {condition.newest}",
        ]
    )


def upgraded_text(upgraded: Upgraded, paint: Paint) -> str:
    """What bringing a database up to date did."""
    database = masked(upgraded.condition.database)
    if not upgraded.applied:
        return f"{paint('No changes', 'good')}: {database} is up to date, at revision {upgraded.condition.revision}"
    done = "created" if upgraded.before is None else "upgraded"
    steps = counted(len(upgraded.applied), "migration")
    return f"{paint('Done', 'title')}: {database} {done} by {steps}, now at revision {upgraded.condition.revision}"


def condition_shape(condition: Condition) -> dict[str, Any]:
    """A database's condition as JSON-like data."""
    return {
        "database": masked(condition.database),
        "state": condition.state,
        "revision": condition.revision,
        "newest": condition.newest,
    }


def upgraded_shape(upgraded: Upgraded) -> dict[str, Any]:
    """What bringing a database up to date did, as JSON-like data."""
    return {**condition_shape(upgraded.condition), "before": upgraded.before, "applied": list(upgraded.applied)}
