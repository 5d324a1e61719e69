"""A field of a record that the action creates, by the key of the create or by its number, from 1.

Example:
    `$created.work_order.id`
"""

from collections.abc import Iterable, Mapping
from typing import Any

from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.following import follow, read, root_type
from atelier_cli.language.values.protocol import CheckPart, Level, ResolvePart, Typed
from atelier_cli.language.values.syntax import Name, Reference

FORM = "$created.K.F"
_CREATE = Level("create", "unknown-name")
_FIELD = Level("field", "unknown-field")


def check(node: Reference, _expected: Type, names: Names, _part: CheckPart) -> Typed:
    root = root_type(node.root, names)
    return follow(_by_key(node, (root.fields or {}) if root else {}), names, FORM, _CREATE, _FIELD)


def resolve(node: Reference, expected: Type, scope: Scope, part: ResolvePart) -> Any:
    created = scope.roots.get(node.root)
    return read(_by_key(node, created if isinstance(created, Mapping) else {}), expected, scope, part)


def key_of(name: str, keys: Iterable[str]) -> str:
    """The key of the create that a number means; any other name, and a number that is too great, is itself."""
    ordered = list(keys)
    is_number = name.isascii() and name.isdigit() and len(name) <= 6 and name not in ordered
    return ordered[int(name) - 1] if is_number and 1 <= int(name) <= len(ordered) else name


def _by_key(node: Reference, keys: Iterable[str]) -> Reference:
    if not node.names:
        return node
    first, *rest = node.names
    return Reference(node.root, (Name(key_of(first.text, keys), first.span), *rest), node.span)
