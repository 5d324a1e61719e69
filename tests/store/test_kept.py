"""What a database keeps besides the rows: what templates ever said, tombstones, who wrote what and when; and how."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.action import ActionParameter, ActionType, ApplyRule
from atelier_cli.rows.content import canonical_json, content
from atelier_cli.rows.flow import FlowStep
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.store import copy_in, sql
from atelier_cli.store.open import open_store
from atelier_cli.store.sql import SqlStore
from atelier_cli.store.tables import ORG, ROW_CONTENT, TABLES, TOMBSTONE
from tests.conftest import NOW
from tests.store.test_statements import statements
from tests.support.rows import (
    FULL,
    TEMPLATE,
    TENANT,
    awkward,
    edited,
    every_class,
    everything,
    fork,
    nothing,
    read,
    write,
)


def rows(store: SqlStore, table: Table, *columns: str) -> list[Sequence[Any]]:
    with store.transaction() as transaction:
        return [tuple(row) for row in transaction.connection.execute(select(*(table.c[name] for name in columns)))]


def contents(store: SqlStore) -> dict[tuple[str, str], str]:
    found = rows(store, ROW_CONTENT, "org_id", "content_hash", "content")
    return {(org, hash_): said for org, hash_, said in found}


def test_every_content_that_a_template_ever_had_can_be_opened(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    write(sql_store, (FULL[0], edited(FULL[1], ActionType, label="Another")))
    write(sql_store, FULL)
    kept = contents(sql_store)
    for row in (*FULL[1], *edited(FULL[1], ActionType, label="Another")):
        assert canonical_json(content(row)) in kept.values()
    assert {org for org, _ in kept} == {TEMPLATE.id}


def test_what_a_fork_says_it_was_copied_from_can_be_opened(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    fork(sql_store)
    write(sql_store, (FULL[0], edited(FULL[1], ActionType, label="Another")))
    kept = contents(sql_store)
    for stored in read(sql_store, TENANT).rows.values():
        for one in stored.values():
            assert kept[TEMPLATE.id, one.base_hash or ""] == canonical_json(content(one.row))


def deleted(store: SqlStore, row: StoredRow, of: Plane) -> None:
    with store.transaction(write=True) as transaction:
        transaction.apply(Plan(changes=(Change("delete", of, row.row, row.id, row.content_hash, {}, row),)))


def test_a_forked_row_that_is_deleted_leaves_a_tombstone(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    fork(sql_store)
    of_template, of_tenant = (next(iter(read(sql_store, one).of(ApplyRule).values())) for one in (TEMPLATE, TENANT))
    deleted(sql_store, of_template, TEMPLATE)
    deleted(sql_store, of_tenant, TENANT)
    left = rows(sql_store, TOMBSTONE, "org_id", "row_class", "lineage_id", "base_hash")
    assert left == [(TENANT.id, "apply_rule", of_tenant.lineage_id, of_tenant.base_hash)]


def test_rows_say_who_wrote_them_and_when(sql_store: SqlStore) -> None:
    write(sql_store, FULL)
    fork(sql_store)
    for table in (TABLES[FlowStep], TABLES[ActionType]):
        stamps = rows(sql_store, table, "authored_by", "created_at", "updated_at")
        assert {author for author, *_ in stamps} == {"ana"}
        assert {instant(at) for _, *ats in stamps for at in ats} == {NOW}
    assert {instant(at) for (at,) in rows(sql_store, ORG, "created_at")} == {NOW}


def instant(kept: Any) -> datetime:
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)


def test_tables_are_counted_anew_after_a_large_fork(sql_store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    write(sql_store, FULL)
    parameters = len(read(sql_store).of(ActionParameter))
    monkeypatch.setattr(sql, "ANALYZE_FROM", parameters)
    with statements(sql_store) as seen:
        fork(sql_store)
    counted = {statement.split()[1] for statement in seen if statement.startswith("ANALYZE")}
    large = {row_class.TABLE for row_class, stored in read(sql_store).rows.items() if len(stored) >= parameters}
    assert counted == large
    assert "atelier_action_parameter" in large
    assert "atelier_application" not in large


@pytest.mark.parametrize("value", [awkward, nothing])
def test_many_rows_are_copied_in_just_as_few_are(
    value: Any, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COPY has rules of its own for tabs, backslashes, and nothing at all."""
    store, few = open_store(postgres_url, tmp_path), open_store("memory://", tmp_path)
    monkeypatch.setattr(copy_in, "COPY_FROM", 1)
    assert isinstance(store, SqlStore)
    with statements(store) as seen:
        write(store, every_class(value))
    assert [one for one in seen if one.startswith("INSERT INTO atelier_action_type") and "_new" in one]
    write(few, every_class(value))
    assert everything(store) == everything(few)
    for label in ("Another", "", "Another"):  # what it said before is kept already
        write(store, (every_class(value)[0], edited(every_class(value)[1], ActionType, label=label)))
    store.close()
