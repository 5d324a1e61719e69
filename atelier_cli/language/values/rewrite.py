"""Rewrites values as they are stored: creates by their keys, and the arguments of a function beside its name."""

from collections.abc import Mapping, Sequence
from typing import Any

from atelier_cli.language.values.created import key_of
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Call, Reference


def name_created(value: Any, keys: Sequence[str]) -> Any:
    """The value with every numbered `$created` called by the key of that create; what has no create stays."""
    if isinstance(value, Mapping):
        return {key: name_created(member, keys) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [name_created(item, keys) for item in value]
    node = parse(value)[0] if isinstance(value, str) else None
    if not isinstance(node, Reference) or node.root != "created" or not node.names:
        return value
    return ".".join(["$created", key_of(node.names[0].text, keys), *(name.text for name in node.names[1:])])


def with_arguments(value: Any, args: Mapping[str, Any] | None) -> Any:
    """The map form of `$function.name` with arguments that stand beside it; any other value as it is."""
    node = parse(value)[0] if isinstance(value, str) else None
    return {"$function": node.function, "args": dict(args)} if args and isinstance(node, Call) else value
