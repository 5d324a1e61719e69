"""What a lint rule is: a module of this folder, named after the rule."""

from collections.abc import Iterator
from typing import Any, Protocol

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity


class Rule(Protocol):
    """A rule's module. Its docstring is its documentation: what, why, an example that fires, and what to write instead.

    The examples stand in fenced blocks under `## Example` and `## Instead`; a test runs them. A block is a part of a
    sheet, or a whole file where its first line is a comment with the file's name.
    """

    __doc__: str | None
    __name__: str
    SEVERITY: Severity

    @property
    def NODES(self) -> tuple[type[Any], ...]:  # noqa: N802  # a constant in the module
        """The models whose nodes `check` is called with; none for what is found elsewhere."""

    def check(self, node: Node[Any], catalog: Catalog, /) -> Iterator[Diagnostic]:
        """The findings at a node."""


def found_elsewhere(_node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    """The check of a rule whose findings come up while a file is read, a value is judged or a plan is made."""
    return iter(())
