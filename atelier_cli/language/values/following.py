"""What the modes share that read names below a root."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.members import MOST_HOPS, is_record, known_members, member_type, record_code, unknown_member
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import FIXED_ROOTS, Names, Scope
from atelier_cli.language.shown import shown
from atelier_cli.language.types import ANY, USER, Type
from atelier_cli.language.values.protocol import Level, Typed
from atelier_cli.language.values.syntax import Reference

_FIELD = Level("field", "unknown-field")
_MEMBER = Level("member", "unknown-name")


def root_type(root: str, names: Names) -> Type | None:
    return names.roots.get(root) or FIXED_ROOTS.get(root)


def follow(node: Reference, names: Names, form: str, *levels: Level) -> Typed:
    """The type at the end of a reference; as many names are needed as there are levels."""
    holder = root_type(node.root, names)
    if holder is None:
        return ANY, (
            Problem("unknown-name", f"there is no `${node.root}` here", within=node.span, help=_help(node, names)),
        )
    if len(node.names) < len(levels):
        found = "$" + ".".join([node.root, *(name.text for name in node.names)])
        return ANY, (Problem("bad-value", f"expected `{form}`, found `{found}`", within=node.span),)
    hops = 0
    for depth, name in enumerate(node.names):
        found_type = member_type(holder, name.text, names)
        if found_type is None:
            level = levels[depth] if depth < len(levels) else _FIELD if is_record(holder) else _MEMBER
            return ANY, (unknown_member(holder, name.text, level.noun, level.rule, name.span, names),)
        hops += is_record(holder) and depth > 0
        if hops > MOST_HOPS:
            return ANY, (
                Problem("bad-value", f"expected at most {MOST_HOPS} hops from record to record", within=name.span),
            )
        holder = found_type
    return holder, ()


def type_of(node: Reference, names: Names) -> Type:
    """The type that is declared at the end of a reference; `any` where nobody knows."""
    holder = root_type(node.root, names)
    for name in node.names:
        holder = None if holder is None else member_type(holder, name.text, names)
    return holder or ANY


def record_of(node: Reference, names: Names) -> Type | None:
    """The type of the record whose id a reference reads; None where it reads something else, or nobody knows."""
    *before, last = node.names or (None,)
    if last is None or last.text != "id":
        return None
    if node.root == "user" and not before:
        return USER
    holder = root_type(node.root, names)
    for name in before:
        holder = None if holder is None or name is None else member_type(holder, name.text, names)
    is_known = holder is not None and is_record(holder) and names.members(record_code(holder)) is not None
    return holder if is_known else None


def _help(node: Reference, names: Names) -> str:
    return names.absent.get(node.root, "")


def read(node: Reference, _expected: Type, scope: Scope, _part: object) -> Any:
    """The value at the end of a reference, of a record its id; raises EvaluationError where there is none."""
    if node.root not in scope.roots:
        raise EvaluationError("unknown-name", f"there is no ${node.root} here", node.span)
    value, holder = scope.roots[node.root], root_type(node.root, scope.names) or ANY
    for depth, name in enumerate(node.names, 1):
        try:
            value = read_member(value, name.text, holder, scope.names)
        except EvaluationError as error:
            if error.code != "no-such-key":
                raise error.at(name.span)  # noqa: B904  # it is the same error, placed
            raise EvaluationError(error.code, _missing(node, depth), name.span) from None
        holder = member_type(holder, name.text, scope.names) or ANY
    return _reference(value, holder)


def _reference(value: Any, type: Type) -> Any:
    """The id of a record, whether it was loaded for the sake of another value or not."""
    if type.name == "list" and type.item is not None and isinstance(value, list | tuple):
        return [_reference(item, type.item) for item in value]
    return value["id"] if is_record(type) and isinstance(value, Mapping) and "id" in value else value


def _missing(node: Reference, depth: int) -> str:
    """What is not there of a reference, and what it was to be read for."""
    names = [f"${node.root}", *(name.text for name in node.names)]
    whole = "" if depth == len(node.names) else f", to read {'.'.join(names)}"
    return f"there is no {'.'.join(names[: depth + 1])} here{whole}"


def read_member(value: Any, name: str, holder: Type, names: Names) -> Any:
    """The member's value; null of null, and where a declared member is not there.

    Raises EvaluationError for a member that is neither there nor declared.
    """
    if value is None:
        return None
    if isinstance(value, str) and name == "id":
        return value  # a reference that was not loaded is its id
    if not isinstance(value, Mapping):
        raise EvaluationError("no-such-overload", f"{shown(value)} has no member {name}")
    if name in value or name in known_members(holder, names):
        return value.get(name)
    raise EvaluationError("no-such-key", f"there is no {name} here")
