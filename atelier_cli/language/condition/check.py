"""Checks a condition: its shape, what it names, and the types of both sides."""

import re
from dataclasses import replace
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.condition.parse import Comparison, Condition, parse
from atelier_cli.language.members import member_type, unknown_member
from atelier_cli.language.operators import OPERATORS
from atelier_cli.language.problems import Problem, Problems, below
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, NULL, Type, list_of
from atelier_cli.language.values.check import typed
from atelier_cli.language.values.parse import parse as parse_value
from atelier_cli.language.values.slots import Slot
from atelier_cli.language.values.written import is_written, written

#: What was probably meant where a day stands beside an instant.
_INSTEAD = {
    ("date", "datetime"): "compare a day with a day, such as `$today`",
    ("datetime", "date"): "compare an instant with an instant, such as `$now`",
}
_NAME = re.compile(r"[^.]+")


def check(condition: Any, slot: Slot, names: Names, subject: Type = ANY) -> Problems:
    """All that is wrong with a condition over the fields of a subject; paths start at the condition."""
    read, problems = parse(condition)
    return (*problems, *_check(read, slot, names, subject))


def _check(condition: Condition, slot: Slot, names: Names, subject: Type) -> Problems:
    if condition is None:
        return ()
    if isinstance(condition, Comparison):
        return _comparison(condition, slot, names, subject)
    inner = [_check(one, slot, names, subject) for one in condition.conditions]
    if condition.combinator == "not":
        return below(("not",), inner[0])
    return tuple(one for index, found in enumerate(inner) for one in below((condition.combinator, index), found))


def _comparison(condition: Comparison, slot: Slot, names: Names, subject: Type) -> Problems:
    if condition.field is None:
        left, faults = typed(condition.left, slot, names)
        problems = below(("left",), faults)
    else:
        left, faults = field_type(condition.field, subject, names)
        problems = below(("field",), faults)
    if condition.operator is None:
        return (*problems, *below(("value",), typed(condition.right, slot, names)[1]))
    return (*problems, *_right(condition, condition.operator, ANY if problems else left, slot, names))


def field_type(field: str, subject: Type, names: Names) -> tuple[Type, Problems]:
    """The type of a field of the subject, by its name or the dotted path to it; `any` where there is none."""
    holder = subject
    for found in _NAME.finditer(field):
        name = found.group()
        inner = member_type(holder, name, names)
        if inner is None:
            within = found.span() if found.span() != (0, len(field)) else None
            return ANY, (unknown_member(holder, name, "field", "unknown-field", within, names),)
        holder = inner
    return holder, ()


def _right(condition: Comparison, word: str, left: Type, slot: Slot, names: Names) -> Problems:
    operator = OPERATORS[word]
    wanted = operator.right_type(left)
    if wanted is None:
        return (*_extra(condition), *_compared(word, left, NULL))
    if not condition.has_right:
        return (Problem("bad-condition", f"`{word}` expected a `value`, {operator.RIGHT}, found none"),)
    node = parse_value(condition.right)[0]
    if not is_written(node):
        right, problems = typed(condition.right, slot, names, _loosened(wanted))
        return below(("value",), problems) or _compared(word, left, right)
    if condition.right is None:
        return _compared(word, left, NULL)
    right, faults = coerce(written(node), wanted)
    kind = typed(condition.right, slot, names)[0] if wanted.name == "any" else wanted
    mismatch = below(("value",), faults) or _compared(word, left, kind)
    reason = None if mismatch else operator.refuses(left, right)
    return mismatch if reason is None else (Problem("wrong-operand", reason, ("value",)),)


def _extra(condition: Comparison) -> Problems:
    if not condition.has_right:
        return ()
    return (Problem("bad-condition", f"`{condition.operator}` takes no `value`", ("value",), help="leave it out"),)


def _compared(word: str, left: Type, right: Type) -> Problems:
    """Why the operator does not compare the two sides, told at the operator where the left one alone is the reason."""
    operator = OPERATORS[word]
    reason = operator.accepts(left, right)
    if reason is None:
        return ()
    at = "operator" if operator.right_type(left) is None or operator.accepts(left, ANY) else "value"
    hint = _INSTEAD.get((left.name, right.name), "")
    return (Problem("wrong-operand", f"`{word}` cannot compare these: {reason}", (at,), help=hint),)


def _loosened(wanted: Type) -> Type:
    """What a list with references in it is checked as: its items are compared, not stored, so their kind may differ."""
    return replace(list_of(ANY), nullable=True) if wanted.name == "list" else ANY
