"""No row of a tenant points outside its tenant or the vocabulary: asked of every foreign key there is."""

import pytest
from sqlalchemy import Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, func, select, update

from atelier_cli.rows.action import ActionParameter, ActionType
from atelier_cli.rows.plane import SYSTEM, plane
from atelier_cli.store.record_tables import METADATA
from atelier_cli.store.sql import SqlStore
from atelier_cli.store.tables import ORG, TABLES
from tests.support.rows import TEMPLATE, TENANT, awkward, every_class, fork, write

#: The foreign keys of what a tenant may have.
KEYS = [key for row_class, table in TABLES.items() if row_class.FORKABLE for key in table.foreign_key_constraints]


@pytest.fixture
def forked(sql_store: SqlStore) -> SqlStore:
    """A database with a template, another one like it, and two tenants."""
    write(sql_store, every_class(awkward))
    write(sql_store, every_class(awkward), plane("template_other", "template"))
    fork(sql_store)
    fork(sql_store, plane("porto", "tenant"))
    return sql_store


def pointing(key: ForeignKeyConstraint) -> Column[str]:
    """The column that holds the id of what a foreign key points at."""
    return [*key.columns][-1]


def strays(store: SqlStore) -> dict[str, int]:
    """How many rows of the tenant point outside the tenant and the vocabulary, by foreign key."""
    found: dict[str, int] = {}
    with store.engine.connect() as connection:
        for key in KEYS:
            there, column = key.referred_table.alias(), pointing(key)
            own = there.c.id == column
            if key.referred_table is not ORG:
                own &= there.c.org_id.in_([TENANT.id, SYSTEM.id])
            rows = select(func.count()).where(key.table.c.org_id == TENANT.id, column.is_not(None))
            stray = connection.execute(rows.where(~select(1).where(own).correlate(key.table).exists())).scalar_one()
            if stray:
                found[str(key.name)] = stray
    return found


def test_no_row_of_a_tenant_points_outside(forked: SqlStore) -> None:
    assert strays(forked) == {}


def test_a_row_that_points_outside_would_be_found(forked: SqlStore) -> None:
    """The keys of the database are switched off, and a parameter is given to an action of the template."""
    off = {"sqlite": "PRAGMA foreign_keys = OFF", "postgresql": "SET session_replication_role = replica"}
    actions, parameters = TABLES[ActionType], TABLES[ActionParameter]
    other = select(actions.c.id).where(actions.c.org_id == TEMPLATE.id).limit(1).scalar_subquery()
    with forked.engine.connect() as connection:
        connection.exec_driver_sql(off[connection.dialect.name])
        some = select(parameters.c.id).where(parameters.c.org_id == TENANT.id).limit(1).scalar_subquery()
        connection.execute(update(parameters).where(parameters.c.id == some).values(action_type_id=other))
        connection.commit()
        connection.invalidate()
    assert strays(forked) == {"atelier_action_parameter_action_type_id_fkey": 1}


def test_every_foreign_key_is_used_by_some_row_of_the_tenant(forked: SqlStore) -> None:
    """Else the query over all foreign keys would say nothing about it."""
    unused = []
    with forked.engine.connect() as connection:
        for key in KEYS:
            rows = select(func.count()).where(key.table.c.org_id == TENANT.id, pointing(key).is_not(None))
            if not connection.execute(rows).scalar_one():
                unused.append(key.name)
    assert unused == []


def test_the_plane_stands_first_in_every_key() -> None:
    for table in METADATA.tables.values():
        assert next(iter(table.primary_key.columns)).name == ("id" if table is ORG else "org_id")
        for one in (table.constraints | table.indexes) if table is not ORG else ():
            if isinstance(one, ForeignKeyConstraint):
                assert next(iter(one.columns)).name in {"org_id", "system_org_id"}, one.name
            elif isinstance(one, UniqueConstraint) or (isinstance(one, Index) and one.unique):
                assert next(iter(one.columns)).name == "org_id", one.name


def test_every_foreign_key_has_an_index() -> None:
    for table in METADATA.tables.values():
        indexed = (one for one in table.constraints | table.indexes if isinstance(one, _INDEXED))
        begins = [[column.name for column in one.columns] for one in indexed]
        for key in table.foreign_key_constraints:
            columns = [column.name for column in key.columns]
            assert any(begin[: len(columns)] == columns for begin in begins), key.name


_INDEXED = Index, PrimaryKeyConstraint, UniqueConstraint
