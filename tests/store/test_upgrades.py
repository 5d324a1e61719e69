"""A database with older tables and rows in them keeps all of it when its tables are brought up to date."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect

from atelier_cli.clock import SystemClock
from atelier_cli.errors import RefusedError
from atelier_cli.operations.database import status, upgrade
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.vocabulary import EntityType
from atelier_cli.store import migrate
from atelier_cli.store.open import connect, open_store
from atelier_cli.store.protocol import Store
from atelier_cli.store.record_tables import METADATA
from atelier_cli.store.sql import SqlStore
from tests.support.postgres import Server
from tests.support.records import AT
from tests.support.rows import FULL, SYSTEM, TENANT, edited, everything, fork, read, write

NEWEST = migrate.revisions()[-1]
OLDER = migrate.revisions()[:-1]


@pytest.fixture
def filled(sql_store: SqlStore) -> SqlStore:
    """A database with the newest tables: a vocabulary, a template, and a tenant that was forked from it."""
    write(sql_store, FULL)
    fork(sql_store)
    return sql_store


def fill(url: str, root: Path, revision: str, origin: SqlStore) -> None:
    """Gives an empty database the tables of a revision, and the rows that another one has in its newest tables."""
    store = connect(url, root, 10.0, SystemClock())
    with store.engine.begin() as into, origin.engine.connect() as source:
        migrate.upgrade(into, revision)
        there = inspect(into)
        for table in METADATA.sorted_tables:
            known = {column["name"] for column in there.get_columns(table.name)} if there.has_table(table.name) else {}
            names = [column for column in table.columns if column.name in known and not column.computed]
            found = source.execute(table.select().with_only_columns(*names)).mappings().all() if names else []
            if found:
                rows = [dict(row) for row in found]
                rows.sort(key=lambda row: row.get("forked_from") is not None)  # after the template it was forked from
                into.execute(table.insert(), rows)
    store.close()


def check(store: Store, expected: SqlStore) -> None:
    """All is there, and rows and records can be written from now on."""
    assert everything(store) == everything(expected)
    with store.transaction(write=True) as transaction:
        assert transaction.revision_of(TENANT) == 0
        type_id = next(iter(transaction.read(SYSTEM).of(EntityType).values())).id
        said = {"properties": {}, "state": None, "version": 1, "created_at": AT, "updated_at": AT}
        new = Entity(id="new", type_id=type_id, **said)
        transaction.apply(Plan(mutations=(Insert(TENANT, new),)))
        assert transaction.get(TENANT, Entity, [("new",)]) == {("new",): new}
    write(store, (FULL[0], edited(FULL[1], ActionType, label="Another")))
    assert {one.version for one in read(store).of(ActionType).values()} == {1, 2}


@pytest.mark.parametrize("revision", OLDER)
@pytest.mark.parametrize("sql_store", ["sqlite"], indirect=True)
def test_an_older_file_is_brought_up_to_date_when_it_is_opened(filled: SqlStore, tmp_path: Path, revision: str) -> None:
    fill("sqlite:///old.db", tmp_path, revision, filled)
    assert (status("sqlite:///old.db", tmp_path).state, OLDER[-1]) == ("older", revision)
    store = open_store("sqlite:///old.db", tmp_path)
    assert status("sqlite:///old.db", tmp_path).state == "current"
    check(store, filled)
    store.close()


@pytest.mark.parametrize("revision", OLDER)
@pytest.mark.parametrize("sql_store", ["postgres"], indirect=True)
def test_an_older_database_is_brought_up_to_date_when_somebody_says_so(
    filled: SqlStore, postgres_server: Server, tmp_path: Path, revision: str
) -> None:
    with postgres_server.database("template0") as url:
        fill(url, tmp_path, revision, filled)
        with pytest.raises(RefusedError) as refusal:
            open_store(url, tmp_path)
        assert refusal.value.message.endswith(
            f"not up to date: they are at revision {revision}, and {NEWEST} is needed"
        )
        assert refusal.value.remedy == "run `atelier db upgrade`"
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT to_regclass('atelier_entity')").fetchone() == (None,)
        done = upgrade(url, tmp_path)
        assert (done.before, done.applied) == (revision, migrate.revisions()[-1:])
        store = open_store(url, tmp_path)
        check(store, filled)
        store.close()


def test_an_upgrade_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = connect("sqlite:///x.db", tmp_path, 10.0, SystemClock())
    with store.transaction(write=True) as transaction:
        migrate.upgrade(transaction.connection, OLDER[0])
    monkeypatch.setattr(migrate, "upgrade", _upgrade_and_fail)
    with pytest.raises(KeyError), store.transaction(write=True) as transaction:
        transaction.upgrade()
    assert status("sqlite:///x.db", tmp_path).revision == OLDER[0]
    with store.transaction() as transaction:
        assert not inspect(transaction.connection).has_table("atelier_entity")
    store.close()


def _upgrade_and_fail(connection: object) -> None:
    _UPGRADE(connection)  # type: ignore[arg-type]
    raise KeyError


_UPGRADE = migrate.upgrade
