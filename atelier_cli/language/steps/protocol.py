"""What a step kind is, what a step asks of the world, what may happen to it, and what it says is next."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.language.problems import Problems
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type
from atelier_cli.language.words import Model

WithT = TypeVar("WithT", bound=Model)


@frozen
class Judged:
    """What an expression said, and what it was told."""

    #: True or false; None where it has no value, as when it reads what is not there.
    result: bool | None
    #: The values it read, by their paths as written; what is not there is left out.
    operands: Mapping[str, Any] = field(default_factory=dict)
    #: Why there is no result.
    problem: str = ""


#: A compiled value: what it resolves to. Raises `EvaluationError` where it has no value.
Resolve = Callable[[Scope], Any]
#: A compiled expression.
Judge = Callable[[Scope], Judged]
#: A compiled schema: what keeps a value from satisfying it.
Check = Callable[[Any], Problems]


def anything(_value: Any) -> Problems:
    """The check that every value passes."""
    return ()


@frozen
class Step(Generic[WithT]):
    """A step of a flow, made ready to run once for all runs."""

    id: str
    said: WithT
    #: The values it says, compiled, by their key in `with`.
    values: Mapping[str, Resolve] = field(default_factory=dict)
    #: Its expression, compiled; None where it has none.
    judge: Judge | None = None
    #: What it sends must satisfy this.
    takes: Check = anything
    #: What comes back must satisfy this.
    gives: Check = anything
    #: The paths of an equality of its expression, in the event and in the run, by which a waiting run can be found.
    correlated: tuple[tuple[str, ...], tuple[str, ...]] | None = None


# What a step asks of the world.


@frozen
class CallSkill:
    """Asks a skill; the answer comes back as `Answered` or `Unanswered`."""

    skill: str
    input: Mapping[str, Any]
    timeout_ms: int | None = None


@frozen
class CallAction:
    """Invokes an action of a product; the result comes back as `Answered` or `Unanswered`."""

    product: str
    action: str
    payload: Mapping[str, Any]


@frozen
class OpenTask:
    """Gives somebody a task; what they decide comes back as `Decided`, the end of the time as `TimedOut`."""

    assignee: str
    description: str
    due: datetime | None
    form: Mapping[str, Any] | None
    approvals: int


@frozen
class AwaitEvent:
    """Waits for an event; one that may match comes back as `Arrived`, the end of the time as `TimedOut`."""

    event_type: str
    #: Events that were buffered since then count too.
    since: datetime
    until: datetime | None
    #: The path in the event, and the value there, that the event must have; None where any may match.
    key: tuple[tuple[str, ...], Any] | None = None


Command = CallSkill | CallAction | OpenTask | AwaitEvent


# What may happen to a step that has asked.


@frozen
class Answered:
    """A skill or a product answered."""

    result: Any


@frozen
class Unanswered:
    """A skill or a product did not do what it was asked."""

    code: str
    message: str = ""
    #: Whether it may have done it all the same: nobody can tell.
    unknown: bool = False


@frozen
class Arrived:
    """An event came: its envelope."""

    event: Mapping[str, Any]


@frozen
class Decided:
    """Somebody decided on a task: `approved`, `rejected` or `answered`."""

    decision: str
    by: str
    at: datetime
    data: Any = None
    #: Those who had agreed before, in order.
    agreed: tuple[str, ...] = ()


@frozen
class TimedOut:
    """The time that the step gave the world is up."""

    at: datetime


Happening = Answered | Unanswered | Arrived | Decided | TimedOut


# What a step says is next.


@frozen
class Done:
    """The step has done its work."""

    output: Any


@frozen
class Passed:
    """A gate passed or not: go on at `to`, a step or `halt`."""

    to: str
    judged: Judged


@frozen
class Rejected:
    """Somebody said no."""

    output: Any


@frozen
class Expired:
    """The time is up; `output` is what there is to keep."""

    output: Any = None


@frozen
class Failed:
    """The step did not succeed."""

    code: str
    message: str
    #: Whether what it asked for may have happened all the same.
    unknown: bool = False
    judged: Judged | None = None


@frozen
class Waits:
    """Nothing is decided by that: the step waits on. `agreed` are those who have agreed so far."""

    agreed: tuple[str, ...] = ()
    judged: Judged | None = None


@frozen
class Refused:
    """What happened is not allowed here, and changes nothing."""

    code: str
    message: str


Next = Done | Passed | Rejected | Expired | Failed | Waits | Refused


class StepKind(Protocol):
    """A module that says what a kind of step is given, how it begins, and what it makes of what happens."""

    #: The kind's name for people.
    LABEL: str

    @property
    def With(self) -> type[Model]:  # noqa: N802  # a class in the module
        """The shape of the step's `with`."""

    def begin(self, step: Step[Any], scope: Scope, /) -> Command | Next:
        """What the step asks of the world, or what is next at once. Raises `EvaluationError` for a missing value."""

    def resume(self, step: Step[Any], scope: Scope, happening: Happening, /) -> Next:
        """What is next, after something happened."""

    def output(self, answer: Type, /) -> Type | None:
        """The type of what the step puts out, where what comes back is of the given type; None where it is nothing."""


def listed(message: str, problems: Problems) -> str:
    """The message with each problem and where it is."""
    return f"{message}: " + "; ".join(f"{_pointer(one.path)}{one.message}" for one in problems)


def _pointer(path: Path) -> str:
    return f"`{'.'.join(str(step) for step in path)}`: " if path else ""
