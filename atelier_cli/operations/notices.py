"""Lists the notices in a person's inbox, and marks them as read."""

from collections.abc import Collection
from dataclasses import replace

from atelier_cli.clock import Clock
from atelier_cli.errors import NoInputError, RefusedError
from atelier_cli.operations import planes
from atelier_cli.plan.mutation import Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Notice
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Store, Transaction


def list_notices(store: Store, tenant: str | None, user: str, limit: int, *, unread: bool) -> tuple[Notice, ...]:
    """The notices of a person, the latest first. Raises `RefusedError` where there is no such tenant or person."""
    with store.transaction() as transaction:
        return tuple(_of(transaction, _plane(transaction, tenant, user), user, limit, unread=unread))


def mark_read(store: Store, tenant: str | None, user: str, named: Collection[str], clock: Clock) -> tuple[Notice, ...]:
    """The notices that are marked as read now: those named by the ends of their ids, or all that are unread.

    Raises as `list_notices` does, and `NoInputError` for one that the person does not have.
    """
    with store.transaction(write=True, shared=True) as transaction:
        plane = _plane(transaction, tenant, user)
        at = clock.now()
        every = _of(transaction, plane, user, None, unread=False)
        for name in named:
            if not name or not any(one.id.endswith(name) for one in every):
                raise NoInputError(f"`{user}` has no notice `{name}`", f"see `atelier notices list --as {user}`")
        meant = [one for one in every if not named or any(one.id.endswith(name) for name in named)]
        new = [one for one in meant if one.read_at is None]
        transaction.apply(Plan(mutations=tuple(Update(plane, Notice, (one.id,), {"read_at": at}) for one in new)))
        return tuple(replace(one, read_at=at) for one in new)


def _of(transaction: Transaction, plane: Plane, user: str, limit: int | None, *, unread: bool) -> list[Notice]:
    where = {"user_key": user, **({"read_at": None} if unread else {})}
    return transaction.find(plane, Notice, where, order=("-created_at",), limit=limit)


def _plane(transaction: Transaction, tenant: str | None, user: str) -> Plane:
    plane = planes.tenant(transaction.planes(), tenant)
    if not transaction.get(plane, User, [(user,)]):
        raise RefusedError(f"there is no person `{user}` in `{plane.key}`", "see `atelier people list`")
    return plane
