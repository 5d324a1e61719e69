"""The world of a run in memory: what is assumed, else what the fixtures say, else an example made from the schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from atelier_cli.flows.assumptions import Assumptions, Outcome
from atelier_cli.flows.commands import Perform
from atelier_cli.flows.contract import LOCAL, Contract
from atelier_cli.flows.definition import StepDefinition, Trigger
from atelier_cli.flows.example import example
from atelier_cli.flows.report import Proof
from atelier_cli.language.instants import format_instant
from atelier_cli.language.json_schema import Check
from atelier_cli.language.steps.protocol import (
    Answered,
    Arrived,
    AwaitEvent,
    CallAction,
    CallSkill,
    Decided,
    Happening,
    OpenTask,
    TimedOut,
    Unanswered,
    listed,
)


@dataclass(frozen=True, slots=True)
class Fixtures:
    """What skills and products answer and what events say, as the project's fixtures have it."""

    skills: Mapping[str, Any] = field(default_factory=dict)
    #: By `product/action`.
    actions: Mapping[str, Any] = field(default_factory=dict)
    #: The payload of each event type.
    events: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Called:
    """What an action of this tenant answers to a flow, and whether that was `previewed` or `applied`."""

    answer: Answered | Unanswered
    proves: Proof


#: Calls an action of this tenant, by the application and the key that a step names; the key makes a repetition one.
CallLocal = Callable[[str, Mapping[str, Any], str], Called]


@dataclass(frozen=True, slots=True)
class World:
    """What answers to a run in memory."""

    fixtures: Fixtures = field(default_factory=Fixtures)
    assumptions: Assumptions = field(default_factory=Assumptions)
    #: Calls an action of this tenant; without, it is only looked at whether it is there and takes the payload.
    call: CallLocal | None = None
    #: Whether what nobody has said is made up, and time leaps to where the flow waits; else the run stays there.
    invents: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """What the world does when a step asks something of it."""

    #: One after the other; nothing where nobody comes, and the time runs out.
    happenings: tuple[Happening, ...]
    #: Where it comes from: `assumed`, `fixture` or `example`.
    source: Proof
    #: Why there is no response: nothing the world can say makes sense.
    stuck: str = ""


def respond(world: World, step: StepDefinition, asked: Perform, org_id: str, now: datetime) -> Response:
    """What comes of what a step asks; nothing where nobody has said it and the world makes nothing up."""
    response = _response(world, step, asked, org_id, now)
    if response.source == "example" and not world.invents:
        return Response((), "would wait", unsaid(asked))
    return response


def unsaid(asked: Perform) -> str:
    """What a run waits for, and how it is said."""
    match asked.command:
        case CallSkill(skill):
            return f"`{asked.step}` waits for `{skill}`: --assume skill.{skill}={{...}}, or a fixture, answers"
        case CallAction(product, action):
            name = f"{product}/{action}"
            return f"`{asked.step}` waits for `{name}`: --assume action.{name}={{...}}, or a fixture, answers"
        case OpenTask(assignee):
            return f"`{asked.step}` waits for {assignee}: --assume task.{asked.step}=approved decides"
        case AwaitEvent(event_type):
            return f"`{asked.step}` waits for `{event_type}`: --assume event.{event_type}={{...}} brings it"


def _response(world: World, step: StepDefinition, asked: Perform, org_id: str, now: datetime) -> Response:
    outcome = world.assumptions.of(step.id, asked.visit)
    match asked.command:
        case CallSkill(skill):
            return _answer(step, outcome, world.fixtures.skills, skill, f"skill.{skill}")
        case CallAction(product, action, payload):
            name = f"{product}/{action}"
            if product == LOCAL and world.call is not None and outcome is None:
                called = world.call(action, payload, asked.key)
                return Response((called.answer,), called.proves)
            return _answer(step, outcome, world.fixtures.actions, name, f"action.{name}")
        case OpenTask() as task:
            return _decide(step, outcome, task, now)
        case AwaitEvent() as wait:
            return _send(world, step, outcome, wait, Sender(org_id, f"{step.id}-{asked.visit}", now))


def _answer(
    step: StepDefinition, outcome: Outcome | None, fixtures: Mapping[str, Any], name: str, key: str
) -> Response:
    if outcome is not None and outcome.word == "error":
        unanswered = Unanswered(outcome.code, "assumed", unknown=outcome.code == "timeout")
        return Response((unanswered,), "assumed")
    if outcome is not None:
        return Response((Answered(outcome.value),), "assumed")
    if name in fixtures:
        return Response((Answered(fixtures[name]),), "fixture")
    made, stuck = _made(step.contract.gives, step.step.gives, f"`{name}` gives", f"--assume {key}={{...}}")
    return Response((Answered(made),), "example", stuck)


