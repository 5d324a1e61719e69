"""Compiles the expression of a gate or a match, once for all runs."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.incoming import cel_value
from atelier_cli.language.expression.paths import NameUse
from atelier_cli.language.expression.prepare import prepare
from atelier_cli.language.expression.values import Record, kind_of
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.steps.protocol import Judge, Judged
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import Type

_MISSING = object()
#: Flows hold JSON: nothing in them refers to the members of an entity.
_NAMES = Names({})


def compile_judge(text: str, roots: Mapping[str, Type]) -> Judge:
    """The function that judges a scope by an expression that `check` finds no fault with, by the types of its roots."""
    prepared = prepare(text)
    read = prepared.roots & set(roots)

    def judge(scope: Scope) -> Judged:
        operands = _operands(text, prepared.uses, scope)
        try:
            result = prepared.evaluate(
                {root: _brought(scope.roots[root], roots[root]) for root in read if root in scope.roots}
            )
        except EvaluationError as error:
            return Judged(None, operands, _told(error, prepared.uses))
        if not isinstance(result, bool):
            return Judged(None, operands, f"expected true or false, found {kind_of(result)}")
        return Judged(result, operands)

    return judge


def _told(error: EvaluationError, uses: tuple[NameUse, ...]) -> str:
    """Why there is no value; of what is not there, the whole way to it."""
    if error.code != "no-such-key" or error.span is None:
        return error.message
    start, end = error.span
    for use in uses:
        if use.span[0] <= start and end <= use.span[1]:
            read = sum(span[0] < end for span in use.spans)
            return f"there is no {'.'.join(use.path[:read])} here"
    return error.message


def _brought(value: Any, type: Type) -> Any:
    return _strict(cel_value(value, type, _NAMES))


def _strict(value: Any) -> Any:
    """The value with plain maps for records: in a flow, a member that is not there is an error, and never null."""
    if isinstance(value, Record):
        return {name: _strict(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_strict(item) for item in value]
    return value


def _operands(text: str, uses: tuple[NameUse, ...], scope: Scope) -> dict[str, Any]:
    """What the expression reads, as written, as JSON; what is not there is left out."""
    found = {text[slice(*use.span)]: _at(scope.roots, use.path) for use in uses}
    return {name: to_json(value) for name, value in found.items() if value is not _MISSING}


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return _MISSING
        value = value[name]
    return value
