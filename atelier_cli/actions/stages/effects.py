"""Works out which events are emitted, and what they say.

An effect never fails the action: a payload that cannot be worked out, or is not what its event asks for, is kept with
the reason, and not delivered.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from atelier_cli.actions.attempt import Attempt, Emitted
from atelier_cli.actions.compiled import CompiledValue
from atelier_cli.actions.definition import Effect
from atelier_cli.actions.organisation import Organisation
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.json_schema import Check
from atelier_cli.language.scope import Scope
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import NUMBER
from atelier_cli.language.values.following import type_of
from atelier_cli.language.values.syntax import Reference


def effects(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the events that it emits."""
    scope = attempt.seen.scope(attempt.defined.names, attempt.parameters, attempt.plan.records, attempt.classification)
    events = organisation.vocabulary.events
    found = tuple(_emitted(one, scope, events) for one in attempt.defined.effects if _fires(one, attempt.parameters))
    return attempt.but(planned=replace(attempt.plan, effects=found))


def _fires(effect: Effect, parameters: Mapping[str, Any]) -> bool:
    return effect.when_parameter is None or same(parameters.get(effect.when_parameter), effect.when_equals)


def _emitted(effect: Effect, scope: Scope, events: Mapping[str, Check]) -> Emitted:
    payload: dict[str, Any] = {}
    amounts: dict[str, Any] = {}
    for name, value in effect.payload.items():
        try:
            resolved = value.resolve(scope)
            found = to_json(resolved, value.type)
        except EvaluationError as error:
            return Emitted(effect.key, effect.event, payload, f"{name}: {error.message}")
        if found is not None:
            # What an event's schema does not require may be left out, and null is no value of most types.
            payload[name] = _plain(found, scope.roots["user"])
        amount = _amount(value, resolved, scope)
        if amount is not None:
            amounts[name] = to_json(amount, NUMBER)
    check = events.get(effect.event)
    if check is None:
        return Emitted(effect.key, effect.event, payload, f"the vocabulary has no event `{effect.event}`")
    problems = check(payload)
    if refused := {str(path[0]) for path in (one.path for one in problems) if path} & amounts.keys():
        # An amount is a text, which is exact, unless its event asks for a number.
        payload.update({name: amounts[name] for name in sorted(refused)})
        problems = check(payload)
    reason = "; ".join(f"{'.'.join(map(str, one.path)) or 'payload'}: {one.message}" for one in problems)
    return Emitted(effect.key, effect.event, payload, reason or None)


def _amount(value: CompiledValue, resolved: Any, scope: Scope) -> Decimal | None:
    """The amount that a value stands for, also where a field keeps it as JSON does, in a text; None for all else."""
    if isinstance(value.node, Reference) and isinstance(resolved, str):
        resolved = coerce(resolved, type_of(value.node, scope.names))[0]
    return resolved if isinstance(resolved, Decimal) else None


def _plain(value: Any, caller: Mapping[str, Any]) -> Any:
    """The value with the caller's id in the place of all that is known of the caller; other records are ids already."""
    if isinstance(value, Mapping):
        if value.keys() == caller.keys() and value["id"] == caller["id"]:
            return caller["id"]
        return {name: _plain(member, caller) for name, member in value.items()}
    return [_plain(item, caller) for item in value] if isinstance(value, list) else value
