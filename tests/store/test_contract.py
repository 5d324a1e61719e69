"""What every store does with rows: it gives back what was written, and all of a change happens or nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.errors import RefusedError
from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.plan.plan import Plan
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.action import ActionParameter, ActionType, ApplyRule
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.plane import SYSTEM, StoredPlane, plane
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import EntityType, Role
from atelier_cli.store.protocol import Store
from tests.support.edits import NEW_ID, Edit, apply, apply_plan, flat, rows_of, written_out
from tests.support.rows import (
    FULL,
    POOLS,
    TEMPLATE,
    TENANT,
    awkward,
    edited,
    every_class,
    everything,
    fork,
    fork_plan,
    nothing,
    out_of,
    plan_of,
    read,
    write,
)


@pytest.mark.parametrize("value", [awkward, nothing])
def test_rows_of_every_class_come_back_as_they_were_written(store: Store, value: Any) -> None:
    vocabulary, template = every_class(value)
    write(store, (vocabulary, template))
    assert {type(row) for row in (*vocabulary, *template)} == set(ROW_CLASSES.values())
    assert written_out(rows_of(read(store, SYSTEM))) == written_out(vocabulary)
    assert written_out(rows_of(read(store))) == written_out(template)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pools=POOLS)
def test_any_value_comes_back_as_it_was_written(store: Store, pools: dict[str, list[Any]]) -> None:
    with store.transaction() as transaction:
        into = plane(f"template_{len(transaction.planes())}", "template")
    rows = (FULL[0], every_class(out_of(pools))[1])
    write(store, rows, into)
    assert written_out(rows_of(read(store, into))) == written_out(rows[1])
    with store.transaction() as transaction:
        assert plan_of(transaction, rows, into).is_empty


def test_what_was_written_needs_no_change(full: Store) -> None:
    with full.transaction() as transaction:
        plan = plan_of(transaction, FULL)
    assert plan.is_empty
    assert plan.unchanged == len(FULL[0]) + len(FULL[1])


def test_rows_are_sorted_by_address(full: Store) -> None:
    for rows in read(full).rows.values():
        assert list(rows) == sorted(rows)


def test_an_unknown_plane_is_empty(full: Store) -> None:
    assert read(full, plane("template_nowhere", "template")) == StoredPlane(plane("template_nowhere", "template"), {})


def test_planes_come_sorted_by_key(full: Store) -> None:
    fork(full)
    with full.transaction() as transaction:
        assert transaction.planes() == (replace(TENANT, forked_from=TEMPLATE.key), SYSTEM, TEMPLATE)


def test_an_update_changes_the_row_and_nothing_else(full: Store) -> None:
    before = read(full)
    rows = edited(FULL[1], ActionType, label="Another label", permissions_policy={"apply": ["Role-2"]}, order=9)
    write(full, (FULL[0], rows))
    after = read(full)
    authored = [row for row in rows if not row.DERIVED]
    assert written_out(rows_of(after)) == written_out([*authored, *apply_rules(authored)])
    changed = {one.id for one in flat(after)} ^ {one.id for one in flat(before)}
    assert {type(one.row) for one in (*flat(before), *flat(after)) if one.id in changed} == {ApplyRule}


def test_a_renamed_row_keeps_its_id_and_what_belongs_to_it(full: Store) -> None:
    before = read(full)
    old = next(iter(before.of(ActionType).values()))
    row = replace(old.row, key="new-key", address=(*old.row.address[:-1], "new-key"))
    apply(full, Edit("update", row, before=old))
    after = read(full)
    assert after.of(ActionType)[row.address] == replace(old, row=row, content_hash=content_hash(row), version=2)
    children = [one for one in flat(before) if one.row.address[:-1] == old.row.address]
    moved = {one.id: one.row.address[:-1] for one in flat(after)}
    assert len(children) > 5
    assert {moved[child.id] for child in children} == {row.address}


def test_a_renamed_row_is_named_anew_by_what_refers_to_it(full: Store) -> None:
    before = read(full, SYSTEM)
    old = next(iter(before.of(EntityType).values()))
    row = replace(old.row, code="renamed", address=("renamed",))
    apply(full, Edit("update", row, before=old, of=SYSTEM))
    actions = [row for row in rows_of(read(full)) if isinstance(row, ActionType)]
    assert {row.target_model for row in actions} == {"renamed", "EntityType-2"}
    assert {row.address[-2] for row in actions} == {"renamed", "EntityType-2"}


def test_two_rows_swap_their_keys(full: Store) -> None:
    before = read(full)
    one, two = list(before.of(ActionParameter).values())[:2]
    swapped = [replace(old.row, key=new.row.key, address=new.row.address) for old, new in ((one, two), (two, one))]
    apply(full, *(Edit("update", row, before=old) for old, row in zip((one, two), swapped, strict=True)))
    after = read(full).of(ActionParameter)
    assert (after[two.row.address].id, after[one.row.address].id) == (one.id, two.id)


def test_a_new_row_takes_over_the_key_of_a_renamed_one(full: Store) -> None:
    before = read(full)
    old = next(iter(before.of(ActionParameter).values()))
    renamed = replace(old.row, key="former", address=(*old.row.address[:-1], "former"))
    apply(full, Edit("add", old.row, id=NEW_ID), Edit("update", renamed, before=old))
    after = read(full).of(ActionParameter)
    assert (after[old.row.address].id, after[renamed.address].id) == (NEW_ID, old.id)


def test_rows_that_nobody_wants_are_deleted_with_what_belongs_to_them(full: Store) -> None:
    plan = write(full, (FULL[0], row_set(row for row in FULL[1] if row.address[0] == "Application-1")), prune=True)
    assert {change.action for change in plan.changes} == {"delete"}
    left = rows_of(read(full))
    assert {row.address[0] for row in left} == {"Application-1"}
    assert {type(row) for row in left} == {row_class for row_class in ROW_CLASSES.values() if row_class.FORKABLE}
    assert not read(full).superseded


def test_a_row_that_others_refer_to_is_not_deleted(full: Store) -> None:
    before = everything(full)
    role = read(full, SYSTEM).of(Role)["Role-1",]
    with pytest.raises(RefusedError, match="cannot delete the role `Role-1` in `system`: other rows refer to it"):
        apply(full, Edit("delete", role.row, before=role, of=SYSTEM))
    assert everything(full) == before


def test_a_row_that_refers_to_nothing_is_not_added(full: Store) -> None:
    before = everything(full)
    old = next(iter(before[1].of(ActionParameter).values()))
    row = replace(old.row, key="new", address=(*old.row.address[:-1], "new"))
    with pytest.raises(RefusedError, match=r"cannot add the action parameter .*: it refers to a row that is not there"):
        apply(full, Edit("add", row, id=NEW_ID, keys={"action_type_id": names.row_id("no", "such", ["row"])}))
    assert everything(full) == before


def test_a_row_of_another_plane_is_not_referred_to(full: Store) -> None:
    other = plane("template_other", "template")
    write(full, FULL, other)
    old = next(iter(read(full).of(ActionParameter).values()))
    row = replace(old.row, key="new", address=(*old.row.address[:-1], "new"))
    there = next(iter(read(full, other).of(ActionType).values())).id
    with pytest.raises(RefusedError, match="it refers to a row that is not there"):
        apply(full, Edit("add", row, id=NEW_ID, keys={"action_type_id": there}))


def test_two_rows_do_not_share_a_key(full: Store) -> None:
    old = next(iter(read(full).of(ActionParameter).values()))
    with pytest.raises(RefusedError, match="there is a row with that key or id already"):
        apply(full, Edit("add", old.row, id=NEW_ID))


def test_a_row_that_has_gone_is_neither_updated_nor_deleted(full: Store) -> None:
    old = next(iter(read(full).of(ApplyRule).values()))
    gone = Edit("delete", old.row, before=old)
    apply(full, gone)
    for again in (gone, Edit("update", old.row, before=old)):
        with pytest.raises(RefusedError, match="it is not there any more"):
            apply(full, again)


def test_a_plan_with_errors_is_not_applied(store: Store) -> None:
    bad = Plan(planes=(SYSTEM,), diagnostics=(Diagnostic("x", Severity.ERROR, "wrong", Place("x")),))
    with pytest.raises(ValueError, match="errors"), store.transaction(write=True) as transaction:
        transaction.apply(bad)
    assert everything(store) == []


def test_nothing_is_kept_of_a_block_that_raises(full: Store) -> None:
    before = everything(full)

    def fork_and_fail() -> None:
        with full.transaction(write=True) as transaction:
            transaction.apply(fork_plan())
            assert len(transaction.read(TENANT))
            raise KeyError

    with pytest.raises(KeyError):
        fork_and_fail()
    assert everything(full) == before


def test_nothing_is_kept_of_a_refused_plan_even_when_the_block_goes_on(full: Store) -> None:
    before = everything(full)
    partial = replace(fork_plan(), copies=fork_plan().copies[::-1])
    with full.transaction(write=True) as transaction:
        with pytest.raises(RefusedError):
            transaction.apply(partial)
        assert not transaction.read(TENANT).rows
        assert transaction.planes() == (SYSTEM, TEMPLATE)
    assert everything(full) == before


def test_an_empty_plan_changes_nothing(full: Store) -> None:
    before = everything(full)
    apply_plan(full, Plan())
    assert everything(full) == before
