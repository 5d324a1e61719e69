"""How a node names symbols: by a whole scalar, by a part of one, or by a key."""

from collections.abc import Iterator, Sequence
from typing import Any

from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.language.types import ANY, Type


def source(node: Node[Any]) -> str:
    """The file that a node stands in: what the names of a sheet belong to."""
    return node.parsed.document.name


def declares(
    node: Node[Any], kind: Kind, scope: tuple[str, ...], name: str, *path: str | int, type: Type = ANY
) -> Occurrence:  # the field's own word
    """The declaration of a name that is a whole scalar."""
    return Occurrence(Symbol(kind, scope, name), node.at(*path, within=(0, len(name))), declares=True, type=type)


def names(
    node: Node[Any],
    kind: Kind,
    scope: tuple[str, ...],
    name: str | None,
    *path: str | int,
    words: Sequence[str] = (),
) -> Iterator[Occurrence]:
    """The use of a name that is a whole scalar; nothing where there is none."""
    if name is not None:
        yield Occurrence(Symbol(kind, scope, name), node.at(*path, within=(0, len(name))), words=words)


def names_each(node: Node[Any], kind: Kind, listed: Sequence[str], *path: str | int) -> Iterator[Occurrence]:
    """The uses in a list of names."""
    for i, name in enumerate(listed):
        yield from names(node, kind, (), name, *path, i)


def after_prefix(node: Node[Any], kind: Kind, prefix: str, text: str, *path: str | int) -> Iterator[Occurrence]:
    """The use of a name that follows a prefix; nothing where the text has another."""
    if text.startswith(prefix):
        place = node.at(*path, within=(len(prefix), len(text)))
        yield Occurrence(Symbol(kind, (), text[len(prefix) :]), place)
