"""What a function module exposes."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from atelier_cli.language.types import Type


class Function(Protocol):
    """A module with a pure function; its docstring says what the result is and shows one call."""

    @property
    def ARGS(self) -> Mapping[str, Type]:  # noqa: N802  # a constant of the module
        """The arguments by name; none is optional, but a nullable one may be left out."""

    @property
    def RETURNS(self) -> Type:  # noqa: N802  # a constant of the module
        """The type of the result."""

    @property
    def call(self) -> Callable[..., Any]:
        """Takes the arguments by name, each of its type; may raise EvaluationError and OverflowError, nothing else."""
