"""The paths an expression reads: `context.draft.text` and `steps['draft'].text` are paths."""

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.syntax import Expression, Has, Index, Literal, Macro, Name, Select, children

#: A root and the members below it.
NamePath = tuple[str, ...]


@frozen
class NameUse:
    """A path that is read, and where."""

    path: NamePath
    span: Span
    #: Where each of its names stands.
    spans: tuple[Span, ...]
    #: Whether it is only asked for, by `has()`.
    tested: bool = False


def path_of(node: Expression) -> NamePath | None:
    """The path that a node reads, or None when it is not one."""
    members: list[str] = []
    while not isinstance(node, Name):
        if isinstance(node, Select):
            members.append(node.member)
        elif isinstance(node, Index) and isinstance(node.index, Literal) and isinstance(node.index.value, str):
            members.append(node.index.value)
        else:
            return None
        node = node.operand
    return (node.name, *reversed(members))


def names_used(expression: Expression) -> tuple[NameUse, ...]:
    """Every path that is read, as long as it is written, in the order of the text; variables of macros are none."""
    return tuple(_uses(expression, frozenset()))


def _uses(node: Expression, variables: frozenset[str], *, tested: bool = False) -> list[NameUse]:
    path = path_of(node)
    if path is not None:
        is_variable = path[0] in variables and not is_absolute(node)
        return [] if is_variable else [NameUse(path, node.span, spans_of(node), tested)]
    match node:
        case Has(select):
            return _uses(select, variables, tested=True)
        case Macro(_, target, variable, condition, body):
            inner = variables | {variable}
            parts = [part for part in (condition, body) if part is not None]
            return _uses(target, variables) + [use for part in parts for use in _uses(part, inner)]
        case _:
            return [use for child in children(node) for use in _uses(child, variables)]


def is_absolute(node: Expression) -> bool:
    """Whether a path begins with a dot: with a root, whatever the variables are called."""
    while isinstance(node, Select | Index):
        node = node.operand
    return isinstance(node, Name) and node.absolute


def spans_of(node: Expression) -> tuple[Span, ...]:
    """Where the names of a path stand."""
    spans: list[Span] = []
    while isinstance(node, Select | Index):
        spans.append(node.member_span if isinstance(node, Select) else node.index.span)
        node = node.operand
    return (node.span, *reversed(spans))
