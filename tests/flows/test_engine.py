"""What the kernel does with each happening: for what case files cannot show, since a dry run's world behaves."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from atelier_cli.flows.commands import Perform, SetTimer, Withdraw
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.engine import Advanced, advance, create
from atelier_cli.flows.happening import Cancelled, Claimed, DeadlineReached, Happened, Happening, RetryDue
from atelier_cli.flows.run import Run
from atelier_cli.flows.trace import replay
from atelier_cli.language.steps.protocol import Answered, Arrived, AwaitEvent, Decided, TimedOut, Unanswered
from tests.support.flows import definition, lowered

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SHEET = {
    "flows": [
        {
            "key": "all",
            "label": "All",
            "deadline": "P10D",
            "steps": [
                {
                    "id": "ask",
                    "kind": "sage_skill",
                    "with": {"skill": "score", "input": {"at": "$now"}},
                    "save_as": "score",
                    "retry": {"max_attempts": 3, "initial": "PT10S", "jitter": "full", "retry_on": ["timeout", "down"]},
                },
                {
                    "id": "call",
                    "kind": "product_action",
                    "with": {"product": "post", "action": "send", "payload": {"to": "x"}},
                    "save_as": "sent",
                    "retry": {"max_attempts": 3},
                    "on_error": "sign",
                },
                {
                    "id": "hear",
                    "kind": "event_wait",
                    "with": {
                        "eventType": "post.came",
                        "match": "payload.id == context.sent.id && payload.n > 1",
                        "timeoutMs": 60000,
                        "lookback": "PT1H",
                    },
                    "save_as": "heard",
                    "on_timeout": "halt",
                },
                {
                    "id": "sign",
                    "kind": "human_task",
                    "with": {
                        "assignee": "role:clerk",
                        "description": "Sign.",
                        "approvals": 2,
                        "deadline": "P1D",
                        "forbid": ["initiator"],
                    },
                    "save_as": "signed",
                    "on_rejected": "fail",
                },
            ],
        }
    ]
}
WORDS = {
    "roles": ["clerk"],
    "skills": [{"code": "score", "output_schema": {"type": "integer"}}],
    "products": [
        {
            "code": "post",
            "label": "Post",
            "actions": [
                {
                    "code": "send",
                    "effect": "at_most_once",
                    "result_schema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
                    "artifact": {"kind": "letter", "id": "id"},
                }
            ],
        }
    ],
    "event_types": [{"code": "post.came", "product": "post"}],
}


@cache
def flow() -> FlowDefinition:
    return definition(lowered(SHEET, WORDS))


def new(initiator: str = "ana") -> Advanced:
    return create(flow(), id="run-1", org_id="org-1", initiator=initiator, at=NOW)


class Life:
    """A run and all that was traced and commanded in it."""

    def __init__(self, initiator: str = "ana") -> None:
        self.run, self.traces, self.commands = new(initiator)
        self.at = NOW

    @property
    def asked(self) -> Perform:
        """What was asked of the world last."""
        return next(command for command in self.commands if isinstance(command, Perform))

    def happen(self, happening: Happening) -> "Life":
        self.run, traces, self.commands = advance(flow(), self.run, happening)
        self.traces += traces
        return self

    def now(self, what: Any, chance: float = 0.0) -> "Life":
        run = self.run
        return self.happen(Happened(self.at, str(run.step), run.visit, run.attempt, what, chance))

    def to(self, step: str) -> "Life":
        """Goes along the main path to a step."""
        answers: dict[str, Any] = {
            "ask": Answered(7),
            "call": Answered({"id": "l-1"}),
            "hear": Arrived({"payload": {"id": "l-1", "n": 2}}),
        }
        self.happen(Claimed(self.at))
        while self.run.step != step:
            self.now(answers[str(self.run.step)])
        return self

    @property
    def kinds(self) -> list[str]:
        return [trace.kind for trace in self.traces]


def state(run: Run) -> tuple[str, str | None, str | None]:
    return run.status, run.reason, run.step


def test_that_a_new_run_is_pending_and_has_a_deadline() -> None:
    run, traces, commands = new()

    assert state(run) == ("pending", None, None)
    assert commands == (SetTimer("deadline", NOW + timedelta(days=10)),)
    assert [trace.kind for trace in traces] == ["run.created"]


def test_the_main_path() -> None:
    life = Life().to("sign").now(Decided("approved", "bo", NOW)).now(Decided("approved", "cy", NOW))

    assert state(life.run) == ("succeeded", None, "sign")
    assert life.run.context["signed"] == {
        "decision": "approved",
        "by": "cy",
        "at": "2026-11-22T09:00:00Z",
        "data": None,
    }
    assert [trace.seq for trace in life.traces] == list(range(1, len(life.traces) + 1))
    assert replay(life.traces) == life.run


def test_that_an_effect_keeps_its_key_for_all_attempts_of_a_visit_and_sends_the_same() -> None:
    life = Life().to("ask")
    first = life.asked
    life.now(Unanswered("down"), chance=0.5)
    assert state(life.run) == ("waiting", "wait_retry", "ask")
    assert life.commands == (SetTimer("retry", NOW + timedelta(seconds=5), "ask", 1),)

    life.at = NOW + timedelta(seconds=5)
    life.happen(RetryDue(life.at, "ask", 1))

    assert life.asked == replace(first, attempt=2)
    assert [command for command in life.commands if command != life.asked] == [Withdraw("ask", 1)]


def test_that_an_answer_to_an_earlier_attempt_is_late() -> None:
    life = Life().to("ask").now(Unanswered("down"))
    life.happen(RetryDue(NOW, "ask", 1))
    before = life.run

    life.happen(Happened(NOW, "ask", 1, 1, Answered(7)))

    assert life.kinds[-1] == "late"
    assert life.run == replace(before, next_seq=before.next_seq + 1)


def test_that_attempts_run_out() -> None:
    life = Life().to("ask")
    for _ in range(2):
        life.now(Unanswered("down")).happen(RetryDue(NOW, "ask", 1))

    life.now(Unanswered("down", "still"))

    assert state(life.run) == ("failed", "retries_exhausted", "ask")
    assert life.run.fault is not None
    assert life.run.fault.message == "still"


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (Unanswered("timeout", unknown=True), "timeout"),
        (Unanswered("forbidden"), "retries_exhausted"),
        (Answered("seven"), "retries_exhausted"),
    ],
)
def test_that_only_some_errors_are_tried_again(what: Any, reason: str) -> None:
    life = Life().to("ask")
    while life.run.reason != reason and not life.run.is_over:
        life.now(what)
        if life.run.reason == "wait_retry":
            life.happen(RetryDue(NOW, "ask", 1))

    assert (life.run.reason, life.run.attempt) == (reason, 3 if reason == "timeout" else 1)


@pytest.mark.parametrize("what", [Unanswered("down", unknown=True), Answered({"no": "id"})])
def test_that_what_may_be_done_once_at_most_is_not_done_again(what: Any) -> None:
    life = Life().to("call").now(what)

    assert state(life.run) == ("waiting", "wait_human", "sign")


def test_that_what_was_surely_not_done_is_tried_again() -> None:
    assert state(Life().to("call").now(Unanswered("down")).run) == ("waiting", "wait_retry", "call")


def test_that_an_action_is_traced_with_what_it_made() -> None:
    life = Life().to("hear")
    (done,) = [trace for trace in life.traces if trace.kind == "step.completed" and trace.step_id == "call"]

    assert (done.product, done.action, done.artifact_kind, done.artifact_id) == ("post", "send", "letter", "l-1")


def test_what_a_wait_asks_for() -> None:
    life = Life().to("hear")
    until = NOW + timedelta(minutes=1)

    assert life.asked.command == AwaitEvent("post.came", NOW - timedelta(hours=1), until, (("payload", "id"), "l-1"))
    assert SetTimer("timeout", until, "hear", 1) in life.commands


def test_that_an_event_that_does_not_match_changes_nothing() -> None:
    life = Life().to("hear")
    before = life.run

    life.now(Arrived({"payload": {"id": "l-1", "n": 1}})).now(Arrived({"payload": {"id": "l-1"}}))

    assert life.kinds[-2:] == ["event.unmatched", "event.unmatched"]
    assert life.run == replace(before, next_seq=before.next_seq + 2)


def test_that_of_an_event_and_a_time_out_one_wins() -> None:
    life = Life().to("hear")
    visit = Happened(NOW, "hear", 1, 1, TimedOut(NOW))
    life.now(Arrived({"payload": {"id": "l-1", "n": 2}})).happen(visit)
    assert life.kinds[-1] == "late"

    other = Life().to("hear").happen(visit).now(Arrived({"payload": {"id": "l-1", "n": 2}}))
    assert state(other.run) == ("halted", "timeout", "hear")
    assert other.kinds[-1] == "late"


def test_that_one_of_two_approvals_waits_on_and_nobody_counts_twice() -> None:
    life = Life().to("sign").now(Decided("approved", "bo", NOW))
    assert (state(life.run), life.run.agreed) == (("waiting", "wait_human", "sign"), ("bo",))

    life.now(Decided("approved", "bo", NOW))
    assert (life.traces[-1].kind, life.traces[-1].error_code) == ("refused", "already_decided")
    life.now(Decided("answered", "ana", NOW))
    assert life.traces[-1].error_code == "four_eyes"
    life.now(Decided("expired", "cy", NOW))
    assert life.traces[-1].error_code == "unknown_decision"
    assert state(life.run) == ("waiting", "wait_human", "sign")

    life.now(Decided("answered", "cy", NOW))
    assert life.run.status == "succeeded"
    assert Withdraw("sign", 1) in life.commands


def test_that_one_rejection_is_enough() -> None:
    life = Life().to("sign").now(Decided("approved", "bo", NOW)).now(Decided("rejected", "cy", NOW, "no"))

    assert state(life.run) == ("failed", "rejected", "sign")
    assert life.run.context["signed"]["data"] == "no"


def test_that_an_expired_task_never_approves_itself() -> None:
    life = Life().to("sign").now(Decided("approved", "bo", NOW)).now(TimedOut(NOW))

    assert state(life.run) == ("failed", "timeout", "sign")
    assert life.run.outputs["sign"]["decision"] == "expired"


@pytest.mark.parametrize("step", ["ask", "call", "hear", "sign"])
def test_that_the_deadline_and_a_cancellation_end_a_run_anywhere(step: str) -> None:
    until = NOW + timedelta(days=10)
    early = Life().to(step).happen(DeadlineReached(until - timedelta(seconds=1)))
    assert early.kinds[-1] == "late"

    assert state(Life().to(step).happen(DeadlineReached(until)).run) == ("failed", "deadline", step)
    cancelled = Life().to(step).happen(Cancelled(NOW, "bo"))
    assert state(cancelled.run) == ("halted", "cancelled", step)
    assert cancelled.traces[-1].actor_id == "bo"


def test_that_a_pending_run_may_be_cancelled_and_may_miss_its_deadline() -> None:
    assert state(Life().happen(Cancelled(NOW, "bo")).run) == ("halted", "cancelled", None)
    assert state(Life().happen(DeadlineReached(NOW + timedelta(days=10))).run) == ("failed", "deadline", None)


@pytest.mark.parametrize(
    "happening",
    [Claimed(NOW), Cancelled(NOW, "bo"), DeadlineReached(NOW + timedelta(days=99)), RetryDue(NOW, "sign", 1)],
)
def test_that_a_run_that_is_over_stays_so(happening: Happening) -> None:
    life = Life().to("sign").now(Decided("rejected", "cy", NOW))
    before = life.run

    life.happen(happening)

    assert life.run == replace(before, next_seq=before.next_seq + 1)
    assert (life.kinds[-1], life.commands) == ("late", ())


@pytest.mark.parametrize("what", [Arrived({"payload": {}}), Decided("approved", "bo", NOW), TimedOut(NOW)])
def test_that_a_step_that_waits_for_an_answer_takes_nothing_else(what: Any) -> None:
    life = Life().to("ask").now(what)

    assert life.kinds[-1] == "late"


def test_that_traces_are_json() -> None:
    life = Life().to("sign").now(Decided("rejected", "cy", NOW, {"why": "no"}))

    assert [json.loads(json.dumps(trace.payload)) for trace in life.traces] == [trace.payload for trace in life.traces]
