"""Scopes: the names that can be read at a place, with their types when linting and their values when running."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.language.types import Type


@dataclass(frozen=True, slots=True)
class Names:
    """The roots readable at a place and their types: what a check needs to know."""

    roots: Mapping[str, Type]
    #: The members of an entity type, by its code: lets a check follow a reference. Returns None for an unknown type.
    members: Callable[[str], Mapping[str, Type] | None] = field(default=lambda _code: None)


@dataclass(frozen=True, slots=True)
class Scope:
    """The roots readable at a place and their values: what an evaluation needs to know."""

    roots: Mapping[str, Any]
