"""Lists and shows the submissions of a tenant: actions that were accepted, and what carries them."""

from atelier_cli.errors import NoInputError
from atelier_cli.operations import planes
from atelier_cli.rows.audit import Submission
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Store


def list_submissions(store: Store, tenant: str | None, state: str | None, limit: int) -> tuple[Submission, ...]:
    """The submissions in a state, or in any, the latest first. Raises `RefusedError` where there is no such tenant."""
    with store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        where = {} if state is None else {"state": state}
        return tuple(transaction.find(plane, Submission, where, order=("-accepted_at",), limit=limit))


def find_submission(store: Store, tenant: str | None, named: str) -> tuple[Plane, Submission]:
    """The submission of that id, or the only one whose id ends in it, with its tenant.

    Raises `RefusedError` where there is no such tenant, and `NoInputError` where it cannot be told which is meant.
    """
    with store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        found = transaction.get(plane, Submission, [(named,)]).get((named,))
        if found is not None:
            return plane, found
        ending = [one for one in transaction.find(plane, Submission, {}) if named and one.id.endswith(named)]
    if len(ending) == 1:
        return plane, ending[0]
    several = f"{len(ending)} submissions have an id that ends in `{named}`"
    raise NoInputError(several if ending else f"there is no submission `{named}`", "see `atelier submissions list`")
