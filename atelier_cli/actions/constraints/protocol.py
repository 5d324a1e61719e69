"""What the module of a constraint exposes, and what it is told."""

from dataclasses import dataclass
from typing import Any, Protocol

from atelier_cli.actions.judgement import Judgement
from atelier_cli.actions.reader import Reader
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter as a constraint sees it."""

    #: As the type of the parameter holds it.
    value: Any
    type: Type
    scope: Scope
    reader: Reader
    #: Whether nothing may be said from which the value could be told.
    is_secret: bool = False


class Constraint(Protocol):
    """A module that says what a value must satisfy; its docstring says when it does, and shows one constraint."""

    def judge(self, given: Given, bound: Any, /) -> Judgement:
        """Whether the value satisfies it.

        The bound is as its type holds it. Neither the value nor the bound is null, but for a constraint that is about
        there being a value.
        """
        ...
