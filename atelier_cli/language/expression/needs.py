"""The names that an expression needs: those that it reads without having asked whether they are there.

`has(root.name)` and `'name' in root` ask. What they say holds where the expression goes on only if it is so: on one
side of `?:`, and in the other terms of `&&` and `||`, which absorb an error of a term that does not matter.
"""

from collections.abc import Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import path_of, spans_of
from atelier_cli.language.expression.syntax import (
    Binary,
    Conditional,
    Expression,
    Has,
    Index,
    Literal,
    Logic,
    Macro,
    Name,
    Select,
    Unary,
    children,
)


class Need(NamedTuple):
    """A name below a root."""

    root: str
    name: str
    #: Where the name stands.
    span: Span


#: Names that are there, each with its root.
_Known = frozenset[tuple[str, str]]
_NOTHING: _Known = frozenset()


@lru_cache(maxsize=4096)
def needs(text: str) -> tuple[Need, ...]:
    """The names that the expression of a text needs, in its order; none where it cannot be read."""
    tree, problems = parse(text)
    return () if tree is None or problems else tuple(_needs(tree, _NOTHING, frozenset()))


def _needs(node: Expression, known: _Known, variables: frozenset[str]) -> Iterator[Need]:
    match node:
        case Logic(operator, terms):
            told = [_when(term, holds=operator == "&&") for term in terms]
            for term, others in zip(terms, _but_each(told), strict=True):
                yield from _needs(term, known | others, variables)
        case Conditional(test, then, otherwise):
            yield from _needs(test, known, variables)
            yield from _needs(then, known | _when(test, holds=True), variables)
            yield from _needs(otherwise, known | _when(test, holds=False), variables)
        case Macro(_, target, variable, condition, body):
            yield from _needs(target, known, variables)
            for part in (condition, body):
                if part is not None:
                    yield from _needs(part, known, variables | {variable})
        case Name() | Select() | Index() | Has():
            yield from _read(node, known, variables)
        case _:
            for child in children(node):
                yield from _needs(child, known, variables)


def _read(node: Name | Select | Index | Has, known: _Known, variables: frozenset[str]) -> Iterator[Need]:
    at = node.select if isinstance(node, Has) else node
    path = path_of(at)
    if path is None:
        for child in children(at):
            yield from _needs(child, known, variables)
        return
    # `has()` asks for the last name, and reads those before it.
    is_read = len(path) > (2 if isinstance(node, Has) else 1)
    if is_read and path[:2] not in known and path[0] not in variables:
        yield Need(path[0], path[1], spans_of(at)[1])


def _when(node: Expression, *, holds: bool) -> _Known:
    """The names that are there when a condition is true, or when it is false."""
    match node:
        case Unary("!", operand):
            return _when(operand, holds=not holds)
        case Logic(operator, terms):
            told = [_when(term, holds=holds) for term in terms]
            # Of a true `&&`, and of a false `||`, every term is as the whole.
            return frozenset().union(*told) if holds == (operator == "&&") else reduce(frozenset.__and__, told)
        case Conditional(test, then, otherwise):
            return (_when(test, holds=True) | _when(then, holds=holds)) & (
                _when(test, holds=False) | _when(otherwise, holds=holds)
            )
        case Has(select) if holds:
            path = path_of(select) or ()
            return frozenset({(path[0], path[1])}) if len(path) > 1 else _NOTHING
        case Binary("in", Literal(str(name)), Name(root)) if holds:
            return frozenset({(root, name)})
        case _:
            return _NOTHING


def _but_each(told: list[_Known]) -> Iterator[_Known]:
    """For each of the sets what the others say; nothing is said by most."""
    if not any(told):
        yield from told
        return
    for i in range(len(told)):
        yield frozenset().union(*told[:i], *told[i + 1 :])
