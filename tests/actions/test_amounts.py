"""Amounts of fields, which JSON keeps as texts, in conditions whose other side has no type of its own."""

from copy import deepcopy

import pytest

from atelier_cli.plan.mutation import Update
from atelier_cli.rows.people import User
from tests.support.acting import LISBON, desk_of, world

AMOUNT = "$entity.fee"


@pytest.mark.parametrize(
    ("condition", "is_true"),
    [
        ({"left": AMOUNT, "operator": "gt", "value": 9}, True),
        ({"left": AMOUNT, "operator": "lt", "value": 9}, False),
        ({"left": 10, "operator": "lt", "value": AMOUNT}, True),
        ({"left": "$user.attributes.limit", "operator": "gte", "value": AMOUNT}, False),
        ({"left": AMOUNT, "operator": "in", "value": ["10.50", 3]}, True),
        ({"left": AMOUNT, "operator": "between", "value": [10, 11]}, True),
    ],
)
def test_they_are_compared_as_amounts(condition: object, is_true: bool) -> None:  # noqa: FBT001  # a parameter of the test
    vocabulary = deepcopy(world()["vocabulary"])
    fees = [{"field_key": "fee", "field_type": {"type": "decimal", "precision": 2}}]
    next(one for one in vocabulary["entity_types"] if one["entity_type"] == "report")["schema"]["fields"] += fees
    desk = desk_of(
        [{"key": "act", "edits": [{"field": "note", "value": "yes", "when": condition}]}], vocabulary=vocabulary
    )
    desk.set("r1", fee="10.50")
    desk.write(Update(LISBON, User, ("ana",), {"attributes": {"limit": 10}}))
    report = desk.preview("act", "report/r1")
    assert [one["after"] for one in report.plan["edits"]] == ["yes"] * is_true
