"""The paths an expression reads: `context.draft.text` and `steps['draft'].text` are paths."""

from dataclasses import dataclass

from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.syntax import Expression, Has, Index, Literal, Macro, Name, Select, children

#: A root and the members below it.
NamePath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameUse:
    """A path that is read, and where."""

    path: NamePath
    span: Span
    #: Where its root alone stands.
    root_span: Span
    #: Whether it is only asked for, by `has()`.
    tested: bool = False


def path_of(node: Expression) -> NamePath | None:
    """The path that a node reads, or None when it is not one."""
    members: list[str] = []
    while True:
        match node:
            case Select(operand, member):
                members.append(member)
                node = operand
            case Index(operand, Literal(str(member), "string")):
                members.append(member)
                node = operand
            case Name(name):
                return (name, *reversed(members))
            case _:
                return None


def names_used(expression: Expression) -> tuple[NameUse, ...]:
    """Every path that is read, as long as it is written, in the order of the text; variables of macros are none."""
    return tuple(_uses(expression, frozenset()))


def _uses(node: Expression, variables: frozenset[str], *, tested: bool = False) -> list[NameUse]:
    path, root = path_of(node), _root(node)
    if path is not None and root is not None:
        return [] if root.name in variables and not root.absolute else [NameUse(path, node.span, root.span, tested)]
    match node:
        case Has(select):
            return _uses(select, variables, tested=True)
        case Macro(_, target, variable, condition, body):
            inner = variables | {variable}
            parts = [part for part in (condition, body) if part is not None]
            return _uses(target, variables) + [use for part in parts for use in _uses(part, inner)]
        case _:
            return [use for child in children(node) for use in _uses(child, variables)]


def _root(node: Expression) -> Name | None:
    while isinstance(node, Select | Index):
        node = node.operand
    return node if isinstance(node, Name) else None
