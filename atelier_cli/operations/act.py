"""What follows an action on the command line, in the same process: its flow is carried, and what it promised is told.

Whatever goes wrong then, the action stands: it is told, and changes nothing of what the action has answered.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from atelier_cli.actions.report import Report
from atelier_cli.clock import Clock
from atelier_cli.errors import AtelierError, NoInputError
from atelier_cli.flows.world import Fixtures
from atelier_cli.ids import Ids
from atelier_cli.notify.delivering import Worker
from atelier_cli.notify.outside import Outside
from atelier_cli.operations import planes
from atelier_cli.operations.calling import read_text
from atelier_cli.operations.carry_submissions import Carried, Said, carry
from atelier_cli.operations.deliver import deliver, ways_out
from atelier_cli.operations.fixtures import fixtures_of
from atelier_cli.operations.installation_key import key_of
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import Project
from atelier_cli.operations.submit_action import Engine
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Store

Done = TypeVar("Done")

#: The outcomes that something is promised with.
_PROMISING = {"applied", "accepted"}


@dataclass(frozen=True, slots=True)
class FanOut:
    """What followed an action."""

    #: What became of its submission; None where there is none.
    carried: Carried | None = None
    #: The messages that were due, as they are now.
    deliveries: tuple[Delivery, ...] = ()
    #: What could not be done, and what to do about it; the action stands.
    troubles: tuple[str, ...] = ()


def engine_of(project: Project, store: Store, clock: Clock, ids: Ids) -> Engine:
    """What actions of a project run on; raises as `key_of` does."""
    return Engine(store, clock, ids, key_of(project.settings.database, project.root))


def plane_of(store: Store, tenant: str | None) -> Plane:
    """The tenant of that name, or the only one; raises `RefusedError` where it cannot be told which."""
    with store.transaction() as transaction:
        return planes.tenant(transaction.planes(), tenant)


def worker_of(engine: Engine, plane: Plane) -> Worker:
    """Who delivers what a tenant has promised to tell."""
    return Worker(engine.store, plane, engine.clock, engine.ids, random.random)


def said_of(project: Project, assume: tuple[str, ...]) -> Said:
    """What a flow may ask of the world: the fixtures of the project, and what is assumed."""
    try:
        fixtures = fixtures_of(open_files(project))
    except NoInputError:
        fixtures = Fixtures()
    return Said(fixtures, assume, read_text)


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
    sent = _tried(
        "not everything is told", troubles, lambda: deliver(worker_of(engine, plane), _ways(project, plane, show))
    )
    return FanOut(carried, () if sent is None else sent.deliveries, tuple(troubles))


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
