"""The audit row of an apply: who did what to which target, on which grounds, and what came of it."""

from typing import Any

from atelier_cli.actions.attempt import Attempt, code_of
from atelier_cli.actions.report import NO_PLAN
from atelier_cli.actions.reporting import hidden_plan
from atelier_cli.actions.secrets import Secrets, hidden
from atelier_cli.language.to_json import to_json
from atelier_cli.rows.audit import EditEvent


def event_of(attempt: Attempt, id: str, *, parent_id: str | None = None, submission_id: str | None = None) -> EditEvent:
    """The audit row; sensitive parameters, and all that is made of them, are there as hashes only.

    It names the submission that it makes, or that the attempt carries out.
    """
    secrets = attempt.secrets
    planned = None if attempt.outcome == "rejected" else attempt.planned
    kept = hidden_plan(NO_PLAN if planned is None else planned.to_json(), secrets, attempt.key)
    return EditEvent(
        id=id,
        at=attempt.now,
        action_code=_code(attempt),
        action_version=0 if attempt.definition is None else attempt.definition.version,
        actor_id=attempt.request.claim.user if attempt.caller is None else attempt.caller.id,
        on_behalf_of=attempt.request.claim.on_behalf_of,
        caller=_caller(attempt),
        source=source_of(attempt),
        entity_type=None if attempt.target is None else attempt.target.type,
        entity_id=None if attempt.target is None else attempt.target.id,
        outcome=attempt.outcome or "applied",
        payload=_given(attempt, secrets),
        parameters=_effective(attempt, secrets),
        changes=kept["edits"],
        creates=kept["creates"],
        criteria=[{"key": one.key, "enforcement": one.enforcement, "result": one.result} for one in attempt.criteria],
        classification=dict(attempt.classification),
        errors=[one.to_json() for one in attempt.errors],
        snapshot=_snapshot(attempt, secrets),
        plan_digest=attempt.plan_digest if attempt.outcome != "rejected" else None,
        idempotency_key=attempt.request.idempotency_key,
        submission_id=submission_id or attempt.request.submission,
        parent_id=parent_id,
        trace_id=attempt.request.trace_id or parent_id or id,
    )


def _code(attempt: Attempt) -> str:
    """What names the action; what was called, where there is no such action."""
    if attempt.action is not None:
        return code_of(attempt.action)
    return storable(attempt.request.action or attempt.request.placement or "")


def _caller(attempt: Attempt) -> dict[str, Any]:
    """The caller, with those of their attributes that the action reads, so that the run can be judged again."""
    if attempt.caller is None:
        return {"id": attempt.request.claim.user, "claimed": list(attempt.request.claim.roles)}
    said = attempt.caller.to_json()
    if attempt.definition is None:
        return said
    paths = attempt.definition.reads.root("user")
    read = {path[1] for path in paths if path[:1] == ("attributes",) and len(path) > 1}
    return {**said, "attributes": {name: attempt.caller.attributes.get(name) for name in sorted(read)}}


def source_of(attempt: Attempt) -> dict[str, Any]:
    """Where the action was launched from."""
    request = attempt.request
    return {
        "id": request.source_id,
        "type": request.source_type,
        "surface": attempt.surface,
        "placement": request.placement,
    }


def _given(attempt: Attempt, secrets: Secrets) -> dict[str, Any]:
    """The parameters as they were given; those that the action does not have may be secrets under another name."""
    definition = attempt.definition
    known = set() if definition is None else {one.key for one in definition.parameters} - secrets.parameters
    return {
        name: value if name in known else hidden(attempt.key, f"parameter:{name}", value)
        for name, value in attempt.request.parameters.items()
    }


def _effective(attempt: Attempt, secrets: Secrets) -> dict[str, Any]:
    """The parameters as they took effect."""
    types = {} if attempt.definition is None else {one.key: one.type for one in attempt.definition.parameters}
    return {
        name: hidden(attempt.key, f"parameter:{name}", value)
        if name in secrets.parameters
        else to_json(value, types[name])
        for name, value in attempt.parameters.items()
        if name not in attempt.faulty
    }


def _snapshot(attempt: Attempt, secrets: Secrets) -> dict[str, Any]:
    """What the action read of its target."""
    if attempt.snapshot is None or attempt.snapshot.target is None:
        return {}
    fields = {
        path: hidden(attempt.key, f"field:{path}", value) if path.split(".")[0] in secrets.edits else value
        for path, value in attempt.snapshot.depends_on.items()
    }
    return {"version": attempt.snapshot.target.version, "fields": fields}


def storable(text: str) -> str:
    """The beginning of a text, without what no database keeps."""
    kept = text[:200].replace("\0", "\N{SYMBOL FOR NULL}")
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= one <= "\udfff" else one for one in kept)
