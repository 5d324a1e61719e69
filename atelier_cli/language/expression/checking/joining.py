"""Joins the types of two parts of which one or the other is taken."""

from atelier_cli.language.expression.kinds import NUMBERS, kind_of_type
from atelier_cli.language.join import join as join_declared
from atelier_cli.language.types import ANY, NUMERIC, OBJECT, Type, list_of, map_of

#: The type of `[]`, which takes after whatever it is joined with: told by identity.
EMPTY_LIST = list_of(ANY)


def join(left: Type, right: Type) -> Type:
    """The narrowest type that holds the values of both as expressions hold them; `any` where there is none."""
    if left is right:
        return left
    if left.name == "null" or right.name == "null":
        return (left if right.name == "null" else right).or_null()
    found = _joined(left, right)
    return found.or_null() if left.nullable or right.nullable else found


def _joined(left: Type, right: Type) -> Type:
    kinds = {kind_of_type(left), kind_of_type(right)}
    if len(kinds) > 1:
        return NUMERIC if kinds <= NUMBERS else ANY
    match kinds.pop():
        case "list":
            return _lists(left, right)
        case "map":
            return _maps(left, right)
        case _:
            return join_declared((left, right))


def _lists(left: Type, right: Type) -> Type:
    if left is EMPTY_LIST or right is EMPTY_LIST:
        return right if left is EMPTY_LIST else left
    return list_of(join(left.item or ANY, right.item or ANY))


def _maps(left: Type, right: Type) -> Type:
    if left.key and right.key:
        return map_of(join(left.key, right.key), join(left.item or ANY, right.item or ANY))
    mine, other = left.fields, right.fields
    if mine is None or other is None or mine.keys() != other.keys():
        return left if left == right else OBJECT
    return Type("object", fields={name: join(mine[name], other[name]) for name in mine}, open=left.open or right.open)
