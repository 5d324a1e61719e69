"""Submits an action: judges it, shows what it would do, or does it, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from atelier_cli.actions import bulk
from atelier_cli.actions.attempt import Attempt, Target
from atelier_cli.actions.audit import event_of, storable
from atelier_cli.actions.digest import Key
from atelier_cli.actions.organisation import Organisation, organisation
from atelier_cli.actions.pipeline import OPENING, judged, passed, settled
from atelier_cli.actions.report import Error, Report
from atelier_cli.actions.reporting import report_of, whole_report
from atelier_cli.actions.request import Claim, Request
from atelier_cli.actions.stages.write import replies
from atelier_cli.actions.targets import targets_of
from atelier_cli.actions.vocabulary import Known
from atelier_cli.actions.well_formed import faults
from atelier_cli.clock import Clock
from atelier_cli.errors import UnavailableError
from atelier_cli.ids import FixedIds, Ids
from atelier_cli.operations import planes
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import EditEvent, Submission
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Store, Transaction
from atelier_cli.store.refusals import StaleError, TakenError

#: How often a submission is begun again that met another one on its way; then the caller is told.
_ATTEMPTS = 4


def unseen(_done: int, _total: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What actions run on, for one process or for many threads of one."""

    store: Store
    clock: Clock
    ids: Ids
    key: Key
    known: Known = field(default_factory=Known)
    #: Is told how far a bulk is.
    progress: bulk.Progress = unseen


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a transaction came to."""

    report: Report
    #: What tells of a refusal, once what was tried is rolled back.
    events: tuple[EditEvent, ...] = ()


class _RolledBack(Exception):  # noqa: N818  # no error: it ends a transaction of which nothing is to stay
    """Nothing of the transaction is to stay but its answer."""

    def __init__(self, plane: Plane, answer: _Answer) -> None:
        super().__init__()
        self.plane = plane
        self.answer = answer


def submit(engine: Engine, tenant: str | None, request: Request) -> Report:
    """What the action answers.

    An apply that is refused changes nothing, and leaves an audit row. Raises `RefusedError` where there is no such
    tenant, and `UnavailableError` where the database, or a lock in it, cannot be had.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            return _submitted(engine, tenant, request)
        except (TakenError, StaleError) as error:
            # Somebody else was faster: what is true now may allow it, refuse it, or answer it.
            if not left:
                return _given_up(engine, tenant, request, error)
        except UnavailableError:
            if request.idempotency_key is None or request.exit != "apply":
                raise
            return _given_up(engine, tenant, request, None)
    raise AssertionError


def _submitted(engine: Engine, tenant: str | None, request: Request) -> Report:
    try:
        return _in_transaction(engine, tenant, request)
    except _RolledBack as refused:
        _record(engine, refused.plane, refused.answer.events)
        return refused.answer.report


def _in_transaction(engine: Engine, tenant: str | None, request: Request) -> Report:
    applies = request.exit == "apply"
    with engine.store.transaction(write=applies, shared=applies) as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        answer = _answer(engine, transaction, plane, request)
        if answer.events:
            raise _RolledBack(plane, answer)
        return answer.report


def _record(engine: Engine, plane: Plane, events: Sequence[EditEvent]) -> None:
    """Writes the audit rows of a refusal, in a transaction of their own."""
    with engine.store.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=tuple(Insert(plane, event) for event in events)))


def _answer(engine: Engine, transaction: Transaction, plane: Plane, request: Request) -> _Answer:
    attempt = _begun(engine, plane, request)
    if attempt.is_over:
        return _refusal(attempt)
    carried = _carried(transaction, plane, request)
    if carried is not None:
        return _Answer(carried)
    seen = organisation(transaction, plane, engine.known, believes_roles=engine.store.believes_roles)
    attempt = passed(attempt, seen, OPENING)
    if attempt.is_over:
        return _refusal(attempt)
    targets = targets_of(request, attempt.defined)
    if isinstance(targets, Error):
        return _refusal(attempt.but(phase="load").refused(targets))
    if attempt.defined.kind == "bulk":
        return _bulk(attempt, seen, targets, engine.progress)
    attempt = judged(attempt.but(target=targets[0] if targets else None), seen)
    return _refusal(attempt) if attempt.is_over else _Answer(report_of(settled(attempt, transaction)))


def _carried(transaction: Transaction, plane: Plane, request: Request) -> Report | None:
    """What came of the submission that is to be carried out, where somebody else has brought it to its end."""
    if request.submission is None:
        return None
    key = (request.submission,)
    found = transaction.get(plane, Submission, [key], lock=True).get(key)
    if found is None or found.finished_at is None:
        return None
    return replace(Report.from_json(found.report), replayed=True)


def _begun(engine: Engine, plane: Plane, request: Request) -> Attempt:
    """The attempt at its beginning; a request that makes no sense is refused, and only its bare bones are kept."""
    wrong = tuple(faults(request))
    if wrong:
        named = None if request.action is None else storable(request.action)
        user = None if request.claim.user is None else storable(request.claim.user)
        request = Request(exit=request.exit, action=named, claim=Claim(user))
    # A preview consumes no ids: those that it shows are nobody's.
    ids = engine.ids if request.exit == "apply" else FixedIds(_NOBODY)
    attempt = Attempt(request=request, plane=plane, now=engine.clock.now(), key=engine.key, ids=ids)
    return attempt.refused(*wrong) if wrong else attempt


#: What the ids of a preview begin with.
_NOBODY = "00000000-0000-7000-8000-000000000000"


def _refusal(attempt: Attempt) -> _Answer:
    """The answer of an attempt that is over: refused, which an apply leaves an audit row of, or answered before."""
    refused = attempt.applies and bool(attempt.errors)
    return _Answer(report_of(attempt), (event_of(attempt, attempt.ids.new()),) if refused else ())


def _bulk(attempt: Attempt, seen: Organisation, targets: tuple[Target, ...], progress: bulk.Progress) -> _Answer:
    event_id = attempt.ids.new() if attempt.applies else ""
    items = bulk.each(attempt, seen, targets, event_id, progress)
    report = whole_report(attempt, items)
    if not attempt.applies:
        return _Answer(report)
    whole = attempt.but(outcome=report.outcome, errors=report.errors, phase=report.phase)
    events = [event_of(one, attempt.ids.new(), parent_id=event_id) for one in items if one.errors]
    events.append(event_of(whole, event_id))
    if report.outcome == "rejected":
        return _Answer(report, tuple(events))
    written = [Insert(attempt.plane, event) for event in events]
    seen.transaction.apply(Plan(mutations=(*written, *replies(whole, report))))
    return _Answer(report)


def _given_up(engine: Engine, tenant: str | None, request: Request, error: TakenError | StaleError | None) -> Report:
    """The answer to a submission that met others again and again, or waited too long for one with its key."""
    if error is None:
        refusal = Error("in_progress", "/idempotency_key", "a request with this key is being worked on")
    else:
        refusal = bulk.refusal(error)
    with engine.store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        seen = organisation(transaction, plane, engine.known, believes_roles=engine.store.believes_roles)
        attempt = passed(_begun(engine, plane, request), seen, OPENING)
    if not attempt.is_over:
        attempt = attempt.refused(refusal)
    answer = _refusal(attempt)
    if answer.events:
        _record(engine, plane, answer.events)
    return answer.report
