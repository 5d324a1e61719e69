"""What every store does with records: it gives back what was written, finds it again, and refuses what cannot be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.errors import RefusedError
from atelier_cli.plan.mutation import Delete, Insert, Update
from atelier_cli.rows.audit import Outbox
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.rows.plane import plane
from atelier_cli.rows.record import Record, key_of
from atelier_cli.rows.vocabulary import EntityType
from atelier_cli.store.protocol import AtMost, Store
from atelier_cli.store.refusals import StaleError, TakenError
from tests.support.records import AT, OTHER, TENANT, entity, id_of, insert, link, open_town, perform
from tests.support.rows import AWKWARD
from tests.support.sheets import JSON


@pytest.fixture
def town(store: Store) -> Store:
    """A store with a vocabulary and two tenants."""
    open_town(store)
    return store


def get(store: Store, record_class: type[Record], *key: str, of: Any = TENANT) -> Record | None:
    with store.transaction() as transaction:
        return transaction.get(of, record_class, [key]).get(key)


def find(store: Store, record_class: type[Record], where: Mapping[str, Any], **more: Any) -> list[str]:
    """The keys of the records that are found."""
    with store.transaction() as transaction:
        return ["/".join(key_of(one)) for one in transaction.find(TENANT, record_class, where, **more)]


def test_a_record_comes_back_as_it_was_written(town: Store) -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    written = entity(town, "é ✓ 😀 \\ \" ' \t\n %s :x", properties=AWKWARD, state="open", created_at=at)
    insert(town, written)
    read = get(town, Entity, written.id)
    assert isinstance(read, Entity)
    assert read == written
    assert repr(read.properties) == repr(AWKWARD)
    assert read.created_at.tzinfo is UTC
    assert get(town, Entity, written.id, of=OTHER) is None


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    properties=JSON,
    version=st.integers(-(2**63), 2**63 - 1),
    at=st.datetimes().map(lambda at: at.replace(tzinfo=UTC, fold=0)),
)
def test_any_value_comes_back_as_it_was_written(town: Store, properties: Any, version: int, at: datetime) -> None:
    written = entity(town, "x", properties=properties, version=version, created_at=at)
    insert(town, written)
    assert repr(get(town, Entity, "x")) == repr(written)
    perform(town, Delete(TENANT, Entity, ("x",)))


def test_only_what_is_there_is_got(town: Store) -> None:
    insert(town, *(entity(town, id_) for id_ in ("a", "b", "c")))
    with town.transaction() as transaction:
        assert set(transaction.get(TENANT, Entity, [("a",), ("c",), ("z",), ("a",)])) == {("a",), ("c",)}
        assert set(transaction.get(TENANT, Entity, [("z",)])) == set()
        assert transaction.get(TENANT, Entity, []) == {}
        assert transaction.get(plane("nowhere", "tenant"), Entity, [("a",)]) == {}


def test_records_with_keys_of_several_parts_are_got(town: Store) -> None:
    insert(town, *(entity(town, id_) for id_ in ("a", "b")), *(entity(town, id_, "district") for id_ in ("x", "y")))
    links = [link(town, ("case_file", "district"), *ends) for ends in (("a", "x"), ("b", "y"), ("a", "y"))]
    insert(town, *links)
    keys = [key_of(one) for one in links]
    with town.transaction(write=True, shared=True) as transaction:
        missing = (keys[0][0], "b", "x")
        assert transaction.get(TENANT, EntityLink, [*keys[:2], missing], lock=True) == dict(
            zip(keys, links[:2], strict=False)
        )
        assert transaction.get(TENANT, EntityLink, keys[2:]) == {keys[2]: links[2]}


def test_records_are_found_by_their_values(town: Store) -> None:
    insert(
        town,
        entity(town, "a", state="open"),
        entity(town, "b", state="open", version=2),
        entity(town, "c", "urgent_case"),
        entity(town, "d", "urgent_case", state="closed", version=3),
    )
    case, urgent = (id_of(town, EntityType, code) for code in ("case_file", "urgent_case"))
    assert find(town, Entity, {}) == ["a", "b", "c", "d"]
    assert find(town, Entity, {"type_id": case}) == ["a", "b"]
    assert find(town, Entity, {"type_id": [case, urgent], "state": ("open", "closed")}) == ["a", "b", "d"]
    assert find(town, Entity, {"state": None}) == ["c"]
    assert find(town, Entity, {"state": {"open"}, "version": 2}) == ["b"]
    assert find(town, Entity, {"version": [2, 3]}) == ["b", "d"]
    assert find(town, Entity, {"version": AtMost(2)}) == ["a", "b", "c"]
    assert find(town, Entity, {"type_id": []}) == []
    assert find(town, Entity, {"id": "none"}) == []


def test_instants_are_compared_whatever_their_zones(town: Store) -> None:
    def outbox(id_: str, due: datetime) -> Outbox:
        said = {"event_id": None, "state": "pending", "attempts": 0, "done_at": None, "error": None, "payload": {}}
        return Outbox(
            id=id_, dedup_key=id_, kind="cloudevent", type="x", application="x", due_at=due, created_at=AT, **said
        )

    insert(town, *(outbox(str(hours), AT + timedelta(hours=hours)) for hours in (-1, 0, 1)))
    here = AT.astimezone(timezone(timedelta(hours=9)))
    assert find(town, Outbox, {"due_at": AtMost(here)}, order=["-due_at"]) == ["0", "-1"]
    assert find(town, Outbox, {"due_at": here}) == ["0"]
    with pytest.raises(ValueError, match="zone"):
        find(town, Outbox, {"due_at": AT.replace(tzinfo=None)})


ROWS = st.lists(st.tuples(st.sampled_from([None, "a", "B", "é", "_"]), st.integers(0, 2)), min_size=1, max_size=8)
ORDERS = [
    (),
    ("state",),
    ("-state",),
    ("version", "-state"),
    ("-version", "-state"),
    ("-version", "id"),
    ("-updated_at",),
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, order=st.sampled_from(ORDERS), limit=st.integers(1, 3), start=st.integers(0, 7))
def test_pages_follow_each_other_in_any_order(
    town: Store, rows: list[tuple[str | None, int]], order: tuple[str, ...], limit: int, start: int
) -> None:
    made = [entity(town, f"{place}", state=state, version=number) for place, (state, number) in enumerate(rows)]
    insert(town, *made)
    expected = sorted(made, key=lambda one: one.id, reverse=bool(order) and order[-1].startswith("-"))
    for name in reversed(order):
        value = name.removeprefix("-")
        expected.sort(
            key=lambda one: (getattr(one, value) is not None, getattr(one, value)),  # sorted at once
            reverse=name.startswith("-"),
        )
    ids = [one.id for one in expected]
    assert find(town, Entity, {}, order=order) == ids
    pages: list[str] = []
    while page := find(town, Entity, {}, order=order, after=(pages[-1],) if pages else None, limit=limit):
        pages += page
    assert pages == ids
    after = made[start % len(made)].id
    assert find(town, Entity, {"version": 1}, order=order, after=(after,)) == [
        one.id for one in expected[ids.index(after) + 1 :] if one.version == 1
    ]
    perform(town, *(Delete(TENANT, Entity, (one.id,)) for one in made))


def test_what_follows_a_record_that_has_gone_is_not_found(town: Store) -> None:
    insert(town, entity(town, "a"), entity(town, "c"))
    assert find(town, Entity, {}, after=("b",)) == ["c"]
    with pytest.raises(RefusedError, match="the entity `b` is not there any more"):
        find(town, Entity, {}, order=["-updated_at"], after=("b",))


def test_an_update_changes_the_columns_it_names(town: Store) -> None:
    insert(town, before := entity(town, "a", state="open"), entity(town, "b"))
    later = AT + timedelta(days=1)
    values = {"properties": {"title": "New"}, "state": None, "version": 2, "updated_at": later}
    perform(town, Update(TENANT, Entity, ("a",), values, {"version": 1, "state": "open"}))
    after = get(town, Entity, "a")
    assert isinstance(after, Entity)
    assert (after.properties, after.state, after.version, after.updated_at) == ({"title": "New"}, None, 2, later)
    assert (after.created_at, after.type_id) == (before.created_at, before.type_id)
    assert get(town, Entity, "b") == entity(town, "b")


@pytest.mark.parametrize("expected", [{"version": 2}, {"state": "open"}, {"version": 1, "state": "open"}])
def test_an_update_of_what_is_another_by_now_is_stale(town: Store, expected: dict[str, Any]) -> None:
    insert(town, before := entity(town, "a"))
    update = Update(TENANT, Entity, ("a",), {"version": 9}, expected)
    with pytest.raises(StaleError, match="cannot change the entity `a` in `lisbon`: it was changed") as refusal:
        perform(town, Insert(TENANT, entity(town, "b")), update)
    assert refusal.value.mutation == update
    assert get(town, Entity, "a") == before
    assert get(town, Entity, "b") is None


@pytest.mark.parametrize(
    "mutation",
    [Update(TENANT, Entity, ("a",), {"version": 9}), Delete(TENANT, Entity, ("a",)), Delete(OTHER, Entity, ("b",))],
)
def test_what_is_not_there_is_neither_changed_nor_deleted(town: Store, mutation: Update | Delete) -> None:
    insert(town, entity(town, "b"))
    with pytest.raises(StaleError, match="it is not there any more") as refusal:
        perform(town, mutation)
    assert refusal.value.mutation == mutation


def test_a_taken_key_is_refused_and_nothing_is_kept_of_the_plan(town: Store) -> None:
    insert(town, before := entity(town, "a"))
    again = Insert(TENANT, entity(town, "a", "district"))
    with pytest.raises(TakenError, match="another has the same id") as refusal:
        perform(town, Insert(TENANT, entity(town, "new")), again, Insert(TENANT, entity(town, "newer")))
    assert (refusal.value.mutation, refusal.value.columns) == (again, ("id",))
    assert refusal.value.record_class is Entity
    assert find(town, Entity, {}) == ["a"]
    assert get(town, Entity, "a") == before
    insert(town, entity(town, "a"), of=OTHER)


def test_a_relation_to_one_leads_to_one(town: Store) -> None:
    insert(town, *(entity(town, id_) for id_ in "ab"), *(entity(town, id_, "district") for id_ in "xy"))
    relation = ("case_file", "district")
    insert(town, link(town, relation, "a", "x", to_one=True), link(town, relation, "b", "x", to_one=True))
    with pytest.raises(TakenError) as refusal:
        insert(town, link(town, relation, "a", "y", to_one=True))
    assert refusal.value.columns == ("relationship_id", "source_id")
    first = link(town, relation, "a", "x")
    perform(
        town,
        Delete(TENANT, EntityLink, key_of(first)),
        Insert(TENANT, link(town, relation, "a", "y", to_one=True)),
        Insert(TENANT, link(town, ("user", "districts"), "a", "x")),
        Insert(TENANT, link(town, ("user", "districts"), "a", "y")),
    )


def test_a_relation_from_one_leads_from_one(town: Store) -> None:
    insert(town, *(entity(town, id_) for id_ in "ab"), entity(town, "x", "district"))
    insert(town, link(town, ("case_file", "district"), "a", "x", from_one=True))
    with pytest.raises(TakenError) as refusal:
        insert(town, link(town, ("case_file", "district"), "b", "x", from_one=True))
    assert refusal.value.columns == ("relationship_id", "target_id")


def test_what_a_record_refers_to_has_to_be_there(town: Store) -> None:
    insert(town, entity(town, "a"), entity(town, "x", "district"))
    insert(town, entity(town, "y", "district"), of=OTHER)
    for mutation in (
        Insert(TENANT, link(town, ("case_file", "district"), "a", "y")),
        Insert(TENANT, replace(entity(town, "b"), type_id=TENANT.id)),
        Insert(plane("nowhere", "tenant"), entity(town, "a")),
    ):
        with pytest.raises(StaleError, match="what it refers to is not there"):
            perform(town, mutation)


def test_what_records_refer_to_is_not_deleted(town: Store) -> None:
    insert(town, entity(town, "a"), entity(town, "x", "district"))
    insert(town, link(town, ("case_file", "district"), "a", "x"))
    for id_ in "ax":
        with pytest.raises(StaleError, match="other records refer to it"):
            perform(town, Delete(TENANT, Entity, (id_,)))
