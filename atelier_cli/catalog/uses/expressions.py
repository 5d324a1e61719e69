"""The names in an expression, each with what it is a member of: variables of macros stand for what they range over."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.syntax import (
    Conditional,
    Expression,
    Has,
    Index,
    Literal,
    Macro,
    Name,
    Select,
    children,
)
from atelier_cli.language.members import member_type
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type


class Met(NamedTuple):
    """A name in an expression."""

    name: str
    #: Where it starts in the text.
    start: int
    #: What it holds.
    type: Type
    #: What it is a member of; None for a root.
    holder: Type | None = None
    #: The root that it stands right below; empty for what lies deeper.
    root: str = ""


_parsed = lru_cache(maxsize=4096)(parse)


def met_in(text: str, roots: Mapping[str, Type], names: Names) -> Iterator[Met]:
    """The names in an expression, in the order of the text; what could be read of a faulty one too."""
    tree, _ = _parsed(text)
    if tree is not None:
        found: list[Met] = []
        _Walk(roots, names, found).type_of(tree, {})
        yield from sorted(found, key=lambda met: met.start)


class _Walk(NamedTuple):
    roots: Mapping[str, Type]
    names: Names
    found: list[Met]

    def type_of(self, node: Expression, variables: Mapping[str, Type]) -> Type:  # noqa: PLR0911  # one line a class
        """The type of a part, as far as it leads to members; the names in it are noted."""
        match node:
            case Name(name):
                return variables[name] if name in variables and not node.absolute else self._root(node)
            case Select(operand, member, _, span):
                return self._member(operand, member, span[0], variables)
            case Has(select):
                self.type_of(select, variables)
                return ANY
            case Index(operand, Literal(str(member), "string", span)) if span[1] - span[0] == len(member) + 2:
                return self._member(operand, member, span[0] + 1, variables)
            case Index(operand, index):
                self.type_of(index, variables)
                return self.type_of(operand, variables).item or ANY
            case Macro():
                return self._macro(node, variables)
            case Conditional(test, then, otherwise):
                self.type_of(test, variables)
                self.type_of(otherwise, variables)
                return self.type_of(then, variables)
            case _:
                for child in children(node):
                    self.type_of(child, variables)
                return ANY

    def _root(self, node: Name) -> Type:
        type_ = self.roots.get(node.name, ANY)
        self.found.append(Met(node.name, node.span[1] - len(node.name), type_))
        return type_

    def _member(self, operand: Expression, member: str, start: int, variables: Mapping[str, Type]) -> Type:
        holder = self.type_of(operand, variables)
        found = member_type(holder, member, self.names) or holder.item or ANY
        is_root = isinstance(operand, Name) and (operand.absolute or operand.name not in variables)
        root = operand.name if is_root and isinstance(operand, Name) else ""
        self.found.append(Met(member, start, found, holder, root))
        return found

    def _macro(self, node: Macro, variables: Mapping[str, Type]) -> Type:
        target = self.type_of(node.target, variables)
        inner = {**variables, node.variable: target.key or target.item or ANY}
        for part in (node.condition, node.body):
            if part is not None:
                self.type_of(part, inner)
        return target if node.macro == "filter" else ANY
