"""What the module of an operation exposes."""

from dataclasses import dataclass
from typing import Any, Protocol

from atelier_cli.language.types import Type


@dataclass(frozen=True, slots=True)
class Computed:
    """What a field holds after an edit; or, where it cannot be computed, why not."""

    #: As the type of the field holds it.
    value: Any = None
    refusal: str | None = None


def refused(reason: str) -> Computed:
    return Computed(refusal=reason)


class Operation(Protocol):
    """A module that computes what a field holds after an edit; its docstring says what, and shows one edit."""

    #: Whether it takes a value.
    TAKES_VALUE: bool

    def compute(self, stored: Any, value: Any, type: Type, /) -> Computed:
        """What a field of a type holds next, given what is stored and the value, both as their types hold them."""
        ...
