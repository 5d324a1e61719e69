"""What every store reads of a plane without reading all of it: a row with what is below it, rows by what they say."""

from dataclasses import replace

import pytest

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.action import ActionPlacement, ActionType
from atelier_cli.rows.application import Application, ApplicationSetting
from atelier_cli.rows.flow import Flow, FlowStep, FlowVersion
from atelier_cli.rows.plane import SYSTEM, Plane, StoredRow, plane
from atelier_cli.rows.row import Address, Row
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import EntityField, EntityType, Role
from atelier_cli.store.protocol import Store
from tests.support.edits import flat, with_digest
from tests.support.rows import FULL, TEMPLATE, TENANT, Value, awkward, every_class, fork, nothing, read, write


def branch(store: Store, row_class: type[Row], *address: str, of: Plane = TEMPLATE) -> tuple[StoredRow, ...]:
    with store.transaction() as transaction:
        return transaction.branch(of, row_class, address)


def rows(store: Store, row_class: type[Row], of: Plane = TEMPLATE, **equal: object) -> list[Address]:
    with store.transaction() as transaction:
        return [one.row.address for one in transaction.rows(of, row_class, **equal)]


@pytest.mark.parametrize("value", [awkward, nothing])
def test_a_branch_is_the_row_and_all_below_it(store: Store, value: Value) -> None:
    write(store, every_class(value))
    planes = {kind: read(store, of) for kind, of in (("vocabulary", SYSTEM), ("template", TEMPLATE))}
    for row_class in (Application, ActionType, Flow, FlowVersion, EntityType, Role):
        stored = planes[row_class.PLANE]
        for address in stored.of(row_class):
            found = branch(store, row_class, *address, of=stored.plane)
            below = [one for one in flat(stored) if one.row.address[: len(address)] == address]
            expected = [one for one in below if row_class in _line(type(one.row))]
            assert repr(sorted(found, key=_place)) == repr(sorted(expected, key=_place))
            assert found[0].row.address == address


def _line(row_class: type[Row]) -> list[type[Row]]:
    """A class and those above it."""
    return [row_class, *(_line(row_class.PARENT) if row_class.PARENT else ())]


def _place(one: StoredRow) -> tuple[int, Address]:
    return INSERTION_ORDER.index(type(one.row)), one.row.address


def test_a_branch_is_in_insertion_order_and_then_by_place(full: Store) -> None:
    address = next(iter(read(full).of(ActionType)))
    siblings = [row for row in FULL[1] if row.address[: len(address)] == address and row.address != address]
    turned = row_set(replace(row, order=-row.order) if row in siblings else row for row in FULL[1])
    write(full, (FULL[0], turned))
    found = branch(full, ActionType, *address)
    places = [(INSERTION_ORDER.index(type(one.row)), one.row.order, one.row.address) for one in found]
    assert places == sorted(places)
    assert [one.row.order for one in found if isinstance(one.row, ActionPlacement)] == [-2, -1]


def test_there_is_no_branch_where_there_is_no_row(full: Store) -> None:
    application, model, _ = next(iter(read(full).of(ActionType)))
    assert branch(full, ActionType, application, model, "none") == ()
    assert branch(full, Application, application, of=plane("nowhere", "template")) == ()


def test_only_the_current_version_of_a_flow_is_in_its_branch(full: Store) -> None:
    first = next(iter(read(full).of(Flow)))
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    _, version, *steps = branch(full, Flow, *first)
    assert (version.row.address, version.number) == ((*first, "changed"), 2)
    assert {step.row.address[:3] for step in steps} == {(*first, "changed")}
    assert len(rows(full, FlowVersion, flow=first[1])) == 2  # of each application one
    assert {address[2] for address in rows(full, FlowStep, flow=first[1], application=first[0])} == {"changed"}


def test_rows_are_found_by_what_they_say(full: Store) -> None:
    fork(full)
    one, two = sorted(read(full).of(Application))
    actions = sorted(read(full).of(ActionType))
    key, model = actions[0][2], actions[0][1]
    assert rows(full, ActionType) == actions
    assert rows(full, ActionType, of=TENANT) == actions
    assert rows(full, ActionType, key=key, target_model=model) == [one for one in actions if one[1:] == (model, key)]
    assert rows(full, ActionType, application=one[0]) == [action for action in actions if action[0] == one[0]]
    assert rows(full, ActionType, application=[one[0], two[0]], is_active=False, order=2) == [
        address for address, stored in sorted(read(full).of(ActionType).items()) if stored.row.order == 2
    ]
    assert rows(full, ActionType, flow=None) == [
        address
        for address, found in sorted(read(full).of(ActionType).items())
        if found.row.flow is None  # type: ignore[attr-defined]
    ]
    assert rows(full, ActionPlacement, action_type=key, application=two[0], target_model=None) == [
        address
        for address, found in sorted(read(full).of(ActionPlacement).items())
        if (address[0], address[2], found.row.target_model) == (two[0], key, None)  # type: ignore[attr-defined]
    ]
    assert rows(full, EntityField, of=SYSTEM, entity_type="EntityType-1") == [
        address for address in sorted(read(full, SYSTEM).of(EntityField)) if address[0] == "EntityType-1"
    ]
    assert rows(full, EntityType, of=SYSTEM, parent_code="EntityType-1") == [("EntityType-1",)]
    assert rows(full, ApplicationSetting, key=[]) == []


def test_rows_are_found_by_their_ids(full: Store) -> None:
    stored = read(full).of(ActionType)
    for address, one in stored.items():
        assert rows(full, ActionType, id=one.id) == [address]


def test_another_plane_is_not_looked_at(full: Store) -> None:
    fork(full)
    address = next(iter(read(full).of(ActionType)))
    tenant = {one.id for one in flat(read(full, TENANT))}
    assert {one.id for one in branch(full, ActionType, *address, of=TENANT)} <= tenant
    with full.transaction() as transaction:
        assert {one.id for one in transaction.rows(TENANT, ActionType)} <= tenant
