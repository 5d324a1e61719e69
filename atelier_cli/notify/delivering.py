"""Brings what an organisation has promised to tell to those it is for.

A promise is taken up in one transaction that makes its deliveries, so that each is made once. A delivery is claimed in
a transaction, sent outside of any, and marked in another: a worker that dies in between leaves a claim that runs out,
and the message is sent again under the same id, by which whoever receives it knows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from atelier_cli.clock import Clock
from atelier_cli.events.outbox import after_failure
from atelier_cli.ids import Ids
from atelier_cli.notify.channels import CHANNELS
from atelier_cli.notify.channels.protocol import SendError
from atelier_cli.notify.compose import compose
from atelier_cli.notify.occasion import occasion, rules_about
from atelier_cli.notify.outside import Outside
from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Delivery, Outbox
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import key_of
from atelier_cli.store.protocol import AtMost, Store, Transaction

RecordT = TypeVar("RecordT", Outbox, Delivery)

#: How long a claim is good for: longer than any channel waits for an answer.
CLAIM = timedelta(minutes=2)
#: How many records are looked for at once.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Worker:
    """All that delivering takes."""

    store: Store
    plane: Plane
    clock: Clock
    ids: Ids
    #: Draws how much of a pause is waited, from 0 to 1.
    chance: Callable[[], float]


def take_up(worker: Worker) -> tuple[Delivery, ...]:
    """Makes the deliveries of all events that are due to be told, and tells which they are."""
    made: list[Delivery] = []
    for event in _due(worker, Outbox, {"kind": "notification"}):
        with worker.store.transaction(write=True, shared=True) as transaction:
            made.extend(_taken_up(worker, transaction, event))
    return tuple(made)


def send(worker: Worker, outside: Outside) -> tuple[Delivery, ...]:
    """Sends all deliveries that are due, each once, and tells what became of them."""
    claims = (_claimed(worker, one) for one in _due(worker, Delivery, {}))
    return tuple(_sent(worker, one, outside) for one in claims if one is not None)


def _due(worker: Worker, record_class: type[RecordT], where: Mapping[str, Any]) -> Iterator[RecordT]:
    """The records that are due when it begins, the longest due first; each once."""
    wanted = {**where, "state": "pending", "due_at": AtMost(worker.clock.now())}
    seen: set[str] = set()
    while True:
        with worker.store.transaction() as transaction:
            found = transaction.find(worker.plane, record_class, wanted, order=("due_at",), limit=_BATCH + len(seen))
        new = [one for one in found if one.id not in seen]
        if not new:
            return
        seen.update(one.id for one in new)
        yield from new


def _taken_up(worker: Worker, transaction: Transaction, event: Outbox) -> tuple[Delivery, ...]:
    """Makes the deliveries of an event, unless somebody else has."""
    current = _locked(worker, transaction, event)
    if current is None:
        return ()
    at = worker.clock.now()
    rules = rules_about(transaction, worker.plane, current.type)
    told = occasion(transaction, worker.plane, current.type, rules.applications)
    made = compose(current, rules, told, at, worker.ids)
    done = {"state": "done", "done_at": at, "attempts": current.attempts + 1}
    _write(transaction, *(Insert(worker.plane, one) for one in made), _update(worker, current, done))
    return made


def _claimed(worker: Worker, delivery: Delivery) -> Delivery | None:
    """The delivery, which nobody else sends for a while; None where somebody else has claimed it."""
    with worker.store.transaction(write=True, shared=True) as transaction:
        current = _locked(worker, transaction, delivery)
        if current is None or current.attempts != delivery.attempts:
            return None
        claim: dict[str, Any] = {"attempts": current.attempts + 1, "due_at": worker.clock.now() + CLAIM}
        _write(transaction, _update(worker, current, claim))
    return replace(current, **claim)


def _sent(worker: Worker, delivery: Delivery, outside: Outside) -> Delivery:
    """The delivery as it is once it was sent, or could not be."""
    channel = CHANNELS[delivery.channel]
    at = worker.clock.now()
    records: tuple[Mutation, ...] = ()
    try:
        channel.send(delivery, outside, at)
    except SendError as error:
        become = {"state": "dead", "error": str(error)} if error.final else _later(worker, delivery, error)
    else:
        become = {"state": "sent", "sent_at": at, "error": None}
        records = tuple(Insert(worker.plane, one) for one in channel.records(delivery, worker.ids.new(), at))
    with worker.store.transaction(write=True, shared=True) as transaction:
        current = _locked(worker, transaction, delivery)
        # Who took longer than the claim is good for may find that somebody else has sent it again.
        if current is not None and current.attempts == delivery.attempts:
            _write(transaction, *records, _update(worker, current, become))
    return replace(delivery, **become)


def _later(worker: Worker, delivery: Delivery, error: SendError) -> dict[str, Any]:
    return dict(after_failure(delivery.attempts, str(error), worker.clock.now(), worker.chance()))


def _locked(worker: Worker, transaction: Transaction, one: RecordT) -> RecordT | None:
    """The record as it is now, locked; None where it is not pending any more."""
    current = transaction.get(worker.plane, type(one), [key_of(one)], lock=True).get(key_of(one))
    return current if current is not None and current.state == "pending" else None


def _update(worker: Worker, record: Outbox | Delivery, values: Mapping[str, Any]) -> Update:
    return Update(worker.plane, type(record), key_of(record), values)


def _write(transaction: Transaction, *mutations: Mutation) -> None:
    transaction.apply(Plan(mutations=mutations))
