"""What a lint rule is: a module of this folder, named after the rule."""

from collections.abc import Iterator
from typing import Any, Protocol

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity


class Rule(Protocol):
    """A rule's module. Its docstring is its documentation: what, why, an example that fires, and what to write instead.

    The examples stand in fenced blocks under `## Example` and `## Instead`; a test runs them.
    """

    __doc__: str | None
    __name__: str
    SEVERITY: Severity
    #: The models whose nodes `check` is called with; none for what is found while a file is read.
    NODES: tuple[type[Any], ...]

    @staticmethod
    def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
        """The findings at a node."""
        ...
