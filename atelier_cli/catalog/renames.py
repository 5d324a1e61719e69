"""The items of a namespace that say what they were called before."""

from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.siblings import SIBLINGS, Siblings
from atelier_cli.diagnostics import Path
from atelier_cli.language.words import Model

#: An item with its path from the node, and those it stands among.
Renamed = tuple[Siblings, Path, Model]


def renames(node: Node[Any], _catalog: Catalog) -> tuple[Renamed, ...]:
    """The items below a node that have a `renamed_from`."""
    return tuple(
        (siblings, path, item)
        for siblings in SIBLINGS[type(node.model)]
        for path, item in siblings.items(node.model)
        if getattr(item, "renamed_from", None) is not None
    )
