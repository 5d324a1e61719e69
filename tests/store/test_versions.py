"""What every store does with versions: one is current, the others stay as they are."""

from dataclasses import replace

from atelier_cli import names
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.flow import Flow, FlowVersion
from atelier_cli.store.protocol import Store
from tests.support.edits import FLOW, Edit, apply, flat, of_first_flow, rows_of, with_digest
from tests.support.rows import (
    FULL,
    TEMPLATE,
    read,
    write,
)


def test_a_changed_flow_gets_the_next_version(full: Store) -> None:
    former = {one.id for one in of_first_flow(read(full))}
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    stored = read(full)
    version, *steps = of_first_flow(stored)
    assert (version.row.address[-1], version.number) == ("changed", 2)
    assert len(steps) == 2
    assert stored.superseded == former
    assert stored.numbers[FlowVersion, version.row.address[:-1]] == 2


def test_the_number_of_a_version_is_one_more_than_the_highest(full: Store) -> None:
    for number in range(2, 8):
        write(full, (FULL[0], with_digest(FULL[1], f"changed-{number}")))
        version = of_first_flow(read(full))[0]
        assert version.number == number
        assert read(full).numbers[FlowVersion, version.row.address[:-1]] == number


def test_a_flow_that_is_changed_back_gets_a_version_with_an_id_of_its_own(full: Store) -> None:
    first, *_ = of_first_flow(read(full))
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    write(full, FULL)
    third, *_ = of_first_flow(read(full))
    assert (third.row, third.number) == (first.row, 3)
    assert third.id == names.row_id(TEMPLATE.key, "flow_version", third.row.address, 2)
    assert first.id in read(full).superseded


def test_a_deleted_flow_takes_all_its_versions_along(full: Store) -> None:
    write(full, (FULL[0], with_digest(FULL[1], "changed")))
    flow = read(full).of(Flow)["Application-1", "Flow-1"]
    users = [one for one in flat(read(full)) if isinstance(one.row, ActionType) and one.row.flow is not None]
    let_go = [Edit("update", replace(one.row, flow=None), before=one) for one in users]
    apply(full, *let_go, Edit("delete", flow.row, before=flow))
    stored = read(full)
    assert not stored.superseded
    assert not any(row.address[:2] == flow.row.address for row in rows_of(stored) if isinstance(row, FLOW))
    assert len([row for row in rows_of(stored) if isinstance(row, FLOW)]) > 3
