"""Evaluates the text of an expression in a scope."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.incoming import cel_scope
from atelier_cli.language.expression.outgoing import json_value
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.expression.prepare import prepare
from atelier_cli.language.expression.values import kind_of
from atelier_cli.language.scope import Scope
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import ANY, Type


def evaluate(text: str, scope: Scope, expected: Type = ANY) -> Any:
    """The value of an expression as JSON holds it; raises EvaluationError where it has none."""
    return json_value(_value(text, scope), expected)


def holds(text: str, scope: Scope) -> bool:
    """Whether a boolean expression is true; raises EvaluationError where it has no value, or one of another type."""
    value = _value(text, scope)
    if value is True or value is False:
        return bool(value)
    raise EvaluationError("no-such-overload", f"expected true or false, found {kind_of(value)}", (0, len(text)))


def operands(text: str, scope: Scope) -> dict[str, Any]:
    """What an expression reads, by path, as JSON; a path that is not there is left out. For traces."""
    found = {use.path: _read(scope.roots, use.path) for use in prepare(text).uses}
    return {".".join(path): to_json(values[0]) for path, values in found.items() if values}


def _value(text: str, scope: Scope) -> Any:
    prepared = prepare(text)
    return prepared.evaluate(cel_scope(scope.roots, scope.names, prepared.roots))


def _read(value: Any, path: NamePath) -> tuple[Any, ...]:
    """The value at a path, alone in a tuple; empty where there is none."""
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return ()
        value = value[name]
    return (value,)
