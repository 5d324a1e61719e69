"""Makes the report of an attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.digest import Key
from atelier_cli.actions.report import NO_PLAN, Error, Outcome, Report
from atelier_cli.actions.secrets import NO_SECRETS, Secrets, hidden


def report_of(attempt: Attempt) -> Report:
    """What the attempt answers; one that was answered before is answered again."""
    if attempt.reply is not None and not attempt.errors:
        return replace(Report.from_json(attempt.reply.report), replayed=True)
    planned = attempt.planned
    ok = not attempt.errors
    return Report(
        ok=ok,
        outcome=attempt.outcome,
        phase=attempt.phase,
        action=_action(attempt),
        version=None if attempt.definition is None else attempt.definition.version,
        org=attempt.plane.key,
        target=None if attempt.target is None else str(attempt.target),
        now=attempt.now,
        etag=str(attempt.snapshot.etag) if attempt.snapshot is not None and attempt.target is not None else None,
        plan_digest=attempt.plan_digest if ok else None,
        parameters=attempt.results,
        criteria=attempt.criteria,
        classification=attempt.classification,
        plan=planned.to_json() if planned is not None and ok else NO_PLAN,
        errors=attempt.errors,
        submission=attempt.submission or attempt.request.submission,
    )


def whole_report(attempt: Attempt, items: Sequence[Attempt]) -> Report:
    """The report of a bulk: what came of it as a whole, and a report for each item, in the order of the targets."""
    reports = tuple(map(report_of, items))
    refused = [i for i, one in enumerate(reports) if not one.ok]
    outcome = _whole_outcome(reports)
    errors = attempt.errors
    if refused and not errors:
        # What was not refused stands: the answer says both.
        code = "items_partly_refused" if len(refused) < len(reports) else "items_refused"
        errors = (Error(code, f"/items/{refused[0]}", f"{len(refused)} of {len(reports)} items were refused"),)
    return replace(
        report_of(attempt.but(errors=errors)),
        ok=not errors,
        outcome=outcome if reports else attempt.outcome,
        phase=next((one.phase for one in reports if one.errors), reports[-1].phase if reports else attempt.phase),
        items=reports,
    )


def _whole_outcome(reports: Sequence[Report]) -> Outcome | None:
    outcomes = {one.outcome for one in reports}
    if "applied" in outcomes:
        return "applied"
    if "rejected" in outcomes and None not in outcomes:
        return "noop" if "noop" in outcomes else "rejected"
    return "noop" if outcomes == {"noop"} else None


def without_secrets(report: Report, attempt: Attempt) -> Report:
    """The report as it may be kept: what is made of sensitive parameters is there as hashes only."""
    items = report.items
    return replace(
        report,
        plan=hidden_plan(report.plan, attempt.secrets, attempt.key),
        items=None if items is None else tuple(without_secrets(one, attempt) for one in items),
    )


def hidden_plan(plan: Mapping[str, Any], secrets: Secrets, key: Key) -> dict[str, list[Any]]:
    """The plan as JSON, with hashes in place of secrets."""
    if secrets == NO_SECRETS:
        return dict(plan)

    def edit(said: Mapping[str, Any]) -> dict[str, Any]:
        if said["field"] not in secrets.edits:
            return dict(said)
        purpose = f"field:{said['field']}"
        return {**said, "before": hidden(key, purpose, said["before"]), "after": hidden(key, purpose, said["after"])}

    def members(name: str, said: Mapping[str, Any], secret: frozenset[tuple[str, str]]) -> dict[str, Any]:
        values = said[name].items()
        kept = {
            one: hidden(key, f"{name}:{one}", value) if (said["key"], one) in secret else value for one, value in values
        }
        # Why a payload was refused may quote what is in it.
        is_told = "error" in said and any(one == said["key"] for one, _ in secret)
        return {**said, name: kept, **({"error": "the payload does not fit"} if is_told else {})}

    return {
        "creates": [members("fields", one, secrets.creates) for one in plan["creates"]],
        "edits": [edit(one) for one in plan["edits"]],
        "effects": [members("payload", one, secrets.payloads) for one in plan["effects"]],
    }


def _action(attempt: Attempt) -> str | None:
    """The key of the action; what it was called by, where there is none."""
    return attempt.request.action if attempt.action is None else attempt.action_row.key
