"""Submissions at the same time, on a database that locks rows."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from atelier_cli.actions.report import Report
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.rows.entity import Entity
from atelier_cli.store.open import open_store
from tests.support.acting import LISBON, Desk, codes, desk_of

CLOSE: dict[str, Any] = {"give": {"resolution": "repaired", "note": "x"}}


@pytest.fixture
def shared(desk_database: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk on PostgreSQL whose submissions wait for each other as long as it takes."""
    store = open_store(desk_database, tmp_path, lock_timeout=20)
    yield Desk(store, ids=TimeOrderedIds())
    store.close()


def at_once(*asks: Callable[[], Report]) -> list[Report]:
    """The answers of submissions that begin at the same moment."""
    start = Barrier(len(asks))

    def run(ask: Callable[[], Report]) -> Report:
        start.wait()
        return ask()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(run, asks))


def queued(desk: Desk, *asks: Callable[[], Report]) -> list[Report]:
    """The answers of submissions that all wait for one lock, which is given up when they do."""
    with ThreadPoolExecutor(len(asks)) as pool:
        with desk.store.transaction(write=True, shared=True) as transaction:
            transaction.get(LISBON, Entity, [("r1",)], lock=True)
            waiting = [pool.submit(ask) for ask in asks]
        return [one.result() for one in waiting]


def test_of_two_callers_with_the_same_etag_one_wins(shared: Desk) -> None:
    """A52, A46: the other is told which fields it lost."""
    etags = {"report/r1": shared.preview("close", "report/r1", **CLOSE).etag or ""}
    found = queued(
        shared,
        lambda: shared.ask("close", "report/r1", if_match=etags, **CLOSE),
        lambda: shared.ask("close", "report/r1", by="dora", if_match=etags, **CLOSE),
    )
    won, lost = sorted(found, key=lambda one: not one.ok)
    assert (won.outcome, codes(lost), lost.status) == ("applied", ["stale_target"], 409)
    assert lost.errors[0].fields == ("closed_at", "note", "resolution", "status")
    assert shared.entity("r1").version == 2


def test_both_win_where_what_they_touch_is_unrelated(shared: Desk) -> None:
    """A52, A46"""
    note = {"report/r1": shared.preview("note", "report/r1", give={"text": "x"}).etag or ""}
    visit = {"report/r1": shared.preview("visit", "report/r1").etag or ""}
    found = queued(
        shared,
        lambda: shared.ask("note", "report/r1", give={"text": "x"}, if_match=note),
        lambda: shared.ask("visit", "report/r1", if_match=visit),
    )
    assert [one.outcome for one in found] == ["applied", "applied"]
    entity = shared.entity("r1")
    assert (entity.version, entity.properties["note"], entity.properties["visits"]) == (3, "x", 1)


def test_no_count_is_lost(shared: Desk) -> None:
    """A32, A53"""
    found = at_once(*[lambda: shared.ask("visit", "report/r1", give={"label": "x"}) for _ in range(8)])
    assert [one.outcome for one in found] == ["applied"] * 8
    assert shared.entity("r1").properties["visits"] == 8
    assert shared.entity("r1").properties["labels"] == ["wet", "x"]


@pytest.mark.parametrize("action", ["visit", "log"])
def test_one_key_is_applied_once(action: str, shared: Desk) -> None:
    """A51: with a target, that is waited for; without one, the reply."""
    said: dict[str, Any] = {"target": "report/r1"} if action == "visit" else {"give": {"title": "x"}}
    found = at_once(*[lambda: shared.ask(action, idempotency_key="k", **said) for _ in range(5)])
    assert [one.outcome for one in found] == ["applied"] * 5
    assert sorted(one.replayed for one in found) == [False, True, True, True, True]
    assert len(shared.events) == 1


def test_a_key_that_is_being_worked_on_is_said_to_be(desk_database: str, tmp_path: Path) -> None:
    """A51"""
    desk = Desk(open_store(desk_database, tmp_path, lock_timeout=0.2))
    with desk.store.transaction(write=True, shared=True) as transaction:
        transaction.get(LISBON, Entity, [("r1",)], lock=True)
        report = desk.ask("visit", "report/r1", idempotency_key="k")
    assert (codes(report), report.status) == (["in_progress"], 409)
    assert report.to_json()["errors"][0]["retryable"]
    assert desk.ask("visit", "report/r1", idempotency_key="k").outcome == "applied"
    desk.store.close()


def test_of_two_that_take_one_value_one_is_refused(shared: Desk) -> None:
    """A34, A53: also where both were in order when they were planned."""
    found = at_once(*[lambda: shared.ask("log", give={"title": "x", "reference": "Z9"}) for _ in range(4)])
    assert sorted(one.outcome or "" for one in found) == ["applied", "rejected", "rejected", "rejected"]
    assert {code for one in found for code in codes(one)} == {"value_taken"}


def test_creates_for_one_target_do_not_wait_for_ever(shared: Desk) -> None:
    """A33, A53: each links what it makes to what another one edits."""
    targets = ["report/r1", "report/r2"] * 3
    found = at_once(*[partial(shared.ask, "order", target, give={"title": "x"}) for target in targets])
    assert {one.outcome for one in found} == {"applied"}


def test_two_that_lead_to_each_other_do_not_stand_in_each_others_way(postgres_url: str, tmp_path: Path) -> None:
    """A33, A53: what one makes names what the other one has locked, and the other way round."""
    action = {
        "key": "act",
        "parameters": [{"key": "other", "label": "Other", "type": "entity", "object_type": "report"}],
        "creates": [
            {"key": "made", "entity_type": "work_order", "fields": {"title": "x", "report": "$parameters.other"}}
        ],
        "edits": [{"field": "visits", "op": "increment", "value": 1}],
    }
    store = open_store(postgres_url, tmp_path, lock_timeout=20)
    desk = Desk(desk_of([action], store).store, ids=TimeOrderedIds())
    pairs = [("r1", "r2"), ("r2", "r1")] * 4
    found = at_once(*[partial(desk.ask, "act", f"report/{one}", give={"other": other}) for one, other in pairs])
    assert {one.outcome for one in found} == {"applied"}
    assert [desk.entity(one).properties["visits"] for one in ("r1", "r2")] == [4, 4]
    store.close()
