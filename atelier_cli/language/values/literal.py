"""Itself: text, a number, true, false, null, or a list or map whose parts are values in turn; `$$x` is the text `$x`.

Example:
    `closed`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, BOOLEAN, INTEGER, NULL, NUMBER, STRING, Type, list_of, object_of
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import ListNode, Literal, MapNode, Node
from atelier_cli.language.values.written import is_written, plain_key, written
from atelier_cli.names import suggest

FORM = "a literal"
_Node = Literal | ListNode | MapNode
#: Types that hold objects of a form of their own.
_FORMED = {"geometry", "geo_point", "address", "file", "user", "entity"}
_OPEN = {"any", "json"}


def check(node: _Node, expected: Type, _names: Names, part: CheckPart) -> Typed:
    match node:
        case Literal(value):
            return _literal(value, expected)
        case ListNode(items):
            return _list(items, expected, part)
        case MapNode():
            return _map(node, expected, part)


def resolve(node: _Node, expected: Type, _scope: Scope, part: ResolvePart) -> Any:
    match node:
        case Literal(value):
            return value
        case ListNode(items):
            return [_placed(i, item, expected.item or ANY, part) for i, item in enumerate(items)]
        case MapNode(members):
            types = expected.fields or {}
            plain = {plain_key(key): member for key, member in members.items()}
            return {key: _placed(key, member, types.get(key, ANY), part) for key, member in plain.items()}


def _placed(step: str | int, node: Node, expected: Type, part: ResolvePart) -> Any:
    """What a part stands for; where it stands for nothing, the error tells which part it was."""
    try:
        return part(node, expected)
    except EvaluationError as error:
        raise error.below(step)  # noqa: B904  # it is the same error, placed


def type_of_literal(value: Any) -> Type:
    """The type that a written value has of itself."""
    match value:
        case bool():
            return BOOLEAN
        case int():
            return INTEGER
        case float():
            return NUMBER
        case str():
            return STRING
        case None:
            return NULL
        case _:
            return ANY


def _literal(value: Any, expected: Type) -> Typed:
    if expected.name in _OPEN or value is None:
        # Whether a null may stand here is for whoever asks for a value at all.
        return type_of_literal(value), ()
    _, problems = coerce(value, expected)
    return (ANY, problems) if problems else (expected, ())


def _list(items: tuple[Node, ...], expected: Type, part: CheckPart) -> Typed:
    if expected.name not in {"list", *_OPEN}:
        return ANY, (Problem("wrong-type", f"expected {expected}, found a list"),)
    found = [part(item, expected.item or ANY) for item in items]
    problems = tuple(one for index, (_, faults) in enumerate(found) for one in below((index,), faults))
    kinds = {kind.name for kind, _ in found}
    return list_of(found[0][0] if len(kinds) == 1 else ANY), problems


def _map(node: MapNode, expected: Type, part: CheckPart) -> Typed:
    if expected.name not in {"object", *_OPEN, *_FORMED}:
        return ANY, (Problem("wrong-type", f"expected {expected}, found an object"),)
    types = (expected.fields or {}) if expected.name == "object" else {}
    found = {key: part(member, types.get(plain_key(key), ANY)) for key, member in node.members.items()}
    problems = [one for key, (_, faults) in found.items() for one in below((key,), faults)]
    if expected.name == "object":
        problems += _members(node.members, expected)
    elif expected.name in _FORMED and is_written(node):
        problems += coerce(written(node), expected)[1]
    kinds = {plain_key(key): kind for key, (kind, _) in found.items()}
    return (ANY if expected.name in _FORMED else object_of(kinds)), tuple(problems)


def _members(members: Mapping[str, Node], expected: Type) -> Problems:
    """Members that the type does not have, and those that it needs."""
    types = expected.fields or {}
    strange = [] if expected.open else [key for key in members if plain_key(key) not in types]
    problems = []
    for key in strange:
        message, hint = unknown("member", plain_key(key), types)
        problems.append(Problem("wrong-type", message, (key,), help=hint))
    # One that is only misspelt is not missing too.
    known = {*map(plain_key, members), *(suggest(plain_key(key), types) for key in strange)}
    missing = [name for name, type in types.items() if not type.nullable and name not in known]
    problems += [Problem("wrong-type", f"expected a member `{name}`, found none") for name in missing]
    return tuple(problems)
