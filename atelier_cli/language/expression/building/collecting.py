"""Lists and maps that are written out."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.syntax import ListNode, MapNode
from atelier_cli.language.expression.values import as_key


def build_list(node: ListNode, builder: Builder) -> Evaluate:
    items = tuple(builder.of(item) for item in node.items)
    return lambda scope: [item(scope) for item in items]


def build_map(node: MapNode, builder: Builder) -> Evaluate:
    entries = tuple((builder.of(key), builder.of(value), key.span) for key, value in node.entries)

    def evaluate(scope: Mapping[str, Any]) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_of, value_of, span in entries:
            written = key_of(scope)
            if type(written) is float:
                raise EvaluationError("no-such-overload", "double cannot be a key of a map", span)
            try:
                key = as_key(written)
            except EvaluationError as error:
                raise error.at(span)  # noqa: B904  # it is the same error, placed
            if key in result:
                raise EvaluationError("duplicate-key", f"the map names {written} twice", span)
            result[key] = value_of(scope)
        return result

    return evaluate
