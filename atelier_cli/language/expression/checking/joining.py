"""Joins the types of two parts of which one or the other is taken."""

from dataclasses import replace

from atelier_cli.language.expression.kinds import NUMBERS, kind_of_type
from atelier_cli.language.join import join as join_declared
from atelier_cli.language.types import ANY, NOTHING, NUMERIC, OBJECT, Type, list_of, map_of


def join(left: Type, right: Type) -> Type:
    """The narrowest type that holds the values of both as expressions hold them; `any` where there is none."""
    if left is right or right == NOTHING:
        return left
    if left == NOTHING:
        return right
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
            return list_of(join(left.item or ANY, right.item or ANY))
        case "map":
            return _maps(left, right)
        case _:
            return join_declared((left, right))


def _maps(left: Type, right: Type) -> Type:
    """An object with the members of both where they have the same ones; else a map, if both are."""
    is_map = left.key is not None and right.key is not None
    whole = map_of(join(left.key or ANY, right.key or ANY), join(left.item or ANY, right.item or ANY))
    mine, other = left.fields, right.fields
    if mine is None or other is None or mine.keys() != other.keys():
        return whole if is_map else left if left == right else OBJECT
    fields = {name: join(mine[name], other[name]) for name in mine}
    is_open = left.open or right.open
    return replace(whole, fields=fields, open=is_open) if is_map else Type("object", fields=fields, open=is_open)
