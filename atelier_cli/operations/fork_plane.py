"""Forks a template onto a tenant: a full copy of every forkable class, with the foreign keys rewired."""

from dataclasses import dataclass, replace

from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.names import is_kebab_case
from atelier_cli.operations import planes
from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import Plane, plane
from atelier_cli.rows.row import row_class_name
from atelier_cli.store.protocol import Store, Transaction


@dataclass(frozen=True, slots=True)
class Forked:
    """What a fork did, or would do."""

    template: Plane
    tenant: Plane
    #: How many rows of each class, by the class's name, in the order of copying; nothing for a fork that was there.
    counts: dict[str, int]
    #: Whether the tenant was created along with it.
    created: bool = False
    #: Whether the tenant was a fork of this template before, and was left as it is.
    already: bool = False
    applied: bool = False


def fork_plane(store: Store, template: str, tenant: str, *, create: bool = False, dry_run: bool = False) -> Forked:
    """The fork of a template onto a tenant, in one transaction; a tenant that is a fork of it is left as it is."""
    with store.transaction(write=not dry_run) as transaction:
        known = transaction.planes()
        source = planes.get_template(known, template)
        target, is_new = _tenant(known, tenant, create=create)
        if target.forked_from == source.key:
            return Forked(source, target, {}, already=True)
        _refuse_occupied(transaction, target)
        copies = tuple(Copy(row_class, source, target) for row_class in INSERTION_ORDER if row_class.FORKABLE)
        counts = {row_class_name(copy.row_class): transaction.count(copy) for copy in copies}
        done = Forked(source, target, counts, created=is_new, applied=not dry_run)
        if not any(counts.values()):
            raise RefusedError(f"the template `{source.key}` is empty", "import its sheets first")
        if not dry_run:
            forked = replace(target, forked_from=source.key)
            transaction.apply(Plan(planes=(forked,), copies=copies))
        return done


def _tenant(known: tuple[Plane, ...], name: str, *, create: bool) -> tuple[Plane, bool]:
    found = {one.key: one for one in known}.get(name)
    if found is None and create:
        return new_tenant(known, name), True
    if found is None:
        tenants = [one for one in known if one.kind == "tenant"]
        remedy = f"{planes.meant(name, tenants, 'tenant')}; `--create` makes a new one"
        raise RefusedError(f"there is no tenant `{name}`", remedy)
    if found.kind != "tenant":
        raise RefusedError(f"`{name}` is a {found.kind} plane, not a tenant", "name a tenant")
    return found, False


def new_tenant(known: tuple[Plane, ...], name: str) -> Plane:
    """The plane of a new tenant.

    Raises `UsageError` for a name that is not kebab-case or is too long, and `RefusedError` for one by which a plane is
    known.
    """
    if not is_kebab_case(name):
        raise UsageError(f"`{name}` cannot be the name of a tenant", "use lower-case words joined by hyphens")
    planes.check_length(name)
    taken = planes.find(known, name)
    if taken is not None:
        raise RefusedError(f"there is a {taken.kind} plane `{taken.key}` already", "choose another name")
    return plane(name, "tenant")


def _refuse_occupied(transaction: Transaction, tenant: Plane) -> None:
    if tenant.forked_from is not None:
        raise RefusedError(f"`{tenant.key}` is a fork of `{tenant.forked_from}` already", "fork onto another tenant")
    if len(transaction.read(tenant)):
        raise RefusedError(
            f"`{tenant.key}` has rows of its own", "fork onto a new tenant: a fork is a copy of the whole catalogue"
        )
