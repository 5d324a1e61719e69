"""Changes of entities: what is refused with which words, and what is written."""

from typing import Any

import pytest

from atelier_cli.actions.entities.change import create, delete, edit, link, unlink
from atelier_cli.actions.entities.draft import Profile
from atelier_cli.actions.entities.finish import Finished, finish
from atelier_cli.actions.entities.record import record_of
from atelier_cli.diagnostics import Severity
from atelier_cli.language.problems import Problem
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from tests.support.entities import NOW, TENANT, Kept, ontology_of

TYPES = """
- entity_type: thing
  schema:
    unique_constraints: [[number, place]]
    fields:
      - {field_key: number, field_type: {type: integer}}
      - {field_key: state, field_type: {type: enum, choices: [{value: open}, {value: closed}, {value: gone}]}}
      - {field_key: logged_at, field_type: {type: datetime}, default_value: $now}
      - {field_key: due_on, field_type: {type: date}, default_value: $today+P3D}
      - {field_key: price, field_type: {type: money, precision: 2}}
      - {field_key: tags, field_type: {type: list, item: {type: string}}}
      - field_key: notes
        field_type: {type: json, schema: {type: object, required: [by], properties: {by: {}, at: {type: string}}}}
      - {field_key: keeper, field_type: {type: user}}
      - {field_key: old, field_type: {type: string}, deprecated: true}
    relationships:
      - {rel_code: place, target_type_code: place, cardinality: many_to_one, reverse_code: things}
    states: {field: state, initial: open, transitions: {open: [closed], closed: [open, gone]}}
- entity_type: lamp
  schema:
    parent_code: thing
    relationships: [{rel_code: twin, target_type_code: lamp, cardinality: one_to_one, reverse_code: twin_of}]
- entity_type: place
  schema:
    fields: [{field_key: name, field_type: {type: string}, required: true}]
    relationships: [{rel_code: shops, target_type_code: shop, cardinality: one_to_many, reverse_code: place}]
- entity_type: shop
  schema:
    unique_constraints: [[sign]]
    fields: [{field_key: sign, field_type: {type: decimal}}]
    relationships: [{rel_code: owners, target_type_code: user, cardinality: many_to_many, required: true}]
- entity_type: user
  schema:
    fields:
      - {field_key: name, field_type: {type: string}, required: true}
      - {field_key: email, field_type: {type: email}}
"""
KNOWN = ontology_of(TYPES, roles=["clerk"])
PLACE = KNOWN.kinds["thing"].relations["place"]


def filled(*entities: tuple[str, str, dict[str, Any]]) -> Kept:
    """A store with entities that were created one after the other in one draft."""
    kept = Kept()
    draft = kept.draft(KNOWN)
    for code, id_, values in entities:
        assert create(draft, code, id_, values)[1] == ()
    write(kept, finish(draft, TENANT))
    return kept


def write(kept: Kept, finished: Finished) -> None:
    assert finished.problems == ()
    kept.apply(finished.mutations)


def record(kept: Kept, id_: str) -> dict[str, Any]:
    entity = kept.of(Entity)[id_,]
    return record_of(KNOWN.by_id[entity.type_id], entity, kept.of(EntityLink).values())


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in problems]


def created(code: str, **values: Any) -> list[str]:
    """What is wrong with a new entity by itself."""
    return said(create(Kept().draft(KNOWN), code, "new", values)[1])


