"""Every path that a value or an expression reads, asked for first or not."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from atelier_cli.diagnostics import Path
from atelier_cli.language.expression.parse import parse as parse_expression
from atelier_cli.language.expression.paths import NameUse, names_used
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Call, Formula, ListNode, MapNode, Node, Reference


class Read(NamedTuple):
    """A path that is read, and where."""

    #: The root and the names below it.
    names: tuple[str, ...]
    #: The members and items of the value that it stands in.
    path: Path
    within: tuple[int, int] | None


def reads(said: Any) -> Iterator[Read]:
    """The paths that a value reads."""
    if isinstance(said, dict | list) or (isinstance(said, str) and said.startswith("$")):
        yield from _reads((), parse(said)[0])


def reads_of_text(path: Path, text: str) -> Iterator[Read]:
    """The paths whose values an expression reads."""
    for use in _uses(text):
        if not use.tested:
            yield Read(use.path, path, use.span)


@lru_cache(maxsize=4096)
def _uses(text: str) -> tuple[NameUse, ...]:
    tree, problems = parse_expression(text)
    return () if tree is None or problems else names_used(tree)


def _reads(path: Path, node: Node) -> Iterator[Read]:
    match node:
        case Reference(root, names, span):
            yield Read((root, *(name.text for name in names)), path, span)
        case Formula(text):
            yield from reads_of_text((*path, "$expr"), text)
        case Call(_, args):
            for name, part in args.items():
                yield from _reads((*path, "args", name), part)
        case ListNode(items):
            for i, part in enumerate(items):
                yield from _reads((*path, i), part)
        case MapNode(members):
            for name, part in members.items():
                yield from _reads((*path, name), part)
