"""Whatever the flow and whatever happens: no illegal move, one active step, final ends, and traces that give the run.

Flows are drawn as graphs of steps with every way on; happenings are drawn blind, some at a wrong moment or place.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.flows.commands import Perform
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.engine import advance, create
from atelier_cli.flows.happening import Cancelled, Claimed, DeadlineReached, Happened, Happening, RetryDue
from atelier_cli.flows.moves import MOVES
from atelier_cli.flows.run import Run
from atelier_cli.flows.trace import Trace, replay
from atelier_cli.language.steps.protocol import Answered, Arrived, Decided, TimedOut, Unanswered
from tests.support.flows import definition, lowered

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
IDS = ["a", "b", "c", "d"]
WORDS = {
    "roles": ["clerk"],
    "skills": [{"code": "score", "output_schema": {"type": "object"}}],
    "products": [{"code": "post", "label": "Post", "actions": [{"code": "send"}]}],
    "event_types": [{"code": "post.came", "product": "post"}],
}
ways = st.sampled_from(IDS)
RETRY = st.none() | st.just({"max_attempts": 2, "initial": "PT1S"})


def step(id: str) -> st.SearchStrategy[dict[str, Any]]:
    next_, error, timeout = ways | st.just("end"), ways | st.just("fail"), ways | st.sampled_from(["fail", "halt"])
    saved = st.none() | st.just("x")
    # Most make sense at once; some only after another step, or never.
    inputs = st.sampled_from([{}, {"x": "$input.x"}, {"x": "$run.id"}, {"y": "$steps.b"}])
    expressions = st.sampled_from(["input.x == 1", "input.x != 1", "has(context.n)", "has(context.x)", "steps.a.n > 0"])

    def of(kind: str, with_: dict[str, Any], **ways_on: Any) -> st.SearchStrategy[dict[str, Any]]:
        fixed = {
            name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in with_.items()
        }
        return st.fixed_dictionaries(
            {"id": st.just(id), "kind": st.just(kind), "with": st.fixed_dictionaries(fixed), **ways_on}
        )

    return st.one_of(
        of(
            "sage_skill",
            {"skill": "score", "input": inputs},
            next=next_,
            on_error=error,
            on_timeout=timeout,
            retry=RETRY,
        ),
        of(
            "product_action",
            {"product": "post", "action": "send", "payload": inputs},
            next=next_,
            on_error=error,
            retry=RETRY,
            save_as=saved,
        ),
        of(
            "human_task",
            {
                "assignee": "role:clerk",
                "description": "Do.",
                "deadline": st.sampled_from([None, "P1D", "$now+P2D", "$input.x"]),
                "approvals": st.integers(1, 2),
            },
            next=next_,
            on_rejected=timeout,
            on_timeout=timeout,
        ),
        of(
            "event_wait",
            {
                "eventType": "post.came",
                "match": st.sampled_from([None, "payload.n == input.x", "payload.n == context.n"]),
                "timeoutMs": st.sampled_from([None, 1000]),
            },
            next=next_,
            on_timeout=timeout,
            save_as=saved,
        ),
        of("gate", {"expression": expressions, "onPass": next_, "onFail": ways | st.just("halt")}, on_error=error),
    )


def flow(steps: list[dict[str, Any]]) -> FlowDefinition:
    said = [{key: value for key, value in step.items() if value is not None} for step in steps]
    said = [{**step, "with": {k: v for k, v in step["with"].items() if v is not None}} for step in said]
    return definition(lowered({"flows": [{"key": "any", "label": "Any", "deadline": "P9D", "steps": said}]}, WORDS))


flows = st.tuples(*map(step, IDS)).map(list).map(flow)
ANSWERS = st.one_of(
    st.sampled_from([{}, {"n": 1}, {"m": 2}, 5]).map(Answered),
    st.sampled_from([Unanswered("down"), Unanswered("timeout", unknown=True)]),
)
EVENTS = st.sampled_from([Arrived({"payload": {"n": 1}}), Arrived({"payload": {}}), TimedOut(NOW)])
DECISIONS = st.one_of(
    st.builds(Decided, st.sampled_from(["approved", "rejected"]), st.sampled_from(["bo", "cy", "di"]), st.just(NOW)),
    st.just(TimedOut(NOW)),
)
#: What a run waits for, by why it waits; None for an answer.
FITTING = {None: ANSWERS, "wait_event": EVENTS, "wait_human": DECISIONS}


@st.composite
def happenings(draw: st.DrawFn, run: Run) -> Happening:
    """Something that may happen now; now and then addressed to another step, visit or attempt."""
    if draw(st.integers(0, 30)) == 0:
        far = NOW + timedelta(days=draw(st.sampled_from([1, 9])))
        rare: list[Happening] = [Claimed(NOW), Cancelled(NOW, "bo"), DeadlineReached(far)]
        return draw(st.sampled_from(rare))
    right = draw(st.integers(0, 9)) > 0
    address = (run.step or "a", run.visit) if right else (draw(ways), draw(st.integers(1, 3)))
    if run.reason == "wait_retry":
        return RetryDue(NOW, *address)
    attempt = run.attempt if right else draw(st.integers(1, 2))
    what: Any = draw(FITTING.get(run.reason, ANSWERS) if draw(st.integers(0, 9)) else ANSWERS | EVENTS | DECISIONS)
    return Happened(NOW, *address, attempt, what, draw(st.floats(0, 0.99)))


@settings(max_examples=100, deadline=None)
@given(flows, st.data())
def test_what_holds_of_every_run(definition: FlowDefinition, data: st.DataObject) -> None:
    run, traces, _ = create(definition, id="run-1", org_id="org-1", initiator="ana", at=NOW, input={"x": 1})
    all_traces: list[Trace] = [*traces]
    happening: Happening = Claimed(NOW)
    for _ in range(data.draw(st.integers(1, 12))):
        before = run
        run, traces, commands = advance(definition, before, happening)
        all_traces += traces

        assert advance(definition, before, happening) == (run, traces, commands)  # the same again, and nothing mutated
        assert before.status not in {"succeeded", "failed", "halted"} or (run.status, commands) == (before.status, ())
        performs = [command for command in commands if isinstance(command, Perform)]
        assert len(performs) <= 1
        assert all((one.step, one.visit, one.attempt) == (run.step, run.visit, run.attempt) for one in performs)
        assert not performs or run.status in {"running", "waiting"}
        assert run.status != "waiting" or run.reason is not None
        happening = data.draw(happenings(run))

    moves = [trace for trace in all_traces if trace.kind == "run.moved"]
    assert all(one.status_to in MOVES[one.status_from] for one in moves if one.status_from and one.status_to)
    ends = [one.status_to for one in moves]
    assert [one.status_from for one in moves] == ["pending", *ends][: len(moves)]
    assert [trace.seq for trace in all_traces] == list(range(1, len(all_traces) + 1))
    assert replay(all_traces) == run
