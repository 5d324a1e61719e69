"""Every record class, whatever is added: every store keeps its records to the letter, and changes and deletes them."""

from typing import Any

import pytest

from atelier_cli.plan.mutation import Delete, Insert, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.record import Id, Names, Record, RecordColumn, key_of, record_columns
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.protocol import Store
from tests.support.records import AT, OTHER, TENANT, perform
from tests.support.rows import AWKWARD, FULL, read, write

TEXT = "é ✓ 😀 \\ \" ' \t\n %s :x {} \\N null"
FULL_OF = {"text": TEXT, "integer": 2**53 + 1, "boolean": True, "json": AWKWARD, "instant": AT}
LEAST_OF = {"text": "", "integer": 0, "boolean": False, "json": [], "instant": AT.replace(year=1)}


def made(store: Store, *, full: bool) -> list[Record]:
    """A record of every class, with all that its columns can hold, or with nothing where that may be."""
    records: dict[str, Record] = {}
    vocabulary = read(store, SYSTEM)

    def value(record_class: type[Record], column: RecordColumn) -> Any:
        if isinstance(column.points_at, Id):
            return next(iter(vocabulary.of(ROW_CLASSES[column.points_at.row_class]).values())).id
        if isinstance(column.points_at, Names):
            return key_of(records[column.points_at.table])[0]
        if not full and column.nullable:
            return None
        return (FULL_OF if full or column.name in record_class.KEY else LEAST_OF)[column.type]

    for record_class in RECORD_CLASSES:
        columns = record_columns(record_class)
        records[record_class.TABLE] = record_class(**{column.name: value(record_class, column) for column in columns})
    return list(records.values())


@pytest.fixture
def town(store: Store) -> Store:
    """A store with the rows of `FULL`, and two tenants."""
    write(store, FULL)
    with store.transaction(write=True) as transaction:
        transaction.apply(Plan(planes=(TENANT, OTHER)))
    return store


@pytest.mark.parametrize("full", [True, False])
def test_records_of_every_class_come_back_as_they_were_written(town: Store, full: bool) -> None:  # noqa: FBT001
    records = made(town, full=full)
    assert [type(record) for record in records] == [*RECORD_CLASSES]
    perform(town, *(Insert(TENANT, record) for record in records))
    perform(town, *(Insert(OTHER, record) for record in records))
    with town.transaction() as transaction:
        for record in records:
            found = transaction.find(TENANT, type(record), {})
            assert [repr(one) for one in found] == [repr(record)]
            assert transaction.get(TENANT, type(record), [key_of(record)]) == {key_of(record): record}


def test_every_column_but_the_key_can_be_changed(town: Store) -> None:
    before, after = made(town, full=False), made(town, full=True)
    perform(town, *(Insert(TENANT, record) for record in before))
    for record in after:
        columns = [column.name for column in record_columns(type(record)) if column.name not in record.KEY]
        if columns and not record.APPEND_ONLY:
            values = {name: getattr(record, name) for name in columns}
            perform(town, Update(TENANT, type(record), key_of(record), values))
            with town.transaction() as transaction:
                assert repr(transaction.find(TENANT, type(record), {})) == repr([record])


def test_every_record_that_nothing_refers_to_can_be_deleted(town: Store) -> None:
    records = [record for record in made(town, full=False) if not record.APPEND_ONLY]
    kept = [record for record in made(town, full=False) if record.APPEND_ONLY]
    perform(town, *(Insert(TENANT, record) for record in sorted([*records, *kept], key=_place)))
    perform(town, *(Delete(TENANT, type(record), key_of(record)) for record in reversed(records)))
    with town.transaction() as transaction:
        for record in records:
            assert transaction.find(TENANT, type(record), {}) == []


def _place(record: Record) -> int:
    return RECORD_CLASSES.index(type(record))
