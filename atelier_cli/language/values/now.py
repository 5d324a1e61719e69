"""The one instant of the run, with an ISO 8601 offset if there is one.

Example:
    `$now-P30D`
"""

from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import add_to_instant
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import DATETIME, Type
from atelier_cli.language.values.following import read
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import Reference

FORM = "$now+P3D"


def check(_node: Reference, _expected: Type, _names: Names, _part: CheckPart) -> Typed:
    return DATETIME, ()


def resolve(node: Reference, expected: Type, scope: Scope, part: ResolvePart) -> Any:
    start, problems = coerce(read(node, expected, scope, part), DATETIME)
    if problems or start is None:
        raise EvaluationError("no-such-overload", "$now is no instant here", node.span)
    if node.offset is None:
        return start
    try:
        return add_to_instant(start, node.offset)
    except OverflowError as error:
        raise EvaluationError("out-of-range", "the offset leaves the years 1 to 9999", node.span) from error
