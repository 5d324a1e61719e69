"""What the stores ask of the database: no more than they have to."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import event

from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.plan.mutation import Delete, Insert, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.store.protocol import Hop
from atelier_cli.store.sql import SqlStore, SqlTransaction
from tests.support.records import entity, insert, open_town
from tests.support.rows import FULL, TEMPLATE, TENANT, awkward, every_class, fork, plan_of, write


@contextmanager
def statements(store: SqlStore) -> Iterator[list[str]]:
    """The statements that are executed in the block."""
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


@contextmanager
def asked(transaction: SqlTransaction) -> Iterator[list[str]]:
    """The statements that the driver of the transaction is given in the block, without SQLAlchemy."""
    seen: list[str] = []

    class Listening:
        """The connection, and who listens at it; its cursors do so too."""

        def __init__(self, inner: Any) -> None:
            self.inner = inner

        def execute(self, statement: str, *values: Any) -> Any:
            seen.append(statement)
            return self.inner.execute(statement, *values)

        def executemany(self, statement: str, *values: Any) -> Any:
            seen.append(statement)
            return self.inner.executemany(statement, *values)

        def cursor(self) -> Any:
            return Listening(self.inner.cursor())

        def __getattr__(self, name: str) -> Any:
            return getattr(self.inner, name)

    driver = transaction.driver
    transaction.driver = replace(driver, connection=Listening(driver.connection))
    yield seen
    transaction.driver = driver


def test_a_plane_is_read_with_one_select_a_table(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    with sql_store.transaction() as transaction, statements(sql_store) as seen:
        transaction.read(SYSTEM)
        transaction.read(TEMPLATE)
    read = Counter(match[1] for statement in seen if (match := re.search(r"\nFROM (\w+)", statement)))
    assert read == {row_class.TABLE: 1 for row_class in ROW_CLASSES.values()}
    assert len(seen) == len(ROW_CLASSES)


def test_what_needs_no_change_is_not_written(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    with statements(sql_store) as seen, sql_store.transaction(write=True) as transaction:
        plan = plan_of(transaction, FULL)
        transaction.apply(plan)
    assert plan.is_empty
    assert not [statement for statement in seen if re.match(r"\s*(INSERT|UPDATE|DELETE|CREATE|ANALYZE)", statement)]


def test_a_fork_is_one_insertion_a_class(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    with statements(sql_store) as seen:
        fork(sql_store)
    made = [match[1] for statement in seen if (match := re.match(r"INSERT INTO (\w+) .* SELECT", statement, re.DOTALL))]
    assert sorted(made) == sorted(row_class.TABLE for row_class in ROW_CLASSES.values() if row_class.FORKABLE)
    assert len([statement for statement in seen if statement.startswith("INSERT")]) == len(made) + 1  # the plane


def test_forking_again_writes_nothing(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    assert not fork_plane(sql_store, TEMPLATE.key, TENANT.key, create=True).already
    with statements(sql_store) as seen:
        assert fork_plane(sql_store, TEMPLATE.key, TENANT.key).already
    assert not [statement for statement in seen if statement.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_values_are_bound_not_written_into_statements(sql_store: SqlStore) -> None:
    with statements(sql_store) as seen:
        write(sql_store, every_class(awkward, owner="o'clock"))
        fork(sql_store)
    assert seen
    assert not [statement for statement in seen if "o'clock" in statement or "😀" in statement]


def test_what_an_action_asks_for_is_one_statement_each(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    action = next(iter(FULL[1].of(ActionType)))
    with sql_store.transaction() as transaction, asked(transaction) as seen:
        assert len(transaction.branch(TEMPLATE, ActionType, action)) > 7
        assert transaction.rows(TEMPLATE, ActionType, key=action[-1])
        transaction.get(TENANT, Entity, [("a",), ("b",), ("c",)])
        transaction.find(TENANT, Entity, {"state": ["open", "closed"]}, order=["-updated_at"], limit=3)
        assert transaction.reach(TENANT, "a", [Hop((TENANT.id,), forward=True)] * 8, "b", 10) == "unreached"
        assert transaction.revision_of(TEMPLATE) == 1
    assert len(seen) == 6


def test_mutations_of_one_kind_are_one_statement(sql_store: SqlStore) -> None:
    open_town(sql_store)
    insert(sql_store, entity(sql_store, "a"), entity(sql_store, "b"))
    mutations = (
        *(Update(TENANT, Entity, (id_,), {"version": 2}, {"version": 1}) for id_ in "ab"),
        *(Insert(TENANT, entity(sql_store, f"new-{number}")) for number in range(20)),
        Delete(TENANT, Entity, ("a",)),
    )
    with sql_store.transaction(write=True, shared=True) as transaction, asked(transaction) as seen:
        transaction.apply(Plan(mutations=mutations))
    assert [statement.split()[0] for statement in seen] == ["SAVEPOINT", "UPDATE", "INSERT", "DELETE", "RELEASE"]


def test_values_of_records_are_bound_not_written_into_statements(sql_store: SqlStore) -> None:
    open_town(sql_store)
    record = entity(sql_store, "o'clock", state="o'clock", properties={"o'clock": "😀"})
    with sql_store.transaction(write=True, shared=True) as transaction, asked(transaction) as seen:
        transaction.apply(Plan(mutations=(Insert(TENANT, record),)))
        assert transaction.find(TENANT, Entity, {"state": "o'clock", "id": ["o'clock"]}, after=("a",)) == [record]
        assert transaction.get(TENANT, Entity, [("o'clock",), ("😀",)], lock=True)
        transaction.reach(TENANT, "o'clock", [Hop((TENANT.id,), forward=True)] * 2, "😀", 10)
        transaction.branch(TEMPLATE, ActionType, ("o'clock", "😀", "x"))
        transaction.rows(TEMPLATE, ActionType, key="o'clock", target_model="😀")
    assert len(seen) == 8
    assert not [statement for statement in seen if "o'clock" in statement or "😀" in statement]