def _decide(step: StepDefinition, outcome: Outcome | None, task: OpenTask, now: datetime) -> Response:
    source: Proof = "example" if outcome is None else "assumed"
    if outcome is not None and outcome.word == "timeout":
        return Response(() if task.due is not None else (TimedOut(now),), source)
    word = "approved" if outcome is None else outcome.word
    filled_in, stuck = None if outcome is None else outcome.value, ""
    if filled_in is None and word != "rejected" and task.form is not None:
        key = f"--assume task.{step.id}=answered:{{...}}"
        filled_in, stuck = _made(task.form, step.step.gives, f"the form of `{step.id}` asks for", key)
    who = task.assignee.partition(":")[2]
    many = 1 if word == "rejected" else task.approvals
    people = [who, *(f"{who}-{i}" for i in range(2, many + 1))]
    return Response(tuple(Decided(word, by, now, filled_in) for by in people), source, stuck)


@dataclass(frozen=True, slots=True)
class Sender:
    """What the envelope of an event says beside its payload."""

    org_id: str
    key: str
    at: datetime

    def envelope(self, event_type: str, contract: Contract, payload: Any) -> dict[str, Any]:
        return {
            "org_id": self.org_id,
            "event_type": event_type,
            "product": contract.source,
            "idempotency_key": f"dry-run-{self.key}",
            "occurred_at": format_instant(self.at),
            "payload": payload,
        }


def _send(world: World, step: StepDefinition, outcome: Outcome | None, wait: AwaitEvent, sender: Sender) -> Response:
    if outcome is not None and outcome.word == "timeout":
        return Response(() if wait.until is not None else (TimedOut(sender.at),), "assumed")
    payload, source, stuck = _payload(world, outcome, wait.event_type, step.contract, step.step.gives)
    event = sender.envelope(wait.event_type, step.contract, payload)
    if source == "example" and wait.key is not None:
        # An example is made to be the one that is waited for: it can prove nothing about the match.
        event = _with(event, wait.key[0], wait.key[1])
    return Response((Arrived(event),), source, stuck)


def trigger_event(world: World, trigger: Trigger, sender: Sender) -> tuple[dict[str, Any], Proof, str]:
    """The event that opens a flow, where it comes from, and why there can be none."""
    event_type = str(trigger.event_type)
    outcome = world.assumptions.trigger
    payload, source, stuck = _payload(world, outcome, event_type, trigger.contract, trigger.gives)
    if outcome is not None and outcome.word == "timeout":
        return {}, "assumed", f"no `{event_type}` comes, so nothing opens the flow"
    return sender.envelope(event_type, trigger.contract, payload), source, stuck


def _payload(
    world: World, outcome: Outcome | None, event_type: str, contract: Contract, gives: Check
) -> tuple[Any, Proof, str]:
    source: Proof = "assumed"
    if outcome is not None:
        payload = outcome.value
    elif event_type in world.fixtures.events:
        payload, source = world.fixtures.events[event_type], "fixture"
    else:
        payload, stuck = _made(contract.gives, gives, f"`{event_type}` says", f"--assume event.{event_type}={{...}}")
        return payload, "example", stuck
    problems = gives(payload)
    return payload, source, listed(f"the {source} payload is none of `{event_type}`", problems) if problems else ""


def _made(schema: Mapping[str, Any], check: Check, what: str, remedy: str) -> tuple[Any, str]:
    """An example, and why there is none."""
    made = example(schema) if schema else {}
    problems = check(made)
    return made, listed(f"no example can be made of what {what} ({remedy} says it)", problems) if problems else ""


def _with(event: Mapping[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The event with a value at a path, which begins at `event` or `payload`."""
    names = path[1:] if path[0] == "event" else path
    if not names:
        return dict(event)
    first, *rest = names
    below = event.get(first)
    inner = _with(below if isinstance(below, Mapping) else {}, ("event", *rest), value) if rest else value
    return {**event, first: inner}


def is_local(step: StepDefinition) -> bool:
    """Whether the step runs an action of this tenant itself."""
    return step.kind == "product_action" and step.step.said.product == LOCAL
