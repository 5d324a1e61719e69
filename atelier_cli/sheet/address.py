"""The address of a node in a sheet: the way to it by names, which stays when lines, comments and items move."""

from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.route import NAMING


def address(document: Document, path: Path) -> str:
    """The keys on the way to `path`, items by their names: `actions[close].permissions_policy.apply[clerk]`.

    An item without a name is any of its list.
    """
    data, written = document.data, ""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(step, int):
            written += f"[{name_of(data)}]"
        else:
            written += f".{step}" if written else step
    return written


def name_of(item: Any) -> str:
    """What an item calls itself, for a word that word; empty where it has no name."""
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        for key in NAMING:
            name = item.get(key)
            if isinstance(name, str) and name:
                return name
    return ""
