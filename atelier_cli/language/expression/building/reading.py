"""Names, members, `has()` and indices."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.errors import EvaluationError, Span
from atelier_cli.language.expression.syntax import Has, Index, Name, Select
from atelier_cli.language.expression.values import Record, Reference, as_key, kind_of

#: What Python raises for a key that is not there, or a value that has none.
_ABSENT = (KeyError, TypeError, IndexError)


def build_name(node: Name, builder: Builder) -> Evaluate:
    key = node.name if node.absolute else builder.variables.get(node.name, node.name)

    def read(scope: Mapping[str, Any]) -> Any:
        try:
            return scope[key]
        except KeyError:
            raise EvaluationError("unknown-name", f"{node.name} has no value", node.span) from None

    return read


def build_select(node: Select, builder: Builder) -> Evaluate:
    operand, member, span = builder.of(node.operand), node.member, node.member_span

    def read(scope: Mapping[str, Any]) -> Any:
        value = operand(scope)
        try:
            return value[member]
        except _ABSENT:
            return absent(value, member, span)

    return _of_root(node, builder, read) if isinstance(node.operand, Name) else read


def _of_root(node: Select, builder: Builder, slow: Evaluate) -> Evaluate:
    """The usual case, `root.member`, without the call between the two."""
    name, member = node.operand, node.member
    if not isinstance(name, Name) or name.name in builder.variables:
        return slow
    root = name.name

    def read(scope: Mapping[str, Any]) -> Any:
        try:
            return scope[root][member]
        except _ABSENT:
            return slow(scope)

    return read


def absent(value: Any, member: str, span: Span) -> None:
    """What reading a member gives that is not there: null of a record, else an error."""
    if isinstance(value, Record | Reference):
        return
    if isinstance(value, Mapping):
        raise EvaluationError("no-such-key", f"there is no {member} here", span)
    _no_members(value, span)


def build_has(node: Has, builder: Builder) -> Evaluate:
    operand, member, span = builder.of(node.select.operand), node.select.member, node.select.member_span

    def test(scope: Mapping[str, Any]) -> bool:
        value = operand(scope)
        if isinstance(value, Record | Reference):
            return value.get(member) is not None
        if isinstance(value, Mapping):
            return member in value
        return _no_members(value, span)

    return test


def _no_members(value: Any, span: Span) -> NoReturn:
    raise EvaluationError("no-such-overload", f"{kind_of(value)} has no members", span)


def build_index(node: Index, builder: Builder) -> Evaluate:
    operand, index, span = builder.of(node.operand), builder.of(node.index), node.index.span

    def read(scope: Mapping[str, Any]) -> Any:
        value, place = operand(scope), index(scope)
        kind = kind_of(value)
        try:
            if kind == "list":
                return _item(value, place)
            if kind == "map" or (kind == "reference" and type(place) is str):
                key = as_key(place)
                return value[key] if key in value else absent(value, place, span)
        except EvaluationError as error:
            raise error.at(span)  # noqa: B904  # it is the same error, placed
        raise EvaluationError("no-such-overload", f"{kind} has no items", span)

    return read


def _item(items: Sequence[Any], place: Any) -> Any:
    kind = type(place)
    if kind is not int and not (kind is float and place.is_integer()):
        raise EvaluationError("no-such-overload", f"the index of a list is an integer, found {kind_of(place)}")
    if not 0 <= place < len(items):
        raise EvaluationError("index-out-of-bounds", f"there is no item {int(place)} in a list of {len(items)}")
    return items[int(place)]
