"""What a dry run is told to assume: how tasks are decided, what skills and products answer, which events come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.errors import UsageError
from atelier_cli.flows.definition import FlowDefinition, StepDefinition
from atelier_cli.flows.given_json import read_json
from atelier_cli.language.problems import unknown


@dataclass(frozen=True, slots=True)
class Outcome:
    """How something goes: a decision, an answer, an error, or time that runs out."""

    #: `approved`, `rejected`, `answered`; `given` for an answer or an event; `error`; `timeout`.
    word: str
    #: What is given, or filled in; None where nothing was said.
    value: Any = None
    #: The code of an error.
    code: str = ""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed, for each step, visit by visit; the last goes for all further visits."""

    by_step: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    trigger: Outcome | None = None

    def of(self, step: str, visit: int) -> Outcome | None:
        said = self.by_step.get(step, ())
        return said[min(visit, len(said)) - 1] if said else None


def parse(definition: FlowDefinition, said: Iterable[str], read: Callable[[str], str]) -> Assumptions:
    """The assumptions that texts such as `task.sign-off=rejected` say; `read` gives the text of a file.

    A key that is said twice goes for the first visit, then for the second. What a step is told goes before what its
    skill, action or event type is told. Raises `UsageError` for a key that the flow does not have.
    """
    known = _known(definition)
    outcomes: dict[str, list[Outcome]] = {}
    for text in said:
        key, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"expected KEY=VALUE, found `{text}`", "as in --assume task.review=rejected")
        if key not in known:
            message, help_ = unknown("assumption", key, known)
            raise UsageError(f"{message} of `{definition.name}`", help_)
        outcomes.setdefault(key, []).append(_outcome(key, value, read))
    by_step = {
        step.id: tuple(outcomes[key]) for step in definition.steps.values() for key in _keys(step) if key in outcomes
    }
    trigger = outcomes.get(f"event.{definition.trigger.event_type}")
    return Assumptions(by_step, trigger[0] if trigger else None)


def _known(definition: FlowDefinition) -> set[str]:
    keys = {key for step in definition.steps.values() for key in _keys(step)}
    event_type = definition.trigger.event_type
    return keys if event_type is None else {*keys, f"event.{event_type}"}


def _keys(step: StepDefinition) -> tuple[str, ...]:
    """The keys of a step, the one that goes before all others last."""
    said = step.step.said
    match step.kind:
        case "human_task":
            return (f"task.{step.id}",)
        case "sage_skill":
            return f"skill.{said.skill}", f"skill.{step.id}"
        case "product_action":
            return f"action.{said.product}/{said.action}", f"action.{step.id}"
        case "event_wait":
            return f"event.{said.event_type}", f"event.{step.id}"
        case _:
            return ()


def _outcome(key: str, value: str, read: Callable[[str], str]) -> Outcome:
    if key.startswith("task."):
        word, _, filled_in = value.partition(":")
        if word == "expired":
            return Outcome("timeout")
        if word in {"approved", "rejected", "answered"}:
            return Outcome(word, _json(key, filled_in, read) if filled_in else None)
        raise _wrong(key, value, "approved, rejected, expired, or answered:{...}")
    if value == "timeout":
        return Outcome("timeout") if key.startswith("event.") else Outcome("error", code="timeout")
    if value.startswith("error:") and not key.startswith("event."):
        return Outcome("error", code=value.removeprefix("error:"))
    return Outcome("given", _json(key, value, read))


def _json(key: str, value: str, read: Callable[[str], str]) -> Any:
    text = read(value[1:]) if value.startswith("@") else value
    try:
        return read_json(text)
    except ValueError as error:
        if value.startswith("@"):
            raise UsageError(f"{value[1:]} is not JSON: {error}", "mend the file") from error
        more = "timeout" if key.startswith("event.") else "error:CODE, timeout"
        raise _wrong(key, value, f"JSON, @FILE, {more}") from error


def _wrong(key: str, value: str, expected: str) -> UsageError:
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."
    return UsageError(f"`{key}` cannot be assumed to be `{shown}`", f"expected {expected}")


#: How much of a value that makes no sense is shown.
_SHOWN = 60
