"""What a row class states once is what tables, orders and contents are derived from."""

from dataclasses import fields, replace
from itertools import chain

import pytest

from atelier_cli.rows import INSERTION_ORDER, ROW_CLASSES
from atelier_cli.rows.action import ActionParameter, ActionType
from atelier_cli.rows.content import canonical_json, content, content_hash
from atelier_cli.rows.row import ENVELOPE, Reference, Row, SourceRef, members, references, row_class_name
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import Role

each = pytest.mark.parametrize("row_class", ROW_CLASSES.values(), ids=ROW_CLASSES)
ROLE = Role(address=("clerk",), owner="words", code="clerk")


@each
def test_a_class_comes_after_all_that_it_refers_to(row_class: type[Row]) -> None:
    place = INSERTION_ORDER.index(row_class)
    needed = [ROW_CLASSES[one.target] for one in references(row_class)] + (
        [row_class.PARENT] if row_class.PARENT else []
    )
    assert all(INSERTION_ORDER.index(one) < place for one in needed if one is not row_class)


@each
def test_a_class_names_its_own_keys(row_class: type[Row]) -> None:
    assert set(row_class.KEY) <= {member.name for member in members(row_class)}
    assert not {member.name for member in members(row_class)} & set(ENVELOPE)
    assert row_class.TABLE.startswith("atelier_")


@each
def test_the_vocabulary_refers_to_nothing_but_itself_and_is_never_forked(row_class: type[Row]) -> None:
    if row_class.PLANE == "vocabulary":
        assert not row_class.FORKABLE
        assert {ROW_CLASSES[one.target].PLANE for one in references(row_class)} <= {"vocabulary"}
    else:
        assert row_class.FORKABLE


def test_tables_are_told_apart() -> None:
    assert len({row_class.TABLE for row_class in ROW_CLASSES.values()}) == len(ROW_CLASSES)


def test_a_reference_within_the_application_shares_its_first_key() -> None:
    flow = next(one for one in members(ActionType) if isinstance(one, Reference) and one.name == "flow")
    assert (flow.target, flow.within, flow.nullable, flow.column) == ("flow", 1, True, "flow_id")
    assert row_class_name(ActionParameter) == "action_parameter"


def test_content_leaves_out_where_a_row_comes_from() -> None:
    moved = replace(ROLE, owner="others", source=SourceRef("a.yaml", "/x", 3), renamed_from=("old",), order=4)
    assert content(ROLE) == {"code": "clerk", "is_active": True}
    assert content_hash(moved) == content_hash(ROLE)
    assert content_hash(replace(ROLE, is_active=False)) != content_hash(ROLE)


@pytest.mark.parametrize(
    ("left", "right"), [(1, 1.0), (1, True), (0, False), ("1", 1), (None, "null"), ([1], {"1": 1})]
)
def test_values_that_python_takes_for_equal_are_told_apart(left: object, right: object) -> None:
    assert canonical_json(left) != canonical_json(right)


def test_the_order_of_keys_says_nothing() -> None:
    assert canonical_json({"b": 1, "a": {"d": "é", "c": 2}}) == '{"a":{"c":2,"d":"é"},"b":1}'


def test_a_value_that_is_no_json_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(float("nan"))


def test_a_set_holds_one_row_an_address_and_puts_the_classes_in_order() -> None:
    other = replace(ROLE, address=("director",), code="director")
    rows = row_set([ROLE, other, replace(ROLE, owner="last")])
    assert [(row.address[0], row.owner) for row in rows] == [("clerk", "last"), ("director", "words")]
    assert len(rows) == 2
    assert rows.get(Role, ("nobody",)) is None


def test_every_field_of_every_class_is_told_apart_from_the_envelope() -> None:
    declared = {field.name for row_class in ROW_CLASSES.values() for field in fields(row_class)} - set(ENVELOPE)
    assert declared == {member.name for member in chain.from_iterable(map(members, ROW_CLASSES.values()))}
