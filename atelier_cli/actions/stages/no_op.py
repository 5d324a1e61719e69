"""Whether anything is left to do: where an action changes nothing that it could change, it emits nothing either."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.compiled import CompiledValue
from atelier_cli.actions.digest import plan_digest, replaced
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.reporting import hidden_plan
from atelier_cli.language.instants import format_instant, parse_instant
from atelier_cli.rows.content import canonical_json


def no_op(attempt: Attempt, _: Organisation) -> Attempt:
    """The attempt with its outcome, if nothing is left to do, and the digest of its plan."""
    planned = attempt.plan
    if attempt.defined.changes_something and not (planned.edits or planned.creates):
        attempt = attempt.but(outcome="noop", planned=replace(planned, effects=()))
    return attempt.but(plan_digest=_digest(attempt))


def _digest(attempt: Attempt) -> str:
    """The digest of the plan, with words in place of what differs from run to run: new ids, and the instant.

    It is kept where secrets are not, so it is made of their hashes.
    """
    words = {one.id: f"$created.{one.key}" for one in attempt.plan.creates}
    words |= dict(_instants(attempt))
    plan = hidden_plan(replaced(attempt.plan.to_json(), words), attempt.secrets, attempt.key)
    return plan_digest(plan)


def _instants(attempt: Attempt) -> Iterator[tuple[str, str]]:
    """The texts of instants that follow from the one of the run, each with how far it is from that."""
    yield format_instant(attempt.now), "$now"
    planned, definition = attempt.plan, attempt.defined
    after = {one.field: one.after for one in planned.edits}
    for edit in definition.edits:
        yield from _offsets(after.get(edit.field), edit.value, attempt.now)
    for made in planned.creates:
        said = next(one for one in definition.creates if one.key == made.key)
        for name, value in made.fields.items():
            default = said.kind.fields[name].default if name in said.kind.fields else None
            if name in said.fields:
                yield from _offsets(value, said.fields[name], attempt.now)
            elif "now" in canonical_json(default):
                yield from _distance(value, attempt.now)
    payloads: Mapping[str, Mapping[str, Any]] = {one.key: one.payload for one in planned.effects}
    for effect in definition.effects:
        for name, compiled in effect.payload.items():
            yield from _offsets(payloads.get(effect.key, {}).get(name), compiled, attempt.now)


def _offsets(value: Any, said: CompiledValue | None, now: datetime) -> Iterator[tuple[str, str]]:
    if said is not None and any(path[0] == "now" for path in said.reads):
        yield from _distance(value, now)


def _distance(value: Any, now: datetime) -> Iterator[tuple[str, str]]:
    instant = parse_instant(value) if isinstance(value, str) else None
    if instant is not None:
        yield str(value), f"$now{(instant - now).total_seconds():+f}"
