"""Resolves a value in a scope."""

from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values import MODES
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Broken, Node, mode_of


def resolve(value: Any, scope: Scope, expected: Type = ANY) -> Any:
    """What a value stands for, its parts resolved in turn; raises EvaluationError where it stands for nothing.

    The result is JSON, or what `coerce` makes of it, as the scope holds it: it is not coerced to the type that is
    expected, which only tells an expression whether it makes a day or an instant.
    """
    node, problems = parse(value)
    if problems:
        raise EvaluationError("invalid", problems[0].message, problems[0].within)
    return resolve_node(node, scope, expected)


def resolve_node(node: Node, scope: Scope, expected: Type = ANY) -> Any:
    """The same of a value that was read already."""
    if isinstance(node, Broken):
        raise EvaluationError("invalid", "there is no value here")
    return MODES[mode_of(node)].resolve(node, expected, scope, lambda part, type: resolve_node(part, scope, type))
