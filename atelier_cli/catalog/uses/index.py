"""The index of a project: each symbol with the places where it is declared and used."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node, walk
from atelier_cli.catalog.resolve import nodes_of, resolve_nodes
from atelier_cli.catalog.uses import USES
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Path
from atelier_cli.language.words import Model
from atelier_cli.sheet.parse import Parsed


@dataclass(frozen=True)
class Index:
    """All places where a symbol is named; finding, following and renaming one derive from it."""

    catalog: Catalog
    files: tuple[Parsed, ...]
    nodes: tuple[Node[Model], ...]

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        return tuple(
            found
            for node in self.nodes
            if type(node.model) in USES
            for found in USES[type(node.model)](node, self.catalog)
        )

    @cached_property
    def by_symbol(self) -> dict[Symbol, list[Occurrence]]:
        found: dict[Symbol, list[Occurrence]] = {}
        for one in self.occurrences:
            found.setdefault(one.symbol, []).append(one)
        return found

    @cached_property
    def by_source(self) -> dict[str, list[Occurrence]]:
        """The occurrences by the name of the file they stand in."""
        found: dict[str, list[Occurrence]] = {}
        for one in self.occurrences:
            found.setdefault(one.place.source, []).append(one)
        return found

    def around(self, source: str, path: Path) -> list[Occurrence]:
        """The occurrences in what a path of a file leads through: all that stand at its end, and others."""
        return [
            found
            for node in self._parts.get(source, ())
            if path[: len(place := node.at().path)] == place
            for found in USES[type(node.model)](node, self.catalog)
        ]

    @cached_property
    def _parts(self) -> dict[str, list[Node[Model]]]:
        """What names symbols, by the name of its file."""
        found: dict[str, list[Node[Model]]] = {}
        for node in self.nodes:
            if type(node.model) in USES:
                found.setdefault(node.parsed.document.name, []).append(node)
        return found

    def declarations(self, symbol: Symbol) -> list[Occurrence]:
        return [one for one in self.by_symbol.get(symbol, ()) if one.declares]

    def declared(self, kind: Kind, scope: tuple[str, ...]) -> dict[str, Occurrence]:
        """What is declared of a kind in a scope, by name."""
        return {
            symbol.name: one
            for symbol, found in self.by_symbol.items()
            if symbol.kind is kind and symbol.scope == scope
            for one in found
            if one.declares
        }


def index(files: Iterable[Parsed]) -> Index:
    """The index of the files of a project."""
    files = tuple(files)
    nodes = tuple(node for parsed in files for node in walk(parsed))
    return Index(resolve_nodes(files, nodes_of(nodes)), files, nodes)
