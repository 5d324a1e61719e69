"""Finds planes by the names that people call them."""

from atelier_cli import names
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.rows.plane import TEMPLATE_PREFIX, Plane, plane
from atelier_cli.store.protocol import Transaction


def find(transaction: Transaction, name: str) -> Plane | None:
    """The plane of that key, or the template of that short name."""
    known = {one.key: one for one in transaction.planes()}
    return known.get(name) or known.get(TEMPLATE_PREFIX + name)


def get(transaction: Transaction, name: str) -> Plane:
    """The plane of that name; raises `RefusedError` where there is none."""
    found = find(transaction, name)
    if found is None:
        known = [one.key for one in transaction.planes()]
        meant = names.suggest(name, known)
        remedy = f"did you mean `{meant}`?" if meant else f"known planes: {names.alternatives(known) or 'none yet'}"
        raise RefusedError(f"there is no plane `{name}`", remedy)
    return found


def to_import_into(transaction: Transaction, name: str) -> Plane:
    """The plane to import into: one that exists, or a template that the import creates."""
    found = find(transaction, name)
    if found is not None:
        if found.kind == "system":
            raise UsageError("sheets are not imported into the system plane", "name a template or a tenant")
        return found
    if not name.startswith(TEMPLATE_PREFIX):
        raise RefusedError(
            f"there is no plane `{name}`",
            f"create the tenant with `atelier tenants create {name}`, or import into `{TEMPLATE_PREFIX}{name}`",
        )
    return plane(name, "template")


def missing(transaction: Transaction, *needed: Plane) -> tuple[Plane, ...]:
    """Which of the planes are not there yet."""
    known = {one.id for one in transaction.planes()}
    return tuple(one for one in needed if one.id not in known)