def finished(kept: Kept, code: str, **values: Any) -> list[str]:
    """What is wrong with a new entity among those that are stored."""
    draft = kept.draft(KNOWN)
    assert create(draft, code, "new", values)[1] == ()
    return said(finish(draft, TENANT).problems)


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    ("thing", {"number": "1"}, ['number: expected integer, found "1"']),
    ("thing", {"numbr": 1}, ["numbr: unknown field `numbr` on entity `thing`"]),
    ("thing", {"price": "1.255"}, ["price: expected at most 2 digits after the point, found 1.255"]),
    ("thing", {"tags": ["a", 1]}, ["tags/1: expected string, found 1"]),
    ("thing", {"tags": ["a\0"]}, ["tags/0: expected text that can be stored, found a NUL or half of a surrogate pair"]),
    ("thing", {"notes": {}}, ["notes: `by` is missing"]),
    ("thing", {"notes": {"by": "a", "at": 5}}, ["notes/at: expected string, found 5"]),
    (
        "thing",
        {"notes": {"by": "a", "x": ["\0"]}},
        ["notes/x/0: expected text that can be stored, found a NUL or half of a surrogate pair"],
    ),
    ("thing", {"keeper": 5}, ["keeper: expected the id of a user, found 5"]),
    ("thing", {"state": "closed"}, ["state: a new entity starts as `open`, found `closed`"]),
    ("thing", {"state": "shut"}, ["state: unknown choice `shut`"]),
    ("thing", {"place": ["a"]}, ["place: expected the id of one place, found a list"]),
    ("thing", {"place": 5}, ["place: expected the id of a place, found 5"]),
    ("thing", {"place": {}}, ["place: expected the id of a place, found an object"]),
    ("place", {"name": "x", "things": "a"}, ['things: expected a list of ids of thing, found "a"']),
    ("place", {"name": "x", "things": ["a", ""]}, ['things/1: expected the id of a thing, found ""']),
    ("place", {}, ["name: expected a value of type string, found none: the field is required"]),
    ("place", {"name": None}, ["name: expected a value of type string, found none: the field is required"]),
    ("lmp", {}, [": unknown entity type `lmp`"]),
    ("thing", {"old": "x"}, ["old: `old` is deprecated"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values", "messages"), WRONG, ids=str)
def test_what_is_wrong_with_a_new_entity(code: str, values: dict[str, Any], messages: list[str]) -> None:
    assert created(code, **values) == messages


def test_that_all_is_said_at_once() -> None:
    assert len(created("thing", number="x", price="x", tags=5, nothing=1)) == 4


def test_that_a_deprecated_field_is_written_and_warned_of() -> None:
    draft = Kept().draft(KNOWN)
    entity, problems = create(draft, "thing", "t1", {"old": "x"})

    assert [one.severity for one in problems] == [Severity.WARNING]
    assert entity is not None
    assert entity.properties["old"] == "x"


@pytest.mark.parametrize("id_", ["", "a/b", "a b", "-a", "$x", "é" * 201, "a\n"])
def test_that_an_id_has_to_be_one_word(id_: str) -> None:
    (problem,) = create(Kept().draft(KNOWN), "thing", id_, {})[1]

    assert problem.rule == "wrong-id"


def test_that_an_id_is_unique_whatever_the_type() -> None:
    kept = filled(("place", "a", {"name": "x"}))

    assert said(create(kept.draft(KNOWN), "thing", "a", {})[1]) == ["id: the id `a` is taken by place/a"]


def test_what_a_new_entity_is_given() -> None:
    kept = filled(("thing", "t1", {"price": 1.5, "tags": []}))

    entity = kept.of(Entity)["t1",]
    assert entity.properties == {
        "state": "open", "logged_at": "2026-11-22T09:00:00Z", "due_on": "2026-11-25", "price": "1.50", "tags": [],
    }  # fmt: skip
    assert (entity.state, entity.version, entity.created_at) == ("open", 1, NOW)


def test_that_a_default_gives_way_to_a_null() -> None:
    assert "due_on" not in filled(("thing", "t1", {"due_on": None})).of(Entity)["t1",].properties


def test_that_what_was_begun_elsewhere_starts_in_any_state() -> None:
    entity, problems = create(Kept().draft(KNOWN), "thing", "t1", {"state": "gone"}, any_state=True)

    assert problems == ()
    assert entity is not None
    assert entity.state == "gone"


def test_an_edit_counts_the_version_and_expects_the_one_before() -> None:
    kept = filled(("thing", "t1", {"number": 1}))
    draft = kept.draft(KNOWN)
    edit(draft, "t1", {"number": 2, "state": "closed", "due_on": None})
    done = finish(draft, TENANT)
    write(kept, done)

    entity = kept.of(Entity)["t1",]
    assert (entity.version, entity.state, entity.properties.get("due_on")) == (2, "closed", None)
    assert [one.expected for one in done.mutations if hasattr(one, "expected")] == [{"version": 1}]


def test_that_the_same_value_in_other_words_changes_nothing() -> None:
    kept = filled(("thing", "t1", {"price": "1.50", "logged_at": "2026-11-22T10:00:00+01:00"}))
    draft = kept.draft(KNOWN)
    _, problems = edit(
        draft, "t1", {"price": 1.5, "logged_at": "2026-11-22T09:00:00Z", "number": None, "state": "open"}
    )

    assert problems == ()
    assert finish(draft, TENANT).mutations == ()


def test_that_true_is_not_one() -> None:
    kept = filled(("thing", "t1", {"notes": {"by": 1}}))
    draft = kept.draft(KNOWN)
    edit(draft, "t1", {"notes": {"by": True}})
    write(kept, finish(draft, TENANT))

    assert record(kept, "t1")["notes"]["by"] is True


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("open", "closed", None),
        ("open", "open", None),
        ("open", "gone", 'no move leads from `open` to "gone"'),
        ("gone", "open", 'no move leads from `gone` to "open"'),
        ("open", None, "no move leads from `open` to null"),
    ],
)
def test_moves(before: str, after: str | None, message: str | None) -> None:
    kept = Kept()
    draft = kept.draft(KNOWN)
    create(draft, "lamp", "l1", {"state": before}, any_state=True)

    assert [one.message for one in edit(draft, "l1", {"state": after})[1]] == ([] if message is None else [message])


