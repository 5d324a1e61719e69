"""What a value is once it is read: a literal, a reference, a call, an expression, or a list or map of values."""

from collections.abc import Mapping

from atelier_cli.frozen import frozen
from atelier_cli.language.durations import Duration
from atelier_cli.language.expression.errors import Span


@frozen
class Literal:
    """A value that stands for itself: text, a number, true, false or null."""

    value: str | int | float | bool | None


@frozen
class ListNode:
    items: "tuple[Node, ...]"


@frozen
class MapNode:
    #: By the key as it is written: `$$x` stands for `$x`.
    members: "Mapping[str, Node]"


@frozen
class Name:
    """One of the names of a reference, and where it stands in the text."""

    text: str
    span: Span


@frozen
class Reference:
    """`$root.name.name`, or an instant with an offset."""

    root: str
    names: tuple[Name, ...]
    #: Of the whole text.
    span: Span
    #: Of an instant or a day.
    offset: Duration | None = None


@frozen
class Call:
    """A call of a function."""

    function: str
    args: "Mapping[str, Node]"
    #: Where the function's name stands in the text, for `$function.name`; None for a map.
    span: Span | None = None


@frozen
class Formula:
    """`{$expr: text}`."""

    text: str


@frozen
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
