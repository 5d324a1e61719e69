"""Actions go on side by side and wait for each other only at the same record; an import waits for all of them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from atelier_cli.errors import UnavailableError
from atelier_cli.plan.mutation import Insert, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store, Transaction
from atelier_cli.store.refusals import StaleError, TakenError
from tests.conftest import LOCK_TIMEOUT
from tests.support.records import TENANT, entity, insert, link, open_town


@pytest.fixture
def town(store: Store) -> Store:
    open_town(store)
    insert(store, *(entity(store, id_) for id_ in "ab"))
    return store


@pytest.fixture
def patient(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on PostgreSQL that waits for locks as long as it takes."""
    opened = open_store(postgres_url, tmp_path, lock_timeout=30)
    open_town(opened)
    insert(opened, *(entity(opened, id_) for id_ in "ab"))
    yield opened
    opened.close()


@pytest.fixture
def hasty(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on PostgreSQL that does not wait long."""
    opened = open_store(postgres_url, tmp_path, lock_timeout=LOCK_TIMEOUT)
    open_town(opened)
    insert(opened, *(entity(opened, id_) for id_ in "ab"))
    yield opened
    opened.close()


def lock(transaction: Transaction, *ids: str) -> list[Entity]:
    return list(transaction.get(TENANT, Entity, [(id_,) for id_ in ids], lock=True).values())


def count(transaction: Transaction, id_: str, version: int) -> None:
    transaction.apply(Plan(mutations=(Update(TENANT, Entity, (id_,), {"version": version}),)))


def version(store: Store, id_: str) -> int:
    with store.transaction() as transaction:
        return transaction.get(TENANT, Entity, [(id_,)])[id_,].version


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[threading.Thread]:
    """Waits in the end for the other work, which is to begin when the first has what the other will wait for."""
    thread = threading.Thread(target=work)
    yield thread
    thread.join()


def begin(thread: threading.Thread) -> None:
    """Lets the other work begin, and gives it the time to come to the lock."""
    thread.start()
    time.sleep(0.15)


def test_an_import_waits_for_actions(town: Store) -> None:
    with town.transaction(write=True, shared=True):
        start = time.monotonic()
        with pytest.raises(UnavailableError, match="is locked"), town.transaction(write=True):
            pytest.fail("an import beside an action")
        assert time.monotonic() - start >= LOCK_TIMEOUT * 0.9


def test_actions_wait_for_an_import(town: Store) -> None:
    with (
        town.transaction(write=True),
        pytest.raises(UnavailableError, match="is locked"),
        town.transaction(write=True, shared=True),
    ):
        pytest.fail("an action beside an import")


def test_what_an_action_wrote_is_seen_by_the_next(town: Store) -> None:
    for number in (2, 3):
        with town.transaction(write=True, shared=True) as transaction:
            (found,) = lock(transaction, "a")
            assert found.version == number - 1
            count(transaction, "a", number)
    assert version(town, "a") == 3


def test_actions_on_different_entities_do_not_wait_for_each_other(hasty: Store) -> None:
    with hasty.transaction(write=True, shared=True) as one:
        lock(one, "a")
        count(one, "a", 2)
        with hasty.transaction(write=True, shared=True) as two:
            lock(two, "b")
            count(two, "b", 5)
        assert version(hasty, "b") == 5
        assert version(hasty, "a") == 1
    assert version(hasty, "a") == 2


def test_who_links_two_entities_to_each_other_does_not_wait_for_who_has_locked_one(hasty: Store) -> None:
    relation = ("case_file", "district")
    links = [link(hasty, relation, "a", "b"), link(hasty, relation, "b", "a")]
    with hasty.transaction(write=True, shared=True) as one, hasty.transaction(write=True, shared=True) as two:
        lock(one, "a")
        lock(two, "b")
        one.apply(Plan(mutations=(Insert(TENANT, links[0]),)))
        two.apply(Plan(mutations=(Insert(TENANT, links[1]),)))


def test_a_lock_that_cannot_be_had_is_unavailable(hasty: Store) -> None:
    with hasty.transaction(write=True, shared=True) as one:
        lock(one, "a")
        with (
            pytest.raises(UnavailableError, match="is locked") as refusal,
            hasty.transaction(write=True, shared=True) as two,
        ):
            lock(two, "b", "a")
        assert refusal.value.exit_code == 69
        with pytest.raises(UnavailableError, match="is locked"), hasty.transaction(write=True, shared=True) as two:
            count(two, "a", 9)
    assert version(hasty, "a") == 1


def test_who_waits_for_a_lock_sees_what_the_other_wrote(patient: Store) -> None:
    seen: list[int] = []

    def second() -> None:
        with patient.transaction(write=True, shared=True) as transaction:
            seen.extend(one.version for one in lock(transaction, "a"))

    with beside(second) as other, patient.transaction(write=True, shared=True) as transaction:
        lock(transaction, "a")
        begin(other)
        count(transaction, "a", 2)
    assert seen == [2]


def test_of_two_that_expect_the_same_one_wins(patient: Store) -> None:
    refused: list[StaleError] = []
    update = Update(TENANT, Entity, ("a",), {"version": 2}, {"version": 1})

    def second() -> None:
        with pytest.raises(StaleError) as refusal, patient.transaction(write=True, shared=True) as transaction:
            transaction.apply(Plan(mutations=(update,)))
        refused.append(refusal.value)

    with beside(second) as other, patient.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=(update,)))
        begin(other)
    assert [one.reason for one in refused] == ["it was changed in the meantime"]
    assert version(patient, "a") == 2


def test_of_two_that_take_the_same_key_one_wins(patient: Store) -> None:
    new = Insert(TENANT, entity(patient, "new"))
    refused: list[TakenError] = []

    def second() -> None:
        with pytest.raises(TakenError) as refusal, patient.transaction(write=True, shared=True) as transaction:
            transaction.apply(Plan(mutations=(new,)))
        refused.append(refusal.value)

    with beside(second) as other, patient.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=(new,)))
        begin(other)
    assert [one.mutation for one in refused] == [new]


def test_locks_are_taken_in_one_order_whatever_the_order_of_the_keys(patient: Store) -> None:
    """Else two that lock the same would wait for each other in a circle, which the database would cut."""
    failures: list[BaseException] = []

    def run(*ids: str) -> None:
        try:
            for _ in range(30):
                with patient.transaction(write=True, shared=True) as transaction:
                    for one in lock(transaction, *ids):
                        count(transaction, one.id, one.version + 1)
        except UnavailableError as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=ids) for ids in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (version(patient, "a"), version(patient, "b")) == (61, 61)


def test_only_one_persons_own_store_believes_what_people_call_themselves(store: Store, database_url: str) -> None:
    assert store.believes_roles == (not database_url.startswith("postgres"))
