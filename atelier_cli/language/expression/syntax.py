"""The syntax tree of an expression: frozen nodes, equal when they mean the same wherever they stand."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any
from typing import Literal as Choice

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.errors import Span


@frozen
class Literal:
    """A value written out; `kind` tells apart what Python holds equal, as 1 and 1.0 and true."""

    value: bool | int | float | str | None
    kind: Choice["null", "bool", "int", "double", "string"]
    span: Span = field(compare=False)


@frozen
class Name:
    """A root, or the variable of a macro."""

    name: str
    span: Span = field(compare=False)
    #: Written with a leading dot: a root, even where a macro has a variable of that name.
    absolute: bool = False


@frozen
class Select:
    """A member: `operand.member`."""

    operand: "Expression"
    member: str
    span: Span = field(compare=False)
    member_span: Span = field(compare=False)


@frozen
class Has:
    """`has(operand.member)`: whether the member is there."""

    select: Select
    span: Span = field(compare=False)


@frozen
class Index:
    operand: "Expression"
    index: "Expression"
    span: Span = field(compare=False)


@frozen
class Call:
    """`function(arguments)`, or `target.function(arguments)`."""

    function: str
    target: "Expression | None"
    arguments: "tuple[Expression, ...]"
    span: Span = field(compare=False)
    function_span: Span = field(compare=False)


@frozen
class ListNode:
    items: "tuple[Expression, ...]"
    span: Span = field(compare=False)


@frozen
class MapNode:
    entries: "tuple[tuple[Expression, Expression], ...]"
    span: Span = field(compare=False)


@frozen
class Unary:
    operator: Choice["!", "-"]
    operand: "Expression"
    span: Span = field(compare=False)


@frozen
class Binary:
    """An operator with two operands, but for `&&` and `||`."""

    operator: str
    left: "Expression"
    right: "Expression"
    span: Span = field(compare=False)
    operator_span: Span = field(compare=False)


@frozen
class Logic:
    """A whole chain of `&&`, or of `||`: one node, so that long lists of conditions are not deep."""

    operator: Choice["&&", "||"]
    terms: "tuple[Expression, ...]"
    span: Span = field(compare=False)


@frozen
class Conditional:
    test: "Expression"
    then: "Expression"
    otherwise: "Expression"
    span: Span = field(compare=False)


@frozen
class Macro:
    """`target.macro(variable, condition, body)`: a condition, a body, or both, by the macro."""

    macro: Choice["all", "exists", "exists_one", "filter", "map"]
    target: "Expression"
    variable: str
    #: Every macro but a plain `map` has a condition.
    condition: "Expression | None"
    #: Only `map` has a body.
    body: "Expression | None"
    span: Span = field(compare=False)
    variable_span: Span = field(compare=False)


@frozen
class Broken:
    """Where something was expected and not found; `parts` could be read nevertheless and are checked."""

    parts: "tuple[Expression, ...]"
    span: Span = field(compare=False)


Expression = (
    Literal | Name | Select | Has | Index | Call | ListNode | MapNode | Unary | Binary | Logic | Conditional | Macro
    | Broken
)  # fmt: skip


def children(node: Expression) -> tuple[Expression, ...]:
    """The parts of a node, in the order of the text."""
    return _PARTS[type(node)](node)


#: By class, how the parts of a node are told: looked up, since every walk over a tree asks it of every node.
_PARTS: Mapping[type, Callable[[Any], tuple[Expression, ...]]] = {
    Literal: lambda _: (),
    Name: lambda _: (),
    Select: lambda node: (node.operand,),
    Has: lambda node: (node.select,),
    Index: lambda node: (node.operand, node.index),
    Call: lambda node: node.arguments if node.target is None else (node.target, *node.arguments),
    ListNode: lambda node: node.items,
    MapNode: lambda node: tuple(part for entry in node.entries for part in entry),
    Unary: lambda node: (node.operand,),
    Binary: lambda node: (node.left, node.right),
    Logic: lambda node: node.terms,
    Conditional: lambda node: (node.test, node.then, node.otherwise),
    Macro: lambda node: (node.target, *(part for part in (node.condition, node.body) if part is not None)),
    Broken: lambda node: node.parts,
}


def depth(node: Expression) -> int:
    """The number of levels in a tree, counted without recursion: it guards what recurses."""
    levels = 0
    here = [node]
    while here:
        levels += 1
        here = [child for one in here for child in children(one)]
    return levels


def size(node: Expression) -> int:
    """The number of nodes in a tree."""
    return 1 + sum(size(child) for child in children(node))
