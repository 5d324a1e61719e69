"""What a run in memory tells: frozen, and plain enough to be written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: What a step proves, strongest first.
Proof = Literal[
    "applied",  # an action of this tenant was done
    "evaluated",  # an expression or a value was really evaluated
    "previewed",  # an action of this tenant was judged and planned as it would be; nothing was written
    "checked",  # an action of this tenant is there and takes this payload; it was not run
    "would wait",  # a real run stops here until somebody or something comes
    "assumed",  # the answer is what --assume says
    "fixture",  # the answer is what the project's fixtures say
    "example",  # the answer was made up from its schema
]


@dataclass(frozen=True, slots=True)
class StepReport:
    """One visit of a step, or what opened the flow."""

    step: str
    kind: str
    visit: int
    proves: Proof
    #: What happened, in a line.
    summary: str
    #: By kind: expression, operands and result; input or payload, and output; what is waited for, and what came.
    detail: Mapping[str, Any] = field(default_factory=dict)
    #: Where the flow went on: a step, `end`, `fail`, `halt`; None where it stays.
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that keeps the flow from starting: where, what, and what to try."""

    where: str
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """A flow, run as it would go, with nothing written and nobody asked."""

    #: `application/key`.
    flow: str
    label: str
    version: int
    tenant: str
    #: The state the run ends in; `not_started` where it does not begin.
    status: str
    status_reason: str | None = None
    #: What made it fail or halt: a code, a message, and the step.
    fault: Mapping[str, Any] | None = None
    #: Why the dry run went no further, though the run is not over.
    stopped: str | None = None
    #: What keeps it from starting.
    findings: tuple[Finding, ...] = ()
    input: Any = None
    #: `given` or `example`; None where the flow takes none.
    input_from: str | None = None
    #: What opened it, for a flow that starts from an event.
    trigger: StepReport | None = None
    steps: tuple[StepReport, ...] = ()
    #: The saved outputs at the end.
    context: Mapping[str, Any] = field(default_factory=dict)
    #: The instant it was started at, and the one it has come to with all waiting counted.
    started_at: str | None = None
    ended_at: str | None = None
