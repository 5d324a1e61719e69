"""An import that renames a field of an entity type takes along what entities hold, in every organisation."""

from dataclasses import replace
from typing import Any

import pytest

from atelier_cli.errors import RefusedError
from atelier_cli.plan.mutation import Insert
from atelier_cli.rows.entity import Entity, EntityUnique
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.row import Row
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType
from atelier_cli.store import renaming
from atelier_cli.store.protocol import Store
from atelier_cli.store.refusals import TakenError
from tests.support.edits import Edit, apply
from tests.support.records import (
    OTHER,
    TENANT,
    entity,
    entity_field,
    id_of,
    insert,
    link,
    open_town,
    plan_of_vocabulary,
    vocabulary,
    write_vocabulary,
)
from tests.support.rows import AWKWARD, SYSTEM, read


@pytest.fixture
def town(store: Store) -> Store:
    """A store with entities of two types, of which one inherits a field of the other."""
    open_town(store)
    insert(
        store,
        entity(store, "a", properties={"title": AWKWARD, "z": 1}),
        entity(store, "b", "urgent_case", properties={"due_on": "2026-01-01", "title": "b"}),
        entity(store, "c", properties={}),
        entity(store, "d", "district", properties={"title": "d"}),
        entity(store, "e", properties=["title"]),
        EntityUnique(
            type_id=id_of(store, EntityType, "case_file"), constraint_key="title", value_hash="1", entity_id="a"
        ),
        EntityUnique(
            type_id=id_of(store, EntityType, "urgent_case"),
            constraint_key="due_on,title",
            value_hash="2",
            entity_id="b",
        ),
    )
    insert(store, entity(store, "a", properties={"title": "a"}), of=OTHER)
    return store


def renamed(of: str, *keys: tuple[str, str]) -> RowSet:
    """The vocabulary with fields of a type renamed."""
    former = {(of, old) for old, _ in keys}
    rows = [row for row in vocabulary() if row.address not in former]
    return row_set((*rows, *(entity_field(of, new, renamed_from=old) for old, new in keys)))


def properties(store: Store, id_: str, of: Plane = TENANT) -> Any:
    with store.transaction() as transaction:
        return transaction.get(of, Entity, [(id_,)])[id_,].properties


def constraints(store: Store) -> dict[str, str]:
    with store.transaction() as transaction:
        return {one.entity_id: one.constraint_key for one in transaction.find(TENANT, EntityUnique, {})}


def test_what_entities_hold_goes_by_the_new_key(town: Store) -> None:
    write_vocabulary(town, renamed("case_file", ("title", "name")))
    assert repr(properties(town, "a")) == repr({"name": AWKWARD, "z": 1})
    assert properties(town, "b") == {"due_on": "2026-01-01", "name": "b"}
    assert properties(town, "a", OTHER) == {"name": "a"}
    assert (properties(town, "c"), properties(town, "d"), properties(town, "e")) == ({}, {"title": "d"}, ["title"])
    assert constraints(town) == {"a": "name", "b": "due_on,name"}


def test_a_field_of_a_type_below_is_renamed_there_only(town: Store) -> None:
    insert(town, entity(town, "f", properties={"due_on": "x"}))
    write_vocabulary(town, renamed("urgent_case", ("due_on", "limit")))
    assert properties(town, "b") == {"limit": "2026-01-01", "title": "b"}
    assert properties(town, "f") == {"due_on": "x"}
    assert constraints(town) == {"a": "title", "b": "limit,title"}


def test_entities_stay_at_their_versions(town: Store) -> None:
    write_vocabulary(town, renamed("case_file", ("title", "name")))
    with town.transaction() as transaction:
        assert {one.version for one in transaction.find(TENANT, Entity, {})} == {1}


def test_many_entities_are_renamed(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "_AT_ONCE", 3)
    ids = [f"many-{number}" for number in range(10)]
    insert(town, *(entity(town, id_) for id_ in ids), of=OTHER)
    write_vocabulary(town, renamed("case_file", ("title", "name")))
    assert [properties(town, id_, OTHER) for id_ in ids] == [{"name": id_} for id_ in ids]


def test_two_fields_swap_their_keys(town: Store) -> None:
    write_vocabulary(town, vocabulary(entity_field("case_file", "note")))
    insert(town, entity(town, "g", properties={"title": "t", "note": "n"}))
    with town.transaction() as transaction:
        stored = transaction.read(SYSTEM).of(EntityField)
    one, two = stored["case_file", "title"], stored["case_file", "note"]
    swapped = [
        replace(old.row, field_key=new.row.address[1], address=new.row.address) for old, new in ((one, two), (two, one))
    ]  # type: ignore[call-arg]
    apply(town, *(Edit("update", row, before=old, of=SYSTEM) for old, row in zip((one, two), swapped, strict=True)))
    assert properties(town, "g") == {"note": "t", "title": "n"}


def test_what_a_former_field_left_behind_gives_way() -> None:
    assert renaming.renamed({"new": 1, "old": 2}, {"old": "new"}) == {"new": 2}
    assert renaming.renamed({"new": 1}, {"old": "new"}) == {"new": 1}
    assert renaming.renamed({"a": 1, "b": 2, "c": 3}, {"a": "b", "b": "a"}) == {"b": 1, "a": 2, "c": 3}


def test_nothing_is_renamed_by_a_plan_that_is_refused(town: Store) -> None:
    before = read(town, SYSTEM)
    with town.transaction(write=True) as transaction:
        plan = plan_of_vocabulary(transaction, renamed("case_file", ("title", "name")))
        with pytest.raises(TakenError):
            transaction.apply(replace(plan, mutations=(Insert(TENANT, entity(town, "a")),)))
    assert read(town, SYSTEM) == before
    assert properties(town, "b") == {"due_on": "2026-01-01", "title": "b"}
    assert constraints(town) == {"a": "title", "b": "due_on,title"}


def test_a_type_that_has_entities_is_not_deleted(town: Store) -> None:
    insert(town, link(town, ("case_file", "district"), "a", "d"))
    stored = read(town, SYSTEM)
    found: list[tuple[type[Row], tuple[str, ...]]] = [
        (EntityType, ("urgent_case",)),
        (EntityRelationship, ("case_file", "district")),
    ]
    for row_class, address in found:
        one = stored.of(row_class)[address]
        with pytest.raises(RefusedError, match="other rows refer to it"):
            apply(town, Edit("delete", one.row, before=one, of=SYSTEM))
