"""Which actions a caller may do with a target, and why not: judged by the stages that a submission goes through."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from atelier_cli.actions.action_rows import read_at_once
from atelier_cli.actions.attempt import Attempt, code_of
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.pipeline import passed
from atelier_cli.actions.report import CriterionResult, Error
from atelier_cli.actions.request import Request
from atelier_cli.actions.stages.audience import audience
from atelier_cli.actions.stages.authorise import authorise
from atelier_cli.actions.stages.gates import judged_gates, result_of
from atelier_cli.actions.stages.load import load
from atelier_cli.actions.stages.resolve import resolve
from atelier_cli.actions.targets import targets_of
from atelier_cli.rows.action import ActionPlacement


@dataclass(frozen=True, slots=True)
class Available:
    """An action that the caller sees, and whether they may do it."""

    #: `APP/MODEL:KEY`.
    code: str
    label: str
    kind: str
    #: Whether nothing speaks against it so far; what its parameters say, a submission tells.
    allowed: bool
    #: The gates that read no parameters, judged, and the others, which are pending.
    criteria: tuple[CriterionResult, ...]
    errors: tuple[Error, ...]
    #: Its placements: `APP/KEY`.
    placements: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "action": self.code,
            "label": self.label,
            "kind": self.kind,
            "allowed": self.allowed,
            "criteria": [one.to_json() for one in self.criteria],
            "errors": [one.to_json() for one in self.errors],
            "placements": list(self.placements),
        }


def available(attempt: Attempt, organisation: Organisation) -> Iterator[Available]:
    """The actions that the caller sees, each judged for the attempt's target; with one, only the actions on its type.

    What the caller does not see is not told of at all. To somebody anonymous that is all but what a placement offers to
    anybody, each once, as the surface that lets them do most offers it. An action that needs a target is not allowed
    without one: all its gates are pending, and it has the error that a submission would have.
    """
    organisation = replace(organisation, rows=read_at_once(organisation.transaction, organisation.plane))
    known = attempt if attempt.request.claim.user is None else passed(attempt, organisation, (audience,))
    stages = (audience, resolve, authorise) if attempt.request.claim.user is None else (resolve, authorise)
    found: dict[str, Available] = {}
    for request in _requests(attempt, organisation):
        judged = passed(known.but(request=request), organisation, stages)
        if judged.action is None or not judged.permissions.may_view(judged.called_by):
            continue
        if _fits(judged, organisation):
            one = _available(judged if judged.is_over else _judged(judged, organisation))
            found[one.code] = min(found.get(one.code, one), one, key=lambda each: len(each.errors))
    yield from found.values()


def _requests(attempt: Attempt, organisation: Organisation) -> Iterator[Request]:
    """A request for each action there is; of somebody anonymous, one for each action that is placed somewhere."""
    if attempt.request.claim.user is not None:
        for action in organisation.every_action():
            yield replace(attempt.request, action=code_of(action))
        return
    seen = set()
    for placement in organisation.every_placement():
        row = placement.row
        if isinstance(row, ActionPlacement) and (row.address[:-1], row.surface) not in seen:
            seen.add((row.address[:-1], row.surface))
            yield replace(attempt.request, action=None, placement=f"{row.address[0]}/{row.key}")


def _fits(attempt: Attempt, organisation: Organisation) -> bool:
    """Whether the action acts on what the target is."""
    if attempt.target is None:
        return True
    found = organisation.entities.entity(attempt.target.id)
    return found is not None and found[0].is_a(attempt.target.type) and found[0].is_a(attempt.action_row.target_model)


def _judged(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with its gates: those that can be judged before anything is entered are, in their order."""
    definition = attempt.defined
    if attempt.called_by.is_anonymous and attempt.audience != "public":
        # An apply would be refused as not being for this caller: what is offered is to look at it.
        attempt = attempt.faulted(Error("wrong_audience", "/placement", "may only be previewed without a name"))
    targets = targets_of(attempt.request, definition)
    if isinstance(targets, Error):
        return attempt.faulted(targets).but(
            criteria=tuple(result_of(attempt, one, "pending") for one in definition.gates)
        )
    attempt = passed(attempt, organisation, (load,))
    attempt = attempt.but(parameters=dict.fromkeys(one.key for one in definition.parameters))
    for gate in () if attempt.is_over else definition.gates:
        if gate.parameters:
            attempt = attempt.but(criteria=(*attempt.criteria, result_of(attempt, gate, "pending")))
        else:
            attempt = judged_gates(attempt, organisation, (gate,))
    return attempt


def _available(attempt: Attempt) -> Available:
    row, definition = attempt.action_row, attempt.definition
    placements = () if definition is None else tuple(f"{row.address[0]}/{one.key}" for one in definition.placements)
    return Available(
        code=code_of(attempt.action) if attempt.action is not None else "",
        label=row.label,
        kind=row.kind,
        allowed=not attempt.errors,
        criteria=attempt.criteria,
        errors=attempt.errors,
        placements=placements,
    )
