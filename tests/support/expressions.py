"""Generates expressions of a wanted kind over declared roots, from the very table of overloads that evaluates them.

A kind is named as `values.kind_of` names it, with what it holds in brackets: `list[int]`, `map[string]`. Now and then a
part is of another kind than the one that belongs there, so that what is wrong is generated too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal as Choice

from hypothesis import strategies as st

from atelier_cli.language.expression.library import FUNCTIONS, METHODS, OPERATORS, Overload
from atelier_cli.language.expression.limits import MAX_INT, MIN_INT
from atelier_cli.language.expression.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    MapNode,
    Name,
    Select,
    Unary,
)

AT = (0, 0)
SCALARS = ("int", "double", "string", "bool", "timestamp", "duration")
ITEMS = ("int", "double", "string", "bool", "timestamp")
KINDS = (*SCALARS, "list[int]", "list[string]", "list[double]", "map[int]", "map[string]")
WORDS = (
    "",
    "a",
    "ab",
    "é",
    "12",
    "-3",
    "1.5",
    "true",
    "no",
    "a+",
    "[",
    "2026-01-31T09:00:00Z",
    "1h30m",
    "+02:00",
    "x\n",
)
INSTANTS = ("2026-01-31T09:00:00Z", "1969-12-31T23:59:59Z", "2024-02-29T12:30:45+01:00", "2026-11-22T09:30:00Z")
SPANS = ("1h30m", "0s", "-90s", "36h", "5s")
DOUBLES = (0.0, 1.0, 1.5, -2.25, 1e30, 3.0, 0.1)
INTEGERS = (0, 1, 2, 3, -1, 7, 12, 86_400, MIN_INT, MAX_INT)
MEMBERS = ("a", "b", "é")
#: The overloads that give each kind, with how they are written.
CALLS = {
    kind: [
        (form, one)
        for form, table in (("function", FUNCTIONS), ("method", METHODS), ("operator", OPERATORS))
        for one in table
        if one.result == kind
    ]
    for kind in SCALARS
}


@dataclass(frozen=True)
class Place:
    """What can be generated at a place."""

    choose: Random
    #: What can be read, and its kind.
    readable: Mapping[str, tuple[Expression, ...]]
    #: What may be null, with its kind.
    optional: tuple[tuple[Select, str], ...] = ()
    #: One part in so many is of another kind than the one that belongs there; none where it is 0.
    slip: int = 0
    depth: int = 4
    #: Whether lists and maps that are written out hold something.
    full: bool = False
    variables: tuple[str, ...] = field(default=())

    def below(self) -> "Place":
        return replace(self, depth=self.depth - 1)

    def inside(self, kind: str) -> tuple[str, "Place"]:
        """The name of a new variable, and the place where it can be read."""
        name = f"v{len(self.variables)}"
        known = {**self.readable, kind: (*self.readable.get(kind, ()), Name(name, AT))}
        return name, replace(self, depth=self.depth - 1, readable=known, variables=(*self.variables, name))


def trees(
    readable: Mapping[str, tuple[Expression, ...]],
    kind: str,
    *,
    optional: tuple[tuple[Select, str], ...] = (),
    slip: int = 0,
) -> st.SearchStrategy[Expression]:
    """Expressions of a kind, or nearly so."""
    return st.randoms(use_true_random=False).map(lambda choose: whole(Place(choose, readable, optional, slip), kind))


def whole(place: Place, kind: str) -> Expression:
    """An expression that is more than one leaf; most are small, since there small differences show."""
    return place.choose.choice(_ways(place, kind))(replace(place, depth=place.choose.choice((0, 1, 1, 2, 3))), kind)


def tree(place: Place, kind: str) -> Expression:
    choose = place.choose
    if place.slip and choose.randrange(place.slip) == 1:
        kind = choose.choice((*KINDS, "null"))
    if kind == "reference" or place.depth <= 0 or choose.randrange(4) == 0:
        return leaf(place, kind)
    return choose.choice(_ways(place, kind))(place.below(), kind)


def leaf(place: Place, kind: str) -> Expression:
    read = place.readable.get(kind, ())
    is_read = kind == "reference" or (read and place.choose.randrange(3))
    return place.choose.choice(read) if is_read else literal(place, kind)


def literal(place: Place, kind: str) -> Expression:  # noqa: PLR0911  # one line a kind
    choose = place.choose
    match kind:
        case "int":
            return Literal(choose.choice(INTEGERS), "int", AT)
        case "double":
            return Literal(choose.choice(DOUBLES), "double", AT)
        case "string":
            return Literal(choose.choice(WORDS), "string", AT)
        case "bool":
            return Literal(choose.choice((True, False)), "bool", AT)
        case "timestamp":
            return Call("timestamp", None, (Literal(choose.choice(INSTANTS), "string", AT),), AT, AT)
        case "duration":
            return Call("duration", None, (Literal(choose.choice(SPANS), "string", AT),), AT, AT)
        case "null":
            return Literal(None, "null", AT)
    parts = tuple(leaf(place, item_of(kind)) for _ in range(choose.randrange(1 if place.full else 0, 3)))
    if kind.startswith("list"):
        return ListNode(parts, AT)
    return MapNode(tuple((Literal(choose.choice(MEMBERS), "string", AT), part) for part in parts), AT)


def item_of(kind: str) -> str:
    return kind.partition("[")[2][:-1]


def _ways(place: Place, kind: str) -> list[Callable[[Place, str], Expression]]:
    ways = [_conditional]
    ways += [_call] * 4 if CALLS.get(kind) else []
    ways += [_item] if kind in ITEMS else []
    ways += [_relation, _logic, _logic, _quantifier, _has] if kind == "bool" else []
    ways += [_guarded] * 3 if place.optional and kind == "bool" else []
    return [*ways, _sum, _filter, _map] if kind.startswith("list") else ways


def _conditional(place: Place, kind: str) -> Expression:
    return Conditional(tree(place, "bool"), tree(place, kind), tree(place, kind), AT)


def _call(place: Place, kind: str) -> Expression:
    form, overload = place.choose.choice(CALLS[kind])
    parts = [tree(place, _whole(place, one)) for one in overload.parameters]
    if form == "operator":
        return _operator(overload, parts)
    target, arguments = (parts[0], parts[1:]) if form == "method" else (None, parts)
    return Call(overload.name, target, tuple(arguments), AT, AT)


def _operator(overload: Overload, parts: list[Expression]) -> Expression:
    is_signed = isinstance(parts[0], Unary) or (isinstance(parts[0], Literal) and str(parts[0].value).startswith("-"))
    if len(parts) == 1 and is_signed:
        return parts[0]
    return Unary("-", parts[0], AT) if len(parts) == 1 else Binary(overload.name, parts[0], parts[1], AT, AT)


def _whole(place: Place, kind: str) -> str:
    return f"{kind}[{place.choose.choice(ITEMS)}]" if kind in {"list", "map"} else kind


def _item(place: Place, kind: str) -> Expression:
    place = replace(place, full=True)
    if place.choose.randrange(2):
        return Index(tree(place, f"list[{kind}]"), tree(place, "int"), AT)
    operand = tree(place, f"map[{kind}]")
    if place.choose.randrange(2):
        return Select(operand, place.choose.choice(MEMBERS[:2]), AT, AT)
    return Index(operand, tree(place, "string"), AT)


def _relation(place: Place, _kind: str) -> Expression:
    kinds = (*KINDS, "reference") if "reference" in place.readable else KINDS
    kind, sign = place.choose.choice(kinds), place.choose.choice(("==", "!=", "in"))
    right = kind
    if sign == "in":
        right = "map[int]" if kind == "string" and place.choose.randrange(2) else f"list[{kind}]"
    return Binary(sign, tree(place, kind), tree(place, right), AT, AT)


def _logic(place: Place, _kind: str) -> Expression:
    sign = place.choose.choice(("&&", "||", "!"))
    first = tree(place, "bool")
    if sign == "!":
        return first if isinstance(first, Unary) else Unary("!", first, AT)
    rest = [tree(place, "bool") for _ in range(place.choose.choice((1, 2)))]
    # A chain of one sign is one node.
    head = first.terms if isinstance(first, Logic) and first.operator == sign else (first,)
    return Logic("&&" if sign == "&&" else "||", (*head, *rest), AT)


def _guarded(place: Place, kind: str) -> Expression:
    """A question whether something is null, and what reads it beside, not always where the answer is yes."""
    choose = place.choose
    asked, held = choose.choice(place.optional)
    null = Literal(None, "null", AT)
    question = choose.choice((Has(asked, AT), Binary("!=", asked, null, AT, AT), Binary("==", null, asked, AT, AT)))
    guard = Unary("!", question, AT) if choose.randrange(2) else question
    inside = replace(place, readable={**place.readable, held: (asked,)})
    part = tree(inside, kind)
    if choose.randrange(3) == 0:
        return Conditional(guard, part, tree(inside, kind), AT)
    terms = (guard, part) if choose.randrange(2) else (part, guard)
    if isinstance(terms[0], Logic):
        return terms[0]
    return Logic(choose.choice(("&&", "||")), terms, AT)


def _quantifier(place: Place, _kind: str) -> Expression:
    words: tuple[Choice["all", "exists", "exists_one"], ...] = ("all", "exists", "exists_one")
    target, item = _target(place, keys=True)
    variable, inside = place.inside(item)
    return Macro(place.choose.choice(words), target, variable, tree(inside, "bool"), None, AT, AT)


def _target(place: Place, *, keys: bool = False) -> tuple[Expression, str]:
    """What a macro goes through and what it holds. The order of the keys of a map is anybody's."""
    place = replace(place, full=True)
    kind = place.choose.choice(ITEMS)
    if keys and place.choose.randrange(4) == 0:
        return tree(place, f"map[{kind}]"), "string"
    return tree(place, f"list[{kind}]"), kind


def _has(place: Place, _kind: str) -> Expression:
    if place.optional and place.choose.randrange(4):
        return Has(place.choose.choice(place.optional)[0], AT)
    return Has(Select(tree(place, "map[int]"), place.choose.choice(MEMBERS[:2]), AT, AT), AT)


def _sum(place: Place, kind: str) -> Expression:
    return Binary("+", tree(place, kind), tree(place, kind), AT, AT)


def _filter(place: Place, kind: str) -> Expression:
    variable, inside = place.inside(item_of(kind))
    return Macro("filter", tree(place, kind), variable, tree(inside, "bool"), None, AT, AT)


def _map(place: Place, kind: str) -> Expression:
    target, item = _target(place)
    variable, inside = place.inside(item)
    condition = tree(inside, "bool") if place.choose.randrange(2) else None
    return Macro("map", target, variable, condition, tree(inside, item_of(kind)), AT, AT)
