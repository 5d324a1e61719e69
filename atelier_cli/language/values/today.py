"""The day of the run, in UTC, with an ISO 8601 offset of whole days if there is one.

Example:
    `$today+P14D`
"""

from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import add_to_day, is_whole_days
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, DATE, Type
from atelier_cli.language.values.following import read
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import Reference

FORM = "$today+P3D"


def check(node: Reference, _expected: Type, _names: Names, _part: CheckPart) -> Typed:
    if node.offset is not None and not is_whole_days(node.offset):
        return ANY, (Problem("bad-value", "expected an offset of whole days: use `$now` for hours", within=node.span),)
    return DATE, ()


def resolve(node: Reference, expected: Type, scope: Scope, part: ResolvePart) -> Any:
    start, problems = coerce(read(node, expected, scope, part), DATE)
    if problems or start is None:
        raise EvaluationError("no-such-overload", "$today is no day here", node.span)
    if node.offset is None:
        return start
    try:
        return add_to_day(start, node.offset)
    except OverflowError as error:
        raise EvaluationError("out-of-range", "the offset leaves the years 1 to 9999", node.span) from error
