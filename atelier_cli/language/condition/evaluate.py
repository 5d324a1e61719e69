"""Evaluates a condition in a scope, by Kleene's logic."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.condition.parse import Comparison, Condition, parse
from atelier_cli.language.condition.subject import NO_SUBJECT, Subject
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.members import member_type
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.operators.protocol import UNKNOWN, Facts
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import ANY, DATE, DATETIME, Type
from atelier_cli.language.values.following import read_member, type_of
from atelier_cli.language.values.parse import parse as read_value
from atelier_cli.language.values.resolve import resolve
from atelier_cli.language.values.syntax import Reference
from atelier_cli.language.verdict import Verdict

_INSTANT = DATETIME.or_null()
_DAY = DATE.or_null()
#: Types that say nothing of how JSON holds a value.
_OPEN = {"any", "json"}


def evaluate(condition: Any, scope: Scope, subject: Subject = NO_SUBJECT) -> Verdict:
    """The verdict on a condition; a side that has no value makes its comparison UNEVALUABLE.

    Raises EvaluationError for what is no condition: that is found by `check`, before anything runs.
    """
    read, problems = parse(condition)
    if problems:
        raise EvaluationError("invalid", problems[0].message)
    return evaluate_read(read, scope, subject)


def evaluate_read(condition: Condition, scope: Scope, subject: Subject = NO_SUBJECT) -> Verdict:
    """The same of a condition that was read already."""
    if condition is None:
        raise EvaluationError("invalid", "there is no condition here")
    if isinstance(condition, Comparison):
        return _compare(condition, scope, subject)
    return COMBINATORS[condition.combinator].combine(evaluate_read(one, scope, subject) for one in condition.conditions)


def _compare(condition: Comparison, scope: Scope, subject: Subject) -> Verdict:
    if condition.operator is None:
        raise EvaluationError("invalid", "there is no operator here")
    operator = OPERATORS[condition.operator]
    try:
        left, type, before = _left(condition, scope, subject)
        wanted = operator.right_type(type)
        right = None if wanted is None else _value(condition.right, scope, wanted)[0]
    except EvaluationError:
        return Verdict.UNEVALUABLE
    return operator.evaluate(left, right, _facts(scope, before))


def _left(condition: Comparison, scope: Scope, subject: Subject) -> tuple[Any, Type, Any]:
    """The left side, its type, and what it was before."""
    if condition.field is None:
        return *_value(condition.left, scope, ANY), UNKNOWN
    value, type = _field(condition.field, subject.record, subject.type, scope)
    if subject.before is UNKNOWN:
        return value, type, UNKNOWN
    return value, type, _field(condition.field, subject.before, subject.type, scope)[0]


def _value(said: Any, scope: Scope, expected: Type) -> tuple[Any, Type]:
    """What a value stands for, as its type holds it, with that type.

    Where any is welcome it has the type that is declared where it is read: an amount that JSON keeps as a text is one.
    """
    value = resolve(said, scope, expected)
    if expected.name in _OPEN and isinstance(value, str | list):
        node, _ = read_value(said)
        expected = type_of(node, scope.names) if isinstance(node, Reference) else expected
    return _typed(value, expected), expected


def _field(field: str, record: Any, type: Type, scope: Scope) -> tuple[Any, Type]:
    """The field by its name or the dotted path to it, as its type holds it."""
    value = record
    for name in field.split("."):
        # A record may leave out what it has no value for; `check` has seen that its type names the field.
        missing = isinstance(value, Mapping) and name not in value
        value = None if missing else read_member(value, name, type, scope.names)
        type = member_type(type, name, scope.names) or ANY
    return _typed(value, type), type


def _typed(value: Any, type: Type) -> Any:
    """The value as its type holds it; one that is not of its type stays what it is, and is not comparable."""
    found, problems = coerce(value, type)
    return value if problems else found


def _facts(scope: Scope, before: Any) -> Facts:
    now: datetime | None = coerce(scope.roots.get("now"), _INSTANT)[0]
    today: date | None = coerce(scope.roots.get("today"), _DAY)[0]
    return Facts(now, today or (now.date() if now else None), before)
