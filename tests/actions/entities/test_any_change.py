"""Whatever is done to entities of whatever types: what is written is whole, and what was written is read again."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.actions.entities.change import create, delete, edit, link, unlink
from atelier_cli.actions.entities.check import check, named
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.ontology import EntityKind, Ontology, Relation
from atelier_cli.actions.entities.record import record_of
from atelier_cli.actions.entities.unique import uniques
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from tests.support.any_entities import VALUES, entity_types, every_type
from tests.support.entities import TENANT, InMemory, Kept, ontology_of

EVERY = ontology_of(every_type(), roles=["clerk"])
NAMED = ["e1", "e2", "e3", "e4", "e5"]
IDS = st.sampled_from(NAMED)


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_was_written_is_read_again(values: dict[str, Any]) -> None:
    kept = Kept()
    draft = kept.draft(EVERY)
    create(draft, "thing", "t1", values)
    done = finish(draft, TENANT)
    assert done.problems == ()
    kept.apply(done.mutations)

    kind = EVERY.kinds["thing"]
    record = record_of(kind, kept.of(Entity)["t1",], ())
    for name, field in kind.fields.items():
        held = field.held.or_null()
        assert same(coerce(record[name], held)[0], coerce(values.get(name), held)[0]), name
        # What is stored is its own canonical form.
        assert check(kind, name, record[name], EVERY) == (record[name], ())
    again = Kept()
    draft = again.draft(EVERY)
    create(draft, "thing", "t1", {name: value for name, value in record.items() if name != "id"})
    again.apply(finish(draft, TENANT).mutations)
    assert again.of(Entity) == kept.of(Entity)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_that_every_change_leaves_entities_whole(data: st.DataObject) -> None:
    known = ontology_of(data.draw(entity_types()))
    _change_and_check(Kept(), known, data)


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_that_the_store_takes_every_change(data: st.DataObject) -> None:
    types = data.draw(entity_types())
    _change_and_check(InMemory(types), ontology_of(types), data)


def _change_and_check(kept: Kept | InMemory, known: Ontology, data: st.DataObject) -> None:
    draft = kept.draft(known)
    for id_ in NAMED[:4]:
        kind = known.kinds[data.draw(st.sampled_from(sorted(known.kinds)))]
        create(draft, kind.code, id_, _values(draft, kind, data, sure=True))
    kept.apply(finish(draft, TENANT).mutations)
    for _ in range(data.draw(st.integers(1, 4))):
        draft = kept.draft(known)
        for _ in range(data.draw(st.integers(1, 6))):
            _change(draft, known, data)
        done = finish(draft, TENANT)
        if not done.problems:
            kept.apply(done.mutations)
            _check_whole(kept, known)


def _change(draft: Draft, known: Ontology, data: st.DataObject) -> None:
    id_ = data.draw(IDS)
    there = draft.entity(id_)
    if there is None:
        kind = known.kinds[data.draw(st.sampled_from(sorted(known.kinds)))]
        create(draft, kind.code, id_, _values(draft, kind, data, sure=True))
        return
    kind = draft.kind(there)
    relations = [*kind.relations, *kind.reverse]
    match data.draw(st.sampled_from(["edit", "edit", "link", "unlink", "delete"])):
        case "delete":
            delete(draft, id_)
        case "edit":
            edit(draft, id_, _values(draft, kind, data, sure=False))
        case word if relations:
            name = data.draw(st.sampled_from(relations))
            (link if word == "link" else unlink)(draft, id_, name, data.draw(_others(draft, kind, name)))


def _values(draft: Draft, kind: EntityKind, data: st.DataObject, *, sure: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in kind.fields.items():
        if (sure and field.required) or data.draw(st.booleans()):
            # Few different values, so that some are taken.
            values[name] = data.draw(VALUES[field.type.name].filter(bool) | (st.nothing() if sure else st.none()))
    for name in (*kind.relations, *kind.reverse):
        relation, away = _relation(kind, name)
        if (sure and away and relation.required) or data.draw(st.booleans()):
            others = _others(draft, kind, name)
            is_one = relation.to_one if away else relation.from_one
            values[name] = data.draw(others if is_one else st.lists(others, max_size=3))
    return values


def _others(draft: Draft, kind: EntityKind, name: str) -> st.SearchStrategy[str]:
    """Ids that a relation may lead to, where there are any."""
    relation, away = _relation(kind, name)
    code = relation.target if away else relation.source
    found = [id_ for id_ in NAMED if (entity := draft.entity(id_)) is not None and draft.kind(entity).is_a(code)]
    return st.sampled_from(found) if found else IDS


def _relation(kind: EntityKind, name: str) -> tuple[Relation, bool]:
    found = kind.relation(name)
    assert found is not None
    return found


def _check_whole(kept: Kept | InMemory, known: Ontology) -> None:
    """Everything that holds of entities in a store; the tables' own promises `Kept` has checked."""
    entities = {id_: entity for (id_,), entity in kept.of(Entity).items()}
    links = list(kept.of(EntityLink).values())
    wanted: set[EntityUnique] = set()
    for id_, entity in entities.items():
        kind = known.by_id[entity.type_id]
        record = record_of(kind, entity, links)
        for name, value in entity.properties.items():
            assert value is not None
            assert check(kind, name, value, known) == (value, ())
            assert all(other in entities for other, _ in named(kind.fields[name].type, value))
        assert all(entity.properties.get(name) is not None for name, field in kind.fields.items() if field.required)
        assert all(record[name] for name, relation in kind.relations.items() if relation.required)
        assert entity.state == (None if kind.states is None else entity.properties[kind.states.field])
        wanted |= {one for _, one in uniques(kind, id_, record)}
        if kind.is_a("user"):
            user = kept.of(User)[id_,]
            assert (user.name, user.email) == (record["name"], record["email"])
    assert set(kept.of(EntityUnique).values()) == wanted
    for one in links:
        relation = known.relations[one.relationship_id]
        assert known.by_id[entities[one.source_id].type_id].is_a(relation.source)
        assert known.by_id[entities[one.target_id].type_id].is_a(relation.target)
        assert (one.to_one, one.from_one) == (relation.to_one, relation.from_one)
