"""What the steps of a run can read: its context, input, outputs and facts, the settings, the event that opened it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from atelier_cli.flows.run import Run
from atelier_cli.language.scope import RUN, Names, Scope
from atelier_cli.language.types import ANY, Type, object_of

#: The roots that a gate may read, and a match.
GATE_ROOTS = ("context", "input", "steps", "run", "config")
MATCH_ROOTS = (*GATE_ROOTS, "event", "payload")


def scope_of(run: Run, config: Mapping[str, Any], names: Names, now: datetime) -> Scope:
    """The scope of a run's present step."""
    facts = {
        "id": run.id,
        "org_id": run.org_id,
        "flow": run.flow,
        "version": run.version,
        "initiator": run.initiator,
        "started_at": run.started_at,
    }
    roots = {
        "context": run.context,
        "input": {} if run.input is None else run.input,
        "steps": run.outputs,
        "run": facts,
        "config": config,
        "now": now,
        "today": now.date(),
    }
    return Scope(roots if run.event is None else {**roots, "event": run.event}, names)


def roots_of(
    input_type: Type, config: Mapping[str, Type], outputs: Mapping[str, tuple[str | None, Type]]
) -> dict[str, Type]:
    """The types of the roots that a gate may read; `outputs` has each step's `save_as` and the type of its output."""
    return {
        "context": object_of(_saved(outputs.values()), open=True),
        "input": input_type,
        "steps": object_of({step: type for step, (_, type) in outputs.items()}, open=True),
        "run": RUN,
        "config": object_of(config),
    }


def _saved(outputs: Iterable[tuple[str | None, Type]]) -> dict[str, Type]:
    """The names that outputs get in the context; where steps differ about a name, nothing is known of it."""
    found: dict[str, Type] = {}
    for save_as, output in outputs:
        names = {save_as: output} if save_as is not None else dict(output.fields or {})
        for name, type in names.items():
            found[name] = type if found.get(name, type) == type else ANY
    return found
