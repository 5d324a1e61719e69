"""What is append-only stays as it was written: no store offers to change it, and the databases refuse it too."""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from sqlalchemy import text

from atelier_cli.errors import RefusedError
from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.rows.audit import EditEvent
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.failures import own_failures
from atelier_cli.store.protocol import Store
from atelier_cli.store.sql import SqlStore
from tests.support.records import AT, TENANT, entity, insert, open_town, perform

APPEND_ONLY = [record_class for record_class in RECORD_CLASSES if record_class.APPEND_ONLY]


def event(id_: str = "e1") -> EditEvent:
    said: dict[str, Any] = dict.fromkeys((field.name for field in fields(EditEvent)), None)
    texts = {name: "x" for name, hint in get_type_hints(EditEvent).items() if hint is str}
    return EditEvent(**{**said, **texts, "id": id_, "at": AT, "action_version": 1, "outcome": "applied"})


def test_what_was_done_is_append_only() -> None:
    assert [EditEvent] == APPEND_ONLY


@pytest.mark.parametrize(
    "mutation", [Update(TENANT, EditEvent, ("e1",), {"outcome": "noop"}), Delete(TENANT, EditEvent, ("e1",))]
)
def test_no_store_offers_to_change_it(store: Store, mutation: Mutation) -> None:
    open_town(store)
    insert(store, event())
    with pytest.raises(ValueError, match="stays as it is"):
        perform(store, Insert(TENANT, event("e2")), mutation)
    with store.transaction() as transaction:
        assert transaction.find(TENANT, EditEvent, {}) == [event()]


@pytest.mark.parametrize("statement", ["UPDATE {} SET outcome = 'noop'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_it_too(sql_store: SqlStore, statement: str) -> None:
    if sql_store.kind == "sqlite" and statement.startswith("TRUNCATE"):
        statement = "REPLACE INTO {0} SELECT * FROM {0}"
    open_town(sql_store)
    insert(sql_store, event())
    with (
        pytest.raises(RefusedError, match=f"what is in {EditEvent.TABLE} stays as it is"),
        sql_store.transaction(write=True) as transaction,
        own_failures("here"),
    ):
        transaction.connection.execute(text(statement.format(EditEvent.TABLE)))
    with sql_store.transaction() as transaction:
        assert transaction.find(TENANT, EditEvent, {}) == [event()]


def test_an_update_has_to_change_something_and_not_the_key(store: Store) -> None:
    open_town(store)
    insert(store, entity(store, "a"))
    for values in ({}, {"id": "b"}):
        with pytest.raises(ValueError, match="has to change something, and not the key"):
            perform(store, Update(TENANT, Entity, ("a",), values))
