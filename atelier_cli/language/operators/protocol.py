"""What an operator module exposes, and what it is told."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from atelier_cli.frozen import frozen
from atelier_cli.language.types import Type
from atelier_cli.language.verdict import Verdict


class Unknown(Enum):
    """Stands for a value that nobody can tell here; a null is known to be null."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@frozen
class Facts:
    """What an operator may read beside its two sides."""

    #: The instant and the day of the run; None where there is no run, as when a filter is tried out.
    now: datetime | None = None
    today: date | None = None
    #: The left side as it was before the action; UNKNOWN where nothing was planned yet.
    before: Any = UNKNOWN


class Operator(Protocol):
    """A module that compares two sides; its docstring says when the verdict is TRUE and shows one condition."""

    #: What the right side looks like, in a few words: "a list of two".
    RIGHT: str

    def right_type(self, left: Type, /) -> Type | None:
        """The type that a literal right side is read as; None where there must be no right side."""

    def accepts(self, left: Type, right: Type, /) -> str | None:
        """Why the operator does not compare these types; None where it does. Without a right side, `right` is null."""

    def refuses(self, left: Type, right: Any, /) -> str | None:
        """Why a right side that is written out, already of its type, makes no sense; None where it does."""

    def evaluate(self, left: Any, right: Any, facts: Facts, /) -> Verdict:
        """The verdict on two values: UNEVALUABLE where one is null or of a type that is not compared."""


class Combinator(Protocol):
    """A module that combines the verdicts of nested conditions."""

    #: Whether it takes a list of conditions, or exactly one.
    TAKES_LIST: bool

    def combine(self, verdicts: Iterable[Verdict], /) -> Verdict:
        """The verdict on all of them, by Kleene's logic."""
