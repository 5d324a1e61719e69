"""Whatever the JSON of a row says, a definition comes of it: one that is valid, or one that says why it is not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.actions.define import define
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.row import Column, members
from tests.actions.test_definition import SETTINGS, action_of, town, whole
from tests.support.actions import stored
from tests.support.examples import examples
from tests.support.sheets import JSON

#: Every JSON column of every row of the action.
PLACES = [
    pytest.param(i, member.name, id=f"{'/'.join(one.row.address[3:]) or 'action'}-{member.name}")
    for i, one in enumerate(whole())
    for member in members(type(one.row))
    if isinstance(member, Column) and member.type == "json"
]
#: JSON with the words in it that mean something, so that it goes wrong further in.
WORDS = st.sampled_from(
    [
        "$entity.title", "$parameters.note", "$created.first.id", "$$", "$", "id", "min", "pattern", "choices",
        "setting", "entity_type", "filter", "value", "label", "when", "field", "operator", "eq", "config", "fields",
        "groups", "roles", "expression", "$expr", "$function", "args", "report", "mode", "limit", "apply", "parts",
    ]
)  # fmt: skip
ANYTHING = st.recursive(
    st.one_of(JSON, WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@pytest.mark.parametrize(("index", "name"), PLACES)
@given(said=ANYTHING)
@examples(15)
def test_that_no_json_of_a_row_breaks_it(index: int, name: str, said: Any) -> None:
    rows = whole()
    rows[index] = _saying(rows[index], name, said)

    found = action_of(rows)

    assert found.is_valid == (not found.problems)
    assert all(one.path and one.message for one in found.problems)


@pytest.mark.parametrize(("index", "name"), PLACES)
@given(data=st.data())
@examples(20)
def test_that_no_part_of_a_row_breaks_it(index: int, name: str, data: st.DataObject) -> None:
    """One part of what is written there becomes something else."""
    rows = whole()
    rows[index] = _saying(rows[index], name, _altered(getattr(rows[index].row, name), data))

    found = action_of(rows)

    assert found.is_valid == (not found.problems)


def _altered(said: Any, data: st.DataObject) -> Any:
    if isinstance(said, dict) and said and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(said)))
        return {**said, key: _altered(said[key], data)}
    if isinstance(said, list) and said and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(said) - 1))
        return [*said[:at], _altered(said[at], data), *said[at + 1 :]]
    return data.draw(ANYTHING)


def _saying(one: StoredRow, name: str, said: Any) -> StoredRow:
    return stored(replace(one.row, **{name: said}))


def test_that_rows_without_an_action_are_our_mistake() -> None:
    _, known, functions = town()

    with pytest.raises(ValueError, match="not enough values"):
        define([], known, SETTINGS, functions)
