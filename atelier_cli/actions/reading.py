"""The paths that values, conditions and expressions read, as far as records have to be loaded for them.

An expression reads more than it names: the variable of `entity.inspections.all(i, i.passed)` is each of the inspections
in turn, so that the path `entity.inspections.passed` is read. A list is passed through without a name of its own.
"""

from collections.abc import Iterable, Iterator, Mapping

from atelier_cli.language.condition.parse import Comparison, Condition
from atelier_cli.language.expression.parse import parse as parse_expression
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.expression.syntax import (
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Macro,
    Name,
    Select,
    children,
)
from atelier_cli.language.values.parse import parse as parse_value
from atelier_cli.language.values.syntax import Call, Formula, Node, Reference
from atelier_cli.language.values.syntax import ListNode as Items
from atelier_cli.language.values.syntax import MapNode as Members

#: Stands in a path for a name that is worked out: whatever is there may be read.
ANY_NAME = "*"
_Bound = Mapping[str, tuple[NamePath, ...]]


def paths_of_value(node: Node) -> Iterator[NamePath]:
    """The paths that a value reads."""
    match node:
        case Reference(root, names):
            yield (root, *(name.text for name in names))
        case Formula(text):
            yield from paths_of_expression(text)
        case Call(_, args):
            yield from _all(args.values())
        case Items(items):
            yield from _all(items)
        case Members(members):
            yield from _all(members.values())
        case _:
            pass


def _all(nodes: Iterable[Node]) -> Iterator[NamePath]:
    for node in nodes:
        yield from paths_of_value(node)


def paths_of_condition(condition: Condition, subject: NamePath | None) -> Iterator[NamePath]:
    """The paths that a condition reads; its fields stand below the subject, or nowhere where that is None."""
    if condition is None:
        return
    if not isinstance(condition, Comparison):
        for one in condition.conditions:
            yield from paths_of_condition(one, subject)
        return
    if condition.field is None:
        yield from paths_of_value(parse_value(condition.left)[0])
    elif subject is not None:
        yield (*subject, *condition.field.split("."))
    yield from paths_of_value(parse_value(condition.right)[0])


def paths_of_expression(text: str) -> Iterator[NamePath]:
    """The paths that an expression reads or asks for; none of a text that cannot be read."""
    tree, problems = parse_expression(text)
    if tree is not None and not problems:
        yield from _paths(tree, {})


def functions_of(node: Node) -> Iterator[str]:
    """The names of the functions that a value calls."""
    match node:
        case Call(name, args):
            yield name
            for part in args.values():
                yield from functions_of(part)
        case Items(items):
            for part in items:
                yield from functions_of(part)
        case Members(members):
            for part in members.values():
                yield from functions_of(part)
        case _:
            pass


def _paths(node: Expression, bound: _Bound) -> Iterator[NamePath]:
    match node:
        case Name() | Select() | Index():
            yield from _places(node, bound)
            yield from _beside(node, bound)
        case Has(select):
            yield from _paths(select, bound)
        case Macro(_, target, variable, condition, body):
            yield from _paths(target, bound)
            inner = {**bound, variable: _places(target, bound)}
            for part in (condition, body):
                if part is not None:
                    yield from _paths(part, inner)
        case _:
            for child in children(node):
                yield from _paths(child, bound)


def _beside(node: Expression, bound: _Bound) -> Iterator[NamePath]:
    """What is read on the way along a chain of members: the indices, and what it starts at if that is no name."""
    while isinstance(node, Select | Index):
        if isinstance(node, Index):
            yield from _paths(node.index, bound)
        node = node.operand
    if not isinstance(node, Name):
        yield from _paths(node, bound)


def _places(node: Expression, bound: _Bound) -> tuple[NamePath, ...]:  # noqa: PLR0911  # one line a class
    """The paths whose value, or whose items, a node may be."""
    match node:
        case Name(name, absolute=absolute):
            return ((name,),) if absolute or name not in bound else bound[name]
        case Select(operand, member) | Index(operand, Literal(str(member), "string")):
            return tuple((*path, member) for path in _places(operand, bound))
        case Index(operand, Literal()):
            return _places(operand, bound)
        case Index(operand):
            found = _places(operand, bound)
            return (*found, *((*path, ANY_NAME) for path in found))
        case Conditional(_, then, otherwise):
            return (*_places(then, bound), *_places(otherwise, bound))
        case ListNode(items):
            return tuple(path for item in items for path in _places(item, bound))
        case Macro("filter", target):
            return _places(target, bound)
        case Macro("map", target, variable, _, body) if body is not None:
            return _places(body, {**bound, variable: _places(target, bound)})
        case _:
            return ()
