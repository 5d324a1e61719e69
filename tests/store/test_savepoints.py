"""A part of a transaction may fail without the rest: nothing is kept of it, and the transaction goes on."""

from contextlib import suppress

import pytest

from atelier_cli.errors import RefusedError
from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.plane import plane
from atelier_cli.store.protocol import Store, Transaction
from atelier_cli.store.refusals import TakenError
from tests.support.records import TENANT, entity, open_town


@pytest.fixture
def town(store: Store) -> Store:
    open_town(store)
    return store


def apply(transaction: Transaction, *mutations: Mutation) -> None:
    transaction.apply(Plan(mutations=mutations))


def ids(transaction: Transaction) -> list[str]:
    return [one.id for one in transaction.find(TENANT, Entity, {})]


def in_the_end(store: Store) -> list[str]:
    with store.transaction() as transaction:
        return ids(transaction)


def test_what_a_savepoint_did_is_kept(town: Store) -> None:
    with town.transaction(write=True, shared=True) as transaction:
        with transaction.savepoint():
            apply(transaction, Insert(TENANT, entity(town, "a")))
        assert ids(transaction) == ["a"]
    assert in_the_end(town) == ["a"]


def test_nothing_is_kept_of_a_savepoint_that_raises(town: Store) -> None:
    a, b, c = (Insert(TENANT, entity(town, id_)) for id_ in "abc")
    with town.transaction(write=True, shared=True) as transaction:
        apply(transaction, a)

        def change_and_fail() -> None:
            with transaction.savepoint():
                apply(transaction, b, Update(TENANT, Entity, ("a",), {"version": 7}))
                raise KeyError

        with pytest.raises(KeyError):
            change_and_fail()
        assert ids(transaction) == ["a"]
        assert transaction.get(TENANT, Entity, [("a",)])["a",].version == 1
        apply(transaction, b, c)
    assert in_the_end(town) == ["a", "b", "c"]


def test_a_refusal_by_the_database_does_not_end_the_transaction(town: Store) -> None:
    a, b = (Insert(TENANT, entity(town, id_)) for id_ in "ab")
    with town.transaction(write=True, shared=True) as transaction:
        for mutation in (a, b, a, b):
            with suppress(TakenError), transaction.savepoint():
                apply(transaction, mutation)
        with pytest.raises(TakenError):
            apply(transaction, a)
        assert ids(transaction) == ["a", "b"]
    assert in_the_end(town) == ["a", "b"]


def test_savepoints_within_savepoints(town: Store) -> None:
    a, b, c, d = (Insert(TENANT, entity(town, id_)) for id_ in "abcd")

    def fail_in_the_end(transaction: Transaction) -> None:
        with transaction.savepoint():
            apply(transaction, b)
            with transaction.savepoint():
                apply(transaction, c)
            assert ids(transaction) == ["a", "b", "c"]
            apply(transaction, a)

    with town.transaction(write=True, shared=True) as transaction:
        with transaction.savepoint():
            apply(transaction, a)
            with pytest.raises(TakenError):
                fail_in_the_end(transaction)
            assert ids(transaction) == ["a"]
        apply(transaction, d)
    assert in_the_end(town) == ["a", "d"]


def test_nothing_is_kept_of_rows_and_records_of_one_plan_that_is_refused(town: Store) -> None:
    new = plane("faro", "tenant")
    a = Insert(new, entity(town, "a"))
    with town.transaction(write=True) as transaction:
        with pytest.raises(RefusedError):
            transaction.apply(Plan(planes=(new,), mutations=(a, a)))
        assert new.id not in {one.id for one in transaction.planes()}
        transaction.apply(Plan(planes=(new,), mutations=(a,)))
        assert list(transaction.get(new, Entity, [("a",)])) == [("a",)]
