"""What the module of a value mode exposes."""

from collections.abc import Callable
from typing import Any, Protocol

from atelier_cli.frozen import frozen
from atelier_cli.language.problems import Problems
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.syntax import Node

#: The type of a value and what is wrong with it.
Typed = tuple[Type, Problems]
#: Checks a part of a value against the type that is expected of it.
CheckPart = Callable[[Node, Type], Typed]
#: Resolves a part of a value where a type is expected.
ResolvePart = Callable[[Node, Type], Any]


@frozen
class Level:
    """What the names at one level of a reference name."""

    #: As a message calls it.
    noun: str
    #: The rule that reports one that is not known.
    rule: str


class Mode(Protocol):
    """A module that says what one kind of value means; its docstring says what it gives and shows one."""

    #: How it is written, with capitals for what differs: "$parameters.P".
    FORM: str

    def check(self, node: Any, expected: Type, names: Names, part: CheckPart, /) -> Typed:
        """The type of a value of this mode, and what is wrong with it; `any` where something is."""

    def resolve(self, node: Any, expected: Type, scope: Scope, part: ResolvePart, /) -> Any:
        """Its value; raises EvaluationError where it has none."""
