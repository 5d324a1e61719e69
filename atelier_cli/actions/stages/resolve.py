"""Which action is meant: one that runs, of an application that is enabled."""

from atelier_cli.actions.attempt import Attempt, code_of
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.permissions import permissions_of
from atelier_cli.actions.report import Error
from atelier_cli.names import alternatives
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.plane import StoredRow

#: The states of an action in which it runs.
RUNS = frozenset({"published", "deprecated"})


def resolve(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the row of its action, as far as that can run; whether the caller may know is for the next."""
    found = [one for one in _named(attempt, organisation) if _can_run(one, organisation)]
    if len(found) > 1:
        # Only what the caller sees can be confused.
        found = [one for one in found if _is_seen(one, attempt)]
    if len(found) > 1:
        choices = alternatives(code_of(one) for one in found)
        message = f"several actions are called `{attempt.request.action}`: {choices}"
        return attempt.refused(Error("ambiguous_action", "/action", message))
    if found:
        return attempt.but(action=found[0])
    if organisation.is_provisioned() or attempt.called_by.is_anonymous:
        return attempt.refused(no_action(attempt))
    message = f"`{attempt.plane.key}` is not provisioned: it has no applications"
    return attempt.refused(Error("not_provisioned", "/action", message))


def no_action(attempt: Attempt) -> Error:
    """What is said of an action that is not there, and of one that the caller does not see."""
    named = attempt.request.action
    if named is None:
        return Error("not_found", "/placement", f"there is no placement `{attempt.request.placement}`")
    return Error("not_found", "/action", f"there is no action `{named}`")


def _named(attempt: Attempt, organisation: Organisation) -> list[StoredRow]:
    """The actions that the request may mean."""
    placed = None if attempt.placement is None else attempt.placement.row.address[:-1]
    named = attempt.request.action
    if named is None and placed is None:
        return []
    application, _, rest = ("", "", "") if named is None else named.rpartition("/")
    model, _, key = rest.rpartition(":")
    found = organisation.actions(key if placed is None else placed[-1])
    fitting = (one for one in found if placed in {None, one.row.address})
    return [one for one in fitting if named is None or _fits(one, application, model, key)]


def _fits(action: StoredRow, application: str, model: str, key: str) -> bool:
    address = action.row.address
    return application in {"", address[0]} and model in {"", address[1]} and key == address[2]


def _can_run(action: StoredRow, organisation: Organisation) -> bool:
    row = action.row
    runs = isinstance(row, ActionType) and row.is_active and row.status in RUNS
    return runs and organisation.is_enabled(row.address[0])


def _is_seen(action: StoredRow, attempt: Attempt) -> bool:
    return isinstance(action.row, ActionType) and permissions_of(action.row, ()).may_view(attempt.called_by)