def test_that_a_faulty_change_leaves_the_draft_as_it_was() -> None:
    kept = filled(("thing", "t1", {"number": 1}), ("place", "p1", {"name": "x"}))
    draft = kept.draft(KNOWN)

    assert edit(draft, "t1", {"number": 2, "price": "x", "place": "p1"})[0] is None
    assert finish(draft, TENANT).mutations == ()


def test_relations_are_links_and_seen_from_both_sides() -> None:
    kept = filled(
        ("place", "p1", {"name": "x"}),
        ("thing", "t1", {"place": "p1"}),
        ("thing", "t2", {"place": {"id": "p1", "name": "x"}}),
    )

    assert record(kept, "p1")["things"] == ["t1", "t2"]
    assert record(kept, "t1")["place"] == "p1"
    assert "place" not in kept.of(Entity)["t1",].properties
    assert kept.of(EntityLink)[PLACE.id, "t1", "p1"].to_one


def test_that_a_relation_is_set_from_the_other_side() -> None:
    kept = filled(("thing", "t1", {}), ("thing", "t2", {}), ("place", "p1", {"name": "x", "things": ["t1"]}))
    draft = kept.draft(KNOWN)
    edit(draft, "p1", {"things": ["t2"]})
    write(kept, finish(draft, TENANT))

    assert (record(kept, "t1")["place"], record(kept, "t2")["place"]) == (None, "p1")
    # A link is a write of its source.
    assert [kept.of(Entity)[id_,].version for id_ in ("t1", "t2", "p1")] == [2, 2, 1]


def test_that_entities_may_name_each_other_before_they_are_there() -> None:
    kept = filled(
        ("thing", "t1", {"keeper": "ana", "place": "p1"}),
        ("place", "p1", {"name": "x"}),
        ("user", "ana", {"name": "Ana"}),
    )

    assert record(kept, "t1")["place"] == "p1"


def test_what_names_lead_to() -> None:
    kept = filled(("place", "p1", {"name": "x"}), ("lamp", "l1", {}), ("thing", "t1", {}))

    assert finished(kept, "thing", place="p2") == ["new/place: there is no place `p2`"]
    assert finished(kept, "thing", place="l1") == ["new/place: expected a place, found lamp/l1"]
    assert finished(kept, "place", name="y", things=["l1"]) == []
    assert finished(kept, "lamp", twin="t1") == ["new/twin: expected a lamp, found thing/t1"]
    assert finished(kept, "thing", keeper="bo") == ["new/keeper: there is no user `bo`"]
    assert finished(kept, "thing", keeper="p1") == ["new/keeper: expected a user, found place/p1"]


def test_that_a_relation_leads_to_one_at_most() -> None:
    kept = filled(("lamp", "l1", {}), ("lamp", "l2", {"twin": "l1"}), ("place", "p1", {"name": "x"}))

    assert finished(kept, "lamp", twin="l1") == [
        "l1/twin_of: `twin_of` of `l1` leads to one at most, found `l2` and `new`"
    ]
    assert finished(kept, "lamp", twin_of="l2") == [
        "l2/twin: `twin` of `l2` leads to one at most, found `l1` and `new`"
    ]


def test_that_links_may_be_exchanged() -> None:
    kept = filled(
        ("lamp", "l1", {}), ("lamp", "l2", {}), ("lamp", "l3", {"twin": "l1"}), ("lamp", "l4", {"twin": "l2"})
    )
    draft = kept.draft(KNOWN)
    edit(draft, "l3", {"twin": "l2"})
    edit(draft, "l4", {"twin": "l1"})
    write(kept, finish(draft, TENANT))

    assert (record(kept, "l1")["twin_of"], record(kept, "l2")["twin_of"]) == ("l4", "l3")


def test_that_a_required_relation_leads_somewhere() -> None:
    kept = filled(("user", "ana", {"name": "Ana"}), ("shop", "s1", {"owners": ["ana"]}))
    draft = kept.draft(KNOWN)
    unlink(draft, "s1", "owners", "ana")

    assert said(finish(draft, TENANT).problems) == ["s1/owners: expected a user, found none: the relation is required"]
    assert finished(kept, "shop") == ["new/owners: expected a user, found none: the relation is required"]


def test_links_one_by_one() -> None:
    kept = filled(("user", "ana", {"name": "Ana"}), ("user", "bo", {"name": "Bo"}), ("shop", "s1", {"owners": ["ana"]}))
    draft = kept.draft(KNOWN)
    assert link(draft, "s1", "owners", "bo") == link(draft, "s1", "owners", "ana") == ()
    assert unlink(draft, "s1", "owners", "ana") == ()
    write(kept, finish(draft, TENANT))

    assert record(kept, "s1")["owners"] == ["bo"]
    assert said(link(draft, "s1", "onwers", "bo")) == ["onwers: unknown relation `onwers` on entity `shop`"]
    assert said(link(draft, "s9", "owners", "bo")) == [": there is no entity `s9`"]


