"""The ontology says of entity types what lint says: what one half checks, the other runs."""

from collections import ChainMap

import pytest

from atelier_cli.actions.entities.ontology import names_of, ontology
from atelier_cli.catalog.resolve import resolve
from atelier_cli.language.types import STRING, Type, list_of
from tests.support.entities import municipal, ontology_of, stored_rows
from tests.support.flows import lowered
from tests.support.template import PARSED

CATALOG = resolve(PARSED.values())

TYPES = """
- entity_type: thing
  schema:
    unique_constraints: [[place, number]]
    fields:
      - {field_key: number, field_type: {type: integer}, required: true}
      - {field_key: state, field_type: {type: enum, choices: [{value: open}, {value: closed}]}}
    relationships:
      - {rel_code: place, target_type_code: place, cardinality: many_to_one, reverse_code: things}
    states: {field: state, initial: open, transitions: {open: [closed]}}
- entity_type: lamp
  schema:
    parent_code: thing
    fields: [{field_key: watts, field_type: {type: decimal, precision: 1}}]
    relationships: [{rel_code: spare, target_type_code: lamp, cardinality: one_to_one}]
- entity_type: place
  schema: {fields: [{field_key: name, field_type: {type: string}}]}
"""


@pytest.mark.parametrize("code", sorted(CATALOG.entity_types))
def test_members_are_those_that_lint_knows(code: str) -> None:
    symbol, kind = CATALOG.entity_types[code], municipal().kinds[code]
    members = symbol.members.maps[0] if isinstance(symbol.members, ChainMap) else symbol.members

    assert dict(kind.members) == dict(members)
    assert kind.ancestors == symbol.ancestors
    assert {*kind.fields, *kind.relations} == symbol.settable
    assert {name: one.source for name, one in kind.backward.items()} == symbol.backward
    forward = {name: kind.relation(name) for name in (*kind.relations, *kind.reverse)}
    assert {name: of[0].target if of[1] else of[0].source for name, of in forward.items() if of} == symbol.forward


def test_that_a_type_inherits_all_that_its_parent_has() -> None:
    lamp = ontology_of(TYPES).kinds["lamp"]

    assert lamp.ancestors == ("thing",)
    assert lamp.is_a("thing")
    assert not ontology_of(TYPES).kinds["thing"].is_a("lamp")
    assert list(lamp.fields) == ["number", "state", "watts"]
    assert lamp.fields["watts"].precision == 1
    assert set(lamp.relations) == {"place", "spare"}
    assert set(lamp.backward) == {"spare"}
    assert [(one.type_code, one.key) for one in lamp.uniques] == [("thing", "place,number")]
    assert lamp.states is not None
    assert lamp.states.initial == "open"


def test_names_that_an_expression_reads() -> None:
    names = names_of(ontology_of(TYPES), {"entity": Type("entity", entity_type="lamp")})

    members = names.members("place")
    assert members is not None
    assert members == {
        "id": STRING,
        "name": Type("string", nullable=True),
        "things": list_of(Type("entity", entity_type="thing")),
    }
    assert names.members("nothing") is None
    assert (names.parent("lamp"), names.parent("thing"), names.parent("nothing")) == ("thing", None, None)


def test_that_what_is_inactive_is_not_there() -> None:
    types = [{"entity_type": "lamp", "is_active": False, "schema": {}}, {"entity_type": "place", "schema": {}}]

    assert list(ontology(stored_rows(lowered({}, {"entity_types": types}).vocabulary)).kinds) == ["place"]


def test_ids_of_a_type_and_those_below_it() -> None:
    known = ontology_of(TYPES)

    assert set(known.ids_of("thing")) == {known.kinds["thing"].id, known.kinds["lamp"].id}
