"""Names the way to a node as a person thinks of it: `action close_report > gate still-open`."""

from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.document import Document

#: What an item of a list is called, where that is not the list's name without its `s`.
_NOUNS = {
    "entities": "entity",
    "submission_criteria": "gate",
    "entity_types": "entity type",
    "event_types": "event type",
    "choices": "choice",
}
#: Lists of conditions and of schemas: what stands in them has no name, and is not looked for by number.
_NAMELESS = frozenset(("all", "any", "none", "allOf", "anyOf", "oneOf"))
#: The keys that name an item, and those that it takes its name from when it has none of them.
NAMING = (
    "key", "id", "code", "name", "entity_type", "field_key", "rel_code",
    "field", "event", "criteria_type", "surface", "event_type", "value",
)  # fmt: skip


def route(document: Document, path: Path) -> str:
    """The named items of lists on the way to `path`, outermost first; empty where there are none."""
    data, steps, parent = document.data, [], ""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(data, dict) and parent:
            steps.append(f"{_noun(parent)} {_name(data, step)}")
        parent = step if isinstance(step, str) and step not in _NAMELESS else ""
    return " > ".join(steps)


def _noun(key: str) -> str:
    return _NOUNS.get(key) or key.removesuffix("s").replace("_", " ")


def _name(item: dict[str, Any], index: int) -> str:
    """The item's name, else its number among its siblings."""
    for key in NAMING:
        name = item.get(key)
        if isinstance(name, str) and name:
            return name
    return str(index + 1)
