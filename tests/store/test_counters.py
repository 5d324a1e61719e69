"""What every store counts: the plans that change a plane, and those that touch an action or what belongs to it."""

from dataclasses import replace
from typing import Any

from atelier_cli.rows.action import ActionEdit, ActionParameter, ActionType, ApplyRule
from atelier_cli.rows.application import ApplicationSetting
from atelier_cli.rows.plane import SYSTEM, Plane, plane
from atelier_cli.rows.row import Address, Row
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import Role
from atelier_cli.store.protocol import Store
from tests.support.edits import Edit, apply
from tests.support.records import entity, insert, open_town
from tests.support.rows import FULL, TEMPLATE, TENANT, edited, fork, read, write


def revision(store: Store, of: Plane = TEMPLATE) -> int:
    with store.transaction() as transaction:
        return transaction.revision_of(of)


def versions(store: Store, of: Plane = TEMPLATE) -> dict[Address, int | None]:
    return {address: one.version for address, one in read(store, of).of(ActionType).items()}


def touched(store: Store, row_class: type[Row], **fields: Any) -> set[Address]:
    """The actions that count a change of the first row of a class, which they may count once only."""
    before = versions(store)
    write(store, (FULL[0], edited(FULL[1], row_class, **fields)))
    after = versions(store)
    changed = {address for address in after if after[address] != before[address]}
    assert all(after[address] == (before[address] or 0) + 1 for address in changed)
    return changed


def test_a_plane_counts_the_plans_that_change_it(full: Store) -> None:
    assert (revision(full), revision(full, SYSTEM), revision(full, TENANT)) == (1, 1, 0)
    write(full, FULL)
    assert (revision(full), revision(full, SYSTEM)) == (1, 1)
    write(full, (FULL[0], edited(FULL[1], ApplicationSetting, value=9)))
    assert (revision(full), revision(full, SYSTEM)) == (2, 1)
    write(full, (edited(FULL[0], Role, order=7, is_active=False), edited(FULL[1], ApplicationSetting, value=9)))
    assert (revision(full), revision(full, SYSTEM)) == (2, 2)
    fork(full)
    assert (revision(full), revision(full, TENANT)) == (2, 1)
    assert revision(full, plane("nowhere", "tenant")) == 0


def test_what_becomes_of_records_changes_no_plane(store: Store) -> None:
    open_town(store)
    before = revision(store, TENANT)
    insert(store, entity(store, "a"))
    assert revision(store, TENANT) == before


def test_a_new_action_is_at_its_first_version(full: Store) -> None:
    assert set(versions(full).values()) == {1}
    assert {one.version for one in read(full).of(ActionParameter).values()} == {None}


def test_an_action_counts_the_plans_that_touch_it_or_what_belongs_to_it(full: Store) -> None:
    first = next(iter(FULL[1].of(ActionType)))
    assert touched(full, ActionType, label="Another") == {first}
    write(full, FULL)
    assert touched(full, ActionEdit, op="append") == {first}
    write(full, FULL)
    assert touched(full, ApplicationSetting, value=5) == set()
    assert len(versions(full)) > 2


def test_an_action_counts_once_what_is_changed_added_and_deleted_below_it_at_once(full: Store) -> None:
    first = next(iter(read(full).of(ActionType)))
    one, two = (stored for address, stored in read(full).of(ActionParameter).items() if address[:3] == first)
    new = replace(one.row, key="new", address=(*first, "new"))
    changed = replace(one.row, label="Another")
    apply(
        full, Edit("add", new, id=TENANT.id), Edit("update", changed, before=one), Edit("delete", two.row, before=two)
    )
    assert {address: version for address, version in versions(full).items() if version != 1} == {first: 2}
    rule = next(stored for address, stored in read(full).of(ApplyRule).items() if address[:3] == first)
    apply(full, Edit("delete", rule.row, before=rule))
    assert versions(full)[first] == 3


def test_a_fork_has_the_versions_of_its_template(full: Store) -> None:
    write(full, (FULL[0], edited(FULL[1], ActionType, label="Another")))
    fork(full)
    assert versions(full, TENANT) == versions(full)
    assert set(versions(full).values()) == {1, 2}


def test_a_deleted_action_is_not_counted(full: Store) -> None:
    kept = row_set(row for row in FULL[1] if row.address[0] == "Application-1")
    write(full, (FULL[0], kept), prune=True)
    assert set(versions(full).values()) == {1}
    assert revision(full) == 2
