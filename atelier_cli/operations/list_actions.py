"""Lists the actions that a caller sees, and what speaks against each for a target."""

from atelier_cli.actions.attempt import Attempt, Target
from atelier_cli.actions.availability import Available, available
from atelier_cli.actions.organisation import organisation
from atelier_cli.actions.request import ANONYMOUS, Claim, Request
from atelier_cli.actions.stages.audience import audience
from atelier_cli.actions.well_formed import faults
from atelier_cli.errors import NoInputError, RefusedError, UsageError
from atelier_cli.ids import FixedIds
from atelier_cli.operations import planes
from atelier_cli.operations.submit_action import Engine


def list_actions(
    engine: Engine, tenant: str | None, claim: Claim = ANONYMOUS, target: str | None = None
) -> tuple[Available, ...]:
    """The actions that the caller sees, by application and key; `target` is `TYPE/ID`.

    Raises `RefusedError` where there is no such tenant or caller, `NoInputError` where there is no such target, and
    `UsageError` for a target that is not written as one.
    """
    with engine.store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        seen = organisation(transaction, plane, engine.known, believes_roles=engine.store.believes_roles)
        request = Request("validate", "any", claim, () if target is None else (target,))
        wrong = next(faults(request), None)
        if wrong is not None:
            raise UsageError(wrong.message)
        called = None if target is None else Target(*target.split("/", 1))
        attempt = Attempt(
            request=request, plane=plane, now=engine.clock.now(), key=engine.key, ids=FixedIds(), target=called
        )
        if claim.user is not None:
            known = audience(attempt, seen)
            if known.errors:
                raise RefusedError(known.errors[0].message)
        found = None if called is None else seen.entities.entity(called.id)
        if called is not None and (found is None or not found[0].is_a(called.type)):
            raise NoInputError(f"there is no {called} in `{plane.key}`")
        return tuple(sorted(available(attempt, seen), key=lambda one: one.code))
