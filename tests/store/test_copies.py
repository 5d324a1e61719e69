"""What every store does with a copy: ids follow from ids, and nothing points at what is not copied."""

from dataclasses import replace

import pytest

from atelier_cli import names
from atelier_cli.errors import RefusedError
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.flow import FlowVersion
from atelier_cli.rows.plane import StoredRow, plane
from atelier_cli.rows.row_set import row_set
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from tests.support.edits import apply_plan, flat, of_first_flow, rows_of, with_digest, written_out
from tests.support.rows import (
    FULL,
    TENANT,
    everything,
    fork,
    fork_plan,
    read,
    write,
)


def test_a_fork_has_every_row_of_the_template_anew(full: Store) -> None:
    fork(full)
    template, tenant = read(full), read(full, TENANT)
    assert written_out(rows_of(tenant)) == written_out(rows_of(template))
    for origin, copied in zip(flat(template), flat(tenant), strict=True):
        number = None if origin.number is None else 1
        expected = StoredRow(
            names.forked_id(TENANT.id, origin.id),
            origin.row,
            origin.content_hash,
            origin.id,
            origin.content_hash,
            number,
            origin.version,
        )
        assert copied == expected


def test_every_store_makes_the_same_of_the_same(store: Store) -> None:
    stores = (store, MemoryStore())
    for one in stores:
        write(one, FULL)
        write(one, (FULL[0], with_digest(FULL[1], "changed")))
        fork(one)
    assert everything(stores[0]) == everything(stores[1])


def test_only_current_versions_are_copied_and_they_start_from_1(full: Store) -> None:
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    fork(full)
    tenant = read(full, TENANT)
    assert {one.number for one in flat(tenant) if isinstance(one.row, FlowVersion)} == {1}
    assert not tenant.superseded
    assert of_first_flow(tenant)[0].row.address[-1] == "changed"


def test_a_copy_is_counted_before_it_is_made(full: Store) -> None:
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    with full.transaction(write=True) as transaction:
        counted = {copy.row_class: transaction.count(copy) for copy in fork_plan().copies}
        transaction.apply(fork_plan())
        assert counted == {row_class: len(rows) for row_class, rows in transaction.read(TENANT).rows.items()}


def test_a_fork_of_a_fork_has_ids_of_its_own(full: Store) -> None:
    fork(full)
    fork(full, plane("porto", "tenant"))
    ids = [one.id for stored in everything(full) for one in flat(stored)]
    assert len(ids) == len(set(ids))


def test_a_copy_that_leaves_its_parents_behind_is_refused(full: Store) -> None:
    before = everything(full)
    copies = tuple(copy for copy in fork_plan().copies if copy.row_class is not ActionType)
    message = r"the action parameter `\S+/ActionParameter-\d` of `template_town` refers to an action type that is not"
    with pytest.raises(RefusedError, match=message):
        apply_plan(full, replace(fork_plan(), copies=copies))
    assert everything(full) == before


def test_what_is_inactive_is_copied_and_referred_to_all_the_same(full: Store) -> None:
    write(full, (FULL[0], row_set(replace(row, is_active=False) for row in FULL[1] if not row.DERIVED)))
    fork(full)
    copied = rows_of(read(full, TENANT))
    assert len(copied) == len(FULL[1])
    assert not any(row.is_active for row in copied)
