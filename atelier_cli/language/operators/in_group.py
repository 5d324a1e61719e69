"""The left side, a user or a list of groups, is in the right side, a group or one of a list of groups.

Example:
    `{subject: user, field: groups, operator: in_group, value: water-on-call}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import empty_list, names_of, names_right, not_names, wanted_names
from atelier_cli.language.verdict import Verdict, of

RIGHT = "a group, or a list of groups"
right_type = names_right
accepts = not_names
refuses = empty_list


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    held, wanted = names_of(left, "groups"), wanted_names(right)
    return of(None if held is None or wanted is None else bool(held & wanted))
