"""Whether the caller may: who does not see the action is told that there is none, who may not apply it is refused."""

from collections.abc import Iterator

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.permissions import permissions_of
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.secrets import secrets_of
from atelier_cli.actions.stages.resolve import no_action
from atelier_cli.rows.action import ApplyRule


def authorise(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the caller's permissions and the action's definition, which must be valid to go on."""
    action = attempt.action_row
    branch = organisation.branch(action.address)
    permissions = permissions_of(action, (one.row for one in branch if isinstance(one.row, ApplyRule)))
    attempt = attempt.but(branch=branch, permissions=permissions)
    if not permissions.may_view(attempt.called_by):
        return attempt.refused(no_action(attempt))
    if not permissions.may_apply(attempt.called_by):
        return attempt.refused(Error("forbidden", "/action", f"this caller may see `{action.key}`, and not apply it"))
    definition = organisation.define(branch)
    attempt = attempt.but(definition=definition, secrets=secrets_of(definition))
    return attempt.refused(*_invalid(attempt, definition)) if definition.problems else attempt


def _invalid(attempt: Attempt, definition: ActionDefinition) -> Iterator[Error]:
    """What is wrong with the definition; what it says is for those who may edit it, the others learn where it is."""
    may_edit = attempt.permissions.may_edit(attempt.called_by)
    for problem in definition.problems:
        where = pointer("definition", *problem.path)
        reason = problem.message if may_edit else problem.rule.replace("-", " ")
        yield Error("invalid_definition", where, f"`{definition.key}` cannot run: {reason}")
