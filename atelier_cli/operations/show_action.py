"""Shows an action as its caller may see it."""

from dataclasses import dataclass

from atelier_cli.actions.attempt import Attempt, code_of
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.organisation import organisation
from atelier_cli.actions.permissions import Permissions
from atelier_cli.actions.pipeline import passed
from atelier_cli.actions.request import Claim, Request
from atelier_cli.actions.stages.audience import audience
from atelier_cli.actions.stages.authorise import authorise
from atelier_cli.actions.stages.resolve import resolve
from atelier_cli.errors import NoInputError, RefusedError
from atelier_cli.ids import FixedIds
from atelier_cli.operations import planes
from atelier_cli.operations.submit_action import Engine


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action, and what its caller may do with it."""

    tenant: str
    code: str
    definition: ActionDefinition
    permissions: Permissions
    may_apply: bool
    #: Whether conditions, values and roles are theirs to see.
    may_edit: bool


def show_action(engine: Engine, tenant: str | None, action: str, claim: Claim, placement: str | None) -> ShownAction:
    """The action of that name.

    Raises `RefusedError` where there is no such tenant or caller, or several actions have the name, and `NoInputError`
    where the caller sees none.
    """
    with engine.store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        seen = organisation(transaction, plane, engine.known, believes_roles=engine.store.believes_roles)
        request = Request("validate", action, claim, placement=placement)
        attempt = Attempt(request=request, plane=plane, now=engine.clock.now(), key=engine.key, ids=FixedIds())
        attempt = passed(attempt, seen, (audience, resolve, authorise))
        if attempt.action is None or not attempt.permissions.may_view(attempt.called_by):
            error = attempt.errors[0]
            raise NoInputError(error.message) if error.code == "not_found" else RefusedError(error.message)
        definition = attempt.definition or seen.define(attempt.branch)
        caller = attempt.called_by
        may = attempt.permissions
        return ShownAction(
            plane.key, code_of(attempt.action), definition, may, may.may_apply(caller), may.may_edit(caller)
        )
