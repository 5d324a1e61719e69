"""The inbox of a person: what is in it, and what of it is read."""

from datetime import timedelta

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.errors import NoInputError, RefusedError
from atelier_cli.ids import FixedIds
from atelier_cli.notify.delivering import Worker
from atelier_cli.notify.outside import Outside
from atelier_cli.operations.deliver import deliver
from atelier_cli.operations.notices import list_notices, mark_read
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Outbox
from atelier_cli.store.protocol import Store
from tests.conftest import NOW
from tests.support.notified_town import furnish
from tests.support.rows import TENANT


@pytest.fixture
def town(store: Store) -> Store:
    """A tenant in whose inboxes ana and rui have two notices each, the second a minute younger."""
    furnish(store)
    for number, what in enumerate(("pothole", "lamp")):
        at = NOW + timedelta(minutes=number)
        promise = Outbox(
            id=f"o-{number}", dedup_key=f"k-{number}", kind="notification", type="report.closed", application="desk",
            payload={"what": what}, event_id=None, state="pending", attempts=0, due_at=at, created_at=at, done_at=None,
            error=None,
        )  # fmt: skip
        with store.transaction(write=True, shared=True) as transaction:
            transaction.apply(Plan(mutations=(Insert(TENANT, promise),)))
        worker = Worker(store, TENANT, FixedClock(at), FixedIds(f"n{number}"), lambda: 0.5)
        deliver(worker, Outside(TENANT.key, lambda _: None))
    return store


def subjects(store: Store, user: str, *, unread: bool = False) -> list[str]:
    return [one.subject for one in list_notices(store, TENANT.key, user, 10, unread=unread)]


def test_the_latest_is_first(town: Store) -> None:
    assert subjects(town, "ana") == ["Done: lamp", "Done: pothole"]
    assert len(list_notices(town, TENANT.key, "ana", 1, unread=False)) == 1


def test_what_is_marked_is_read_from_then_on(town: Store) -> None:
    first = list_notices(town, TENANT.key, "ana", 10, unread=False)[0]
    marked = mark_read(town, TENANT.key, "ana", [first.id], FixedClock(NOW))
    assert [(one.id, one.read_at) for one in marked] == [(first.id, NOW)]
    assert subjects(town, "ana", unread=True) == ["Done: pothole"]
    assert mark_read(town, TENANT.key, "ana", [first.id], FixedClock(NOW)) == ()
    assert len(mark_read(town, TENANT.key, "ana", [], FixedClock(NOW))) == 1
    assert (subjects(town, "ana", unread=True), len(subjects(town, "rui", unread=True))) == ([], 2)


def test_nobody_marks_what_is_in_anothers_inbox(town: Store) -> None:
    other = list_notices(town, TENANT.key, "rui", 10, unread=False)[0]
    with pytest.raises(NoInputError, match="`ana` has no notice"):
        mark_read(town, TENANT.key, "ana", [other.id], FixedClock(NOW))
    assert len(subjects(town, "rui", unread=True)) == 2


def test_who_is_nobody_has_no_inbox(town: Store) -> None:
    with pytest.raises(RefusedError, match="there is no person `zoe`"):
        list_notices(town, TENANT.key, "zoe", 10, unread=False)
