"""A flow made ready to run: its rows read, its values, expressions and schemas compiled, once for all runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.flows.contract import Contract
from atelier_cli.language.backoff import Backoff
from atelier_cli.language.json_schema import Check
from atelier_cli.language.scope import Names
from atelier_cli.language.steps.protocol import Judge, Resolve, Step, anything

#: Where a flow ends, and where it stops short: no step is called so.
END = "end"
HALT = "halt"
FAIL = "fail"


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A step: what it does, and every way on from it."""

    kind: str
    step: Step[Any]
    #: A step, or `end`; of a gate, whose ways on are its own, nothing.
    next: str
    contract: Contract = field(default_factory=Contract)
    save_as: str | None = None
    retry: Backoff | None = None
    #: A step or `fail`.
    on_error: str = FAIL
    #: A step, `fail` or `halt`; None where a time-out counts as any other error.
    on_timeout: str | None = None
    #: A step, `fail` or `halt`.
    on_rejected: str = FAIL

    @property
    def id(self) -> str:
        return self.step.id


@dataclass(frozen=True, slots=True)
class Trigger:
    """How a flow starts."""

    kind: str
    event_type: str | None = None
    #: The match as it is written, and compiled.
    match: str | None = None
    judge: Judge | None = None
    #: What the event is, and what its payload must satisfy.
    contract: Contract = field(default_factory=Contract)
    gives: Check = anything


@dataclass(frozen=True, slots=True)
class FlowDefinition:
    """A version of a flow."""

    application: str
    key: str
    label: str
    #: The number of the version.
    number: int
    trigger: Trigger
    input_schema: Mapping[str, Any] | None
    #: What keeps a value from being its input.
    takes: Check
    deadline: Resolve | None
    #: In the order of reading; the first is where a run begins.
    steps: Mapping[str, StepDefinition]
    #: The tenant's settings, typed.
    config: Mapping[str, Any]
    #: What is declared of what its values may read; an output is there only once its step is done.
    names: Names

    @property
    def name(self) -> str:
        return f"{self.application}/{self.key}"

    @property
    def first(self) -> str:
        return next(iter(self.steps))
