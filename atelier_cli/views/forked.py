"""Shows what a fork did, or would do."""

from typing import Any

from atelier_cli.operations.fork_plane import Forked
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted


def fork_text(forked: Forked, width: int, paint: Paint) -> str:
    """How many rows of each class are copied, and from where to where."""
    source, target = forked.template.key, forked.tenant.key
    if forked.already:
        return f"{paint('No changes', 'good')}: {target} is a fork of {source} already, and was left as it is"
    rows = [(name, number) for name, number in forked.counts.items() if number]
    total = counted(sum(forked.counts.values()), "row")
    tenant = f"{'the new tenant ' if forked.created else ''}{target}"
    if forked.applied:
        said = f"{paint('Done', 'title')}: {total} copied from {source} to {tenant}"
    else:
        said = f"{paint('Plan', 'title')}: {total} to copy from {source} to {tenant}"
    return f"{table(('class', 'rows'), rows, width, paint)}\n\n{said}"


def later_changes(forked: Forked) -> str:
    """How a tenant that was forked before takes what its template has become since."""
    return f"help: later changes of the sheets reach it with `atelier import --plane {forked.tenant.key}`"


def fork_shape(forked: Forked) -> dict[str, Any]:
    """A fork as JSON-like data."""
    return {
        "template": forked.template.key,
        "tenant": forked.tenant.key,
        "created": forked.created,
        "already": forked.already,
        "applied": forked.applied,
        "rows": {name: number for name, number in forked.counts.items() if number},
        "total": sum(forked.counts.values()),
    }
