"""Shows templates and tenants."""

from collections.abc import Sequence

from atelier_cli.operations.tenants import Shown
from atelier_cli.rows.plane import Plane
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted


def planes_table(planes: Sequence[Plane], width: int, paint: Paint) -> str:
    """Planes with their kind and what they were forked from."""
    rows = [(plane.key, plane.kind, plane.forked_from or "") for plane in planes]
    return table(("plane", "kind", "forked from"), rows, width, paint)


def boundary(database: str) -> str:
    """What keeps tenants apart in the database."""
    if database.startswith("postgres"):
        return "every row is of one plane; no foreign key leads from one tenant to another"
    return "no boundary between tenants: SQLite is for one person, PostgreSQL for more"


def shown_text(shown: Shown, width: int, paint: Paint) -> str:
    """What a plane holds, class by class."""
    plane = shown.plane
    lines = [f"{paint(plane.key, 'title')}: {plane.kind}"]
    if plane.forked_from:
        lines[0] += f", forked from {plane.forked_from}"
    if shown.applications:
        lines.append(f"applications: {', '.join(shown.applications)}")
    if not shown.counts:
        return "\n".join([*lines, "it has no rows yet"])
    counts = table(("class", "rows"), list(shown.counts.items()), width, paint)
    return "\n".join([*lines, "", counts, "", counted(sum(shown.counts.values()), "row")])
