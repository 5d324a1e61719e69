"""What a value is once it is read: a literal, a reference, a call, an expression, or a list or map of values."""

from collections.abc import Mapping
from dataclasses import dataclass

from atelier_cli.language.durations import Duration
from atelier_cli.language.expression.errors import Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands for itself: text, a number, true, false or null."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ListNode:
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class MapNode:
    #: By the key as it is written: `$$x` stands for `$x`.
    members: "Mapping[str, Node]"


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a reference, and where it stands in the text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """`$root.name.name`, or an instant with an offset."""

    root: str
    names: tuple[Name, ...]
    #: Of the whole text.
    span: Span
    #: Of an instant or a day.
    offset: Duration | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function."""

    function: str
    args: "Mapping[str, Node]"
    #: Where the function's name stands in the text, for `$function.name`; None for a map.
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """`{$expr: text}`."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where something was found that is no value; it has been reported."""


Node = Literal | ListNode | MapNode | Reference | Call | Formula | Broken


def mode_of(node: Literal | ListNode | MapNode | Reference | Call | Formula) -> str:
    """The mode that a node is of: a key of `MODES`."""
    match node:
        case Reference(root):
            return root
        case Call():
            return "function"
        case Formula():
            return "expr"
        case _:
            return "literal"
