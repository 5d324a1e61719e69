"""What follows an action on the command line, in the same process: its flow is carried, and what it promised is told.

Whatever goes wrong then, the action stands: it is told, and changes nothing of what the action has answered.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from atelier_cli.actions.report import Report
from atelier_cli.errors import AtelierError
from atelier_cli.notify.delivering import Worker
from atelier_cli.notify.outside import Outside
from atelier_cli.operations.answers import said_of
from atelier_cli.operations.carry_submissions import Carried, carry
from atelier_cli.operations.deliver import Delivered, deliver, ways_out
from atelier_cli.operations.engine import plane_of
from atelier_cli.operations.settings import Project
from atelier_cli.operations.submit_action import Engine
from atelier_cli.rows.audit import Delivery, Outbox
from atelier_cli.rows.plane import Plane

Done = TypeVar("Done")

#: The outcomes that something is promised with.
_PROMISING = {"applied", "accepted"}


@dataclass(frozen=True, slots=True)
class FanOut:
    """What followed an action."""

    #: What became of its submission; None where there is none.
    carried: Carried | None = None
    #: The messages of the action, as they are now.
    deliveries: tuple[Delivery, ...] = ()
    #: Messages of other actions that were due as well.
    others: tuple[Delivery, ...] = ()
    #: The events of the action that no message goes out about.
    untold: tuple[str, ...] = ()
    #: What could not be done, and what to do about it; the action stands.
    troubles: tuple[str, ...] = ()


def worker_of(engine: Engine, plane: Plane) -> Worker:
    """Who delivers what a tenant has promised to tell."""
    return Worker(engine.store, plane, engine.clock, engine.ids, random.random)


def fan_out(
    project: Project, engine: Engine, report: Report, show: Callable[[Delivery], None], assume: tuple[str, ...] = ()
) -> FanOut:
    """What follows an action that has answered: nothing where it has promised nothing."""
    if report.outcome not in _PROMISING:
        return FanOut()
    plane = plane_of(engine.store, report.org)
    troubles: list[str] = []
    carried = None
    if report.submission is not None and report.outcome == "accepted":
        submission = report.submission
        carried = _tried(
            "the submission is not carried",
            troubles,
            lambda: carry(engine, plane, submission, said_of(project, assume)),
        )
    applied = None if carried is None else carried.report
    instants = (report.now,) if applied is None else (report.now, applied.now)
    followed = _tried(
        "not everything is told",
        troubles,
        lambda: _told(engine, plane, deliver(worker_of(engine, plane), _ways(project, plane, show)), instants),
    )
    return replace(followed or FanOut(), carried=carried, troubles=tuple(troubles))


def _told(engine: Engine, plane: Plane, delivered: Delivered, instants: tuple[datetime, ...]) -> FanOut:
    """What went out, that of the action apart: of what was promised at these instants."""
    own, untold = _promised(engine, plane, instants)
    return FanOut(
        deliveries=tuple(one for one in delivered.deliveries if one.outbox_id in own),
        others=tuple(one for one in delivered.deliveries if one.outbox_id not in own),
        untold=untold,
    )


def _promised(engine: Engine, plane: Plane, instants: tuple[datetime, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What was promised at some instants and has been taken up: the ids, and the events that nobody is told of."""
    wanted = {"kind": "notification", "state": "done", "due_at": instants}
    with engine.store.transaction() as transaction:
        events = transaction.find(plane, Outbox, wanted)
        ids = frozenset(one.id for one in events)
        told = {one.outbox_id for one in transaction.find(plane, Delivery, {"outbox_id": ids})} if ids else set()
    return ids, tuple(sorted({one.type for one in events if one.id not in told}))


def _ways(project: Project, plane: Plane, show: Callable[[Delivery], None]) -> Outside:
    return ways_out(project, plane.key, show)


def _tried(what: str, troubles: list[str], leg: Callable[[], Done]) -> Done | None:
    """What a leg comes to; None where it fails, which is told among the troubles."""
    try:
        return leg()
    except AtelierError as error:
        troubles.append(f"{what}: {error.message}" + (f" ({error.remedy})" if error.remedy else ""))
    except Exception as error:  # noqa: BLE001  # the action stands: nothing may make it look as if it did not
        troubles.append(f"{what}: Atelier failed, which is a bug in it: {type(error).__name__}: {error}")
    return None
