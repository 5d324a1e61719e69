"""Carries accepted submissions to their end: runs the flow that each names, then applies the action or does not.

The flow runs in this process, from its beginning: it asks fixtures and what is said of it, makes nothing up, and leaves
no traces but those of the actions that it calls. Where nobody answers, the submission goes on running, and carrying it
again begins anew with what is said then. It is applied once, whoever carries it and whenever they die.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Claim, Request
from atelier_cli.errors import NoInputError
from atelier_cli.flows import dry_run
from atelier_cli.flows.assumptions import parse
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.report import DryRun
from atelier_cli.flows.world import Fixtures, World
from atelier_cli.operations.local_actions import applying
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.operations.tenant_flows import open_flow
from atelier_cli.plan.mutation import Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Outbox, Submission
from atelier_cli.rows.plane import Plane
from atelier_cli.store.refusals import StaleError

#: The states that a submission is over in.
OVER = frozenset({"applied", "rejected", "failed"})


@dataclass(frozen=True, slots=True)
class Said:
    """What the flow may ask of the world, as far as somebody has said it."""

    fixtures: Fixtures
    #: Each `KEY=VALUE`, as in `task.sign-off=approved`.
    assume: tuple[str, ...] = ()
    #: Reads a file that an assumption names.
    read: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Carried:
    """A submission as it is now, with what brought it there."""

    submission: Submission
    #: What the flow did; None where none ran.
    run: DryRun | None = None
    #: What the action answered when it was to be applied; None where it was not.
    report: Report | None = None
    #: Why it goes no further here; empty where it does.
    waits: str = ""


def carry(engine: Engine, plane: Plane, submission_id: str, said: Said) -> Carried:
    """The submission, carried as far as it goes.

    Raises `NoInputError` where there is none of that id, and `UsageError` for an assumption that makes no sense.
    """
    submission = _begun(engine, plane, submission_id)
    if submission.state in OVER:
        # Whoever applied it may have died before they said so.
        _done(engine, plane, submission)
        return Carried(submission)
    application, slash, flow = submission.carrier.partition("/")
    if not slash or ":" in application:
        return Carried(submission, waits=f"{submission.carrier} carries it, and nobody here hears its answer")
    with engine.store.transaction() as transaction:
        opened = open_flow(transaction, plane, submission.carrier)
    if opened.definition is None:
        reason = opened.problems[0].message
        return Carried(submission, waits=f"the flow `{flow}` cannot run: {reason}")
    run = _run(engine, plane, submission, opened.definition, said)
    match run.status:
        case "succeeded":
            report = _applied(engine, plane, submission)
            return Carried(_now(engine, plane, submission.id), run, report)
        case "failed" | "halted":
            ended = _ended(engine, plane, submission, "failed" if run.status == "failed" else "rejected", run)
            return Carried(ended, run)
        case _:
            waits = run.stopped or (run.findings[0].message if run.findings else "the flow has not begun")
            return Carried(submission, run, waits=waits)


def _run(engine: Engine, plane: Plane, submission: Submission, flow: FlowDefinition, said: Said) -> DryRun:
    claim = _claim(submission)
    world = World(
        said.fixtures,
        parse(flow, said.assume, said.read),
        applying(engine, plane.key, flow.application, claim),
        invents=False,
    )
    start = dry_run.Start(
        tenant=plane.key,
        # The same whenever it is carried: the actions that the flow calls are done once.
        run_id=submission.id,
        org_id=plane.id,
        initiator=submission.actor_id or "",
        at=engine.clock.now().replace(microsecond=0),
        input=None if flow.input_schema is None else submission.input,
    )
    return dry_run.dry_run(flow, start, world)


def _claim(submission: Submission) -> Claim:
    """Whoever submitted it: what they may do is judged again, as it is now."""
    return Claim(submission.actor_id, tuple(submission.caller["believed"]), submission.caller.get("on_behalf_of"))


def _begun(engine: Engine, plane: Plane, submission_id: str) -> Submission:
    """The submission, which runs from now on unless it is over."""
    with engine.store.transaction(write=True, shared=True) as transaction:
        key = (submission_id,)
        found = transaction.get(plane, Submission, [key], lock=True).get(key)
        if found is None:
            raise NoInputError(f"there is no submission `{submission_id}`", "see `atelier submissions list`")
        if found.state != "accepted":
            return found
        running = {"state": "running", "run_id": found.id}
        transaction.apply(Plan(mutations=(Update(plane, Submission, key, running),)))
    return replace(found, state="running", run_id=found.id)


def _applied(engine: Engine, plane: Plane, submission: Submission) -> Report:
    """What the action answers now that it is to be applied; refused, it changes nothing but the submission."""
    source = submission.source
    request = Request(
        "apply",
        submission.action_code,
        _claim(submission),
        targets=() if submission.entity_id is None else (f"{submission.entity_type}/{submission.entity_id}",),
        parameters=submission.parameters,
        placement=source.get("placement"),
        source_id=source.get("id"),
        source_type=source.get("type"),
        submission=submission.id,
    )
    report = submit(engine, plane.key, request)
    if report.ok:
        _done(engine, plane, submission)
    elif _now(engine, plane, submission.id).state == "running":
        _finish(engine, plane, submission, "rejected", report.to_json())
    return report


def _ended(engine: Engine, plane: Plane, submission: Submission, state: str, run: DryRun) -> Submission:
    """The submission whose flow did not come to a good end."""
    told = {"flow": run.flow, "status": run.status, "reason": run.status_reason, "fault": run.fault}
    _finish(engine, plane, submission, state, {**submission.report, "flow": told})
    return _now(engine, plane, submission.id)


def _finish(engine: Engine, plane: Plane, submission: Submission, state: str, report: object) -> None:
    over = {"state": state, "report": report, "finished_at": engine.clock.now()}
    _write(engine, plane, submission, Update(plane, Submission, (submission.id,), over, {"state": "running"}))


def _done(engine: Engine, plane: Plane, submission: Submission) -> None:
    _write(engine, plane, submission)


def _write(engine: Engine, plane: Plane, submission: Submission, *mutations: Mutation) -> None:
    """Ends the promise to carry the submission, together with the mutations."""
    with engine.store.transaction(write=True, shared=True) as transaction:
        due = transaction.find(plane, Outbox, {"dedup_key": f"{submission.id}/submission", "state": "pending"})
        done = {"state": "done", "done_at": engine.clock.now()}
        ended = tuple(Update(plane, Outbox, (one.id,), done) for one in due)
        try:
            transaction.apply(Plan(mutations=(*mutations, *ended)))
        except StaleError:
            # Somebody else has brought it to its end in the meantime: theirs is the one that counts.
            return


def _now(engine: Engine, plane: Plane, submission_id: str) -> Submission:
    with engine.store.transaction() as transaction:
        return transaction.get(plane, Submission, [(submission_id,)])[(submission_id,)]