def test_that_what_is_undone_writes_nothing() -> None:
    kept = filled(("lamp", "l1", {}), ("lamp", "l2", {"twin": "l1", "number": 1}))
    draft = kept.draft(KNOWN)
    edit(draft, "l2", {"twin": None, "number": 2})
    edit(draft, "l2", {"twin": "l1", "number": 1})

    assert finish(draft, TENANT).mutations == ()


def test_that_values_are_unique_for_a_type_and_those_below_it() -> None:
    kept = filled(
        ("place", "p1", {"name": "x"}), ("place", "p2", {"name": "x"}), ("thing", "t1", {"number": 1, "place": "p1"})
    )

    assert finished(kept, "lamp", number=1, place="p1") == [
        'new/number: `number` 1 and `place` "p1" are together taken by thing/t1'
    ]
    assert finished(kept, "lamp", number=1, place="p2") == []
    assert finished(kept, "lamp", number=1) == []


def test_that_equal_numbers_are_one_unique_value() -> None:
    kept = filled(("user", "ana", {"name": "Ana"}), ("shop", "s1", {"sign": "1.50", "owners": ["ana"]}))

    assert finished(kept, "shop", sign=1.5, owners=["ana"]) == ['new/sign: `sign` "1.5" is taken by shop/s1']


def test_that_unique_values_are_given_up_and_exchanged() -> None:
    kept = filled(
        ("user", "ana", {"name": "Ana"}),
        ("shop", "s1", {"sign": 1, "owners": ["ana"]}),
        ("shop", "s2", {"sign": 2, "owners": ["ana"]}),
    )
    draft = kept.draft(KNOWN)
    edit(draft, "s1", {"sign": 2})
    edit(draft, "s2", {"sign": 1})
    write(kept, finish(draft, TENANT))

    assert len(kept.of(EntityUnique)) == 2
    draft = kept.draft(KNOWN)
    edit(draft, "s1", {"sign": None})
    edit(draft, "s2", {"sign": 2})
    write(kept, finish(draft, TENANT))
    assert [one.entity_id for one in kept.of(EntityUnique).values()] == ["s2"]


def test_that_two_new_entities_cannot_take_one_value() -> None:
    kept = filled(("user", "ana", {"name": "Ana"}))
    draft = kept.draft(KNOWN)
    for id_ in ("s1", "s2"):
        create(draft, "shop", id_, {"sign": 1, "owners": ["ana"]})

    assert said(finish(draft, TENANT).problems) == ['s2/sign: `sign` "1" is taken by shop/s1']


def test_that_a_person_has_a_record_that_keeps_in_step() -> None:
    kept = filled(("user", "ana", {"name": "Ana", "email": "ana@example.org"}))
    assert kept.of(User)["ana",] == User(key="ana", name="Ana", email="ana@example.org", attributes={}, is_active=True)

    draft = kept.draft(KNOWN)
    edit(draft, "ana", {"email": "a@example.org"})
    draft.profiles["ana"] = Profile({"district": "north"}, is_active=False)
    write(kept, finish(draft, TENANT))

    after = User(key="ana", name="Ana", email="a@example.org", attributes={"district": "north"}, is_active=False)
    assert kept.of(User)["ana",] == after
    draft = kept.draft(KNOWN)
    edit(draft, "ana", {"name": "Ana"})
    assert finish(draft, TENANT).mutations == ()


def test_that_an_entity_goes_with_its_links_and_unique_values() -> None:
    kept = filled(
        ("user", "ana", {"name": "Ana"}),
        ("shop", "s1", {"sign": 1, "owners": ["ana"]}),
        ("place", "p1", {"name": "x", "shops": ["s1"]}),
    )
    draft = kept.draft(KNOWN)
    assert delete(draft, "s1") == ()
    write(kept, finish(draft, TENANT))

    assert [key for (key,) in kept.of(Entity)] == ["ana", "p1"]
    assert kept.of(EntityLink) == kept.of(EntityUnique) == {}
    assert kept.of(Entity)["p1",].version == 2


def test_that_nothing_is_left_without_what_it_requires() -> None:
    kept = filled(("place", "p1", {"name": "x"}))

    assert said(delete(kept.draft(KNOWN), "p2")) == [": there is no entity `p2`"]
    people = filled(("user", "ana", {"name": "Ana"}))
    assert said(delete(people.draft(KNOWN), "ana")) == [": `ana` is a person, and what people did names them"]
