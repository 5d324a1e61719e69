"""What a person may have written wrong, and where.

A diagnostic carries a path of keys and indices, not a line: the document turns the path into a line and a column when
it is printed. So the same rules serve rows that have no text.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from atelier_cli.frozen import frozen

#: Keys and indices from the top of a document, as in `("actions", 3, "edits", 0, "field")`.
Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a text: line and column are 1-based, columns count code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A stretch of text from `start` up to, not including, `end`."""

    start: Position
    end: Position


@frozen
class Place:
    """A node of a document, its key, or a part of a scalar's value."""

    #: The document's name: its path as the person gave it.
    source: str
    path: Path = ()
    #: `key` points at the mapping key that leads to the node, `value` at the node itself.
    part: Literal["key", "value"] = "value"
    #: Offsets in code points into the scalar's value (after escapes and folding), for a part of it.
    within: tuple[int, int] | None = None
    #: Set where there is no path to follow, as for text that is not YAML.
    range: Range | None = None


@frozen
class Label:
    """A second place that explains the first."""

    place: Place
    text: str


@frozen
class Edit:
    """Replaces the node, key or part of a scalar at a place by another value; `None` removes the item.

    At a place that has a range it is the text there that is replaced, as for comments.
    """

    place: Place
    replacement: str | None
    #: Where the item goes instead: the path of a key in a mapping beside it, which is made where there is none.
    to: Path | None = None
    #: Whether the path leads to a key that its mapping does not have: it is put first there, with the replacement.
    adds: bool = False


@frozen
class Fix:
    """Edits that mend a finding; `safe` means that they keep the sheet's meaning."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]


@frozen
class Diagnostic:
    """One finding: what was found, what was expected, what to try."""

    rule: str
    severity: Severity
    #: Lower case, no final period: "expected X, found Y".
    message: str
    place: Place
    #: Stands beside the caret: what would be right here, in a few words.
    annotation: str = ""
    labels: tuple[Label, ...] = ()
    help: str = ""
    fixes: tuple[Fix, ...] = ()


def error(rule: str, message: str, place: Place, **more: object) -> Diagnostic:
    """A diagnostic of severity error; `more` are the other fields of `Diagnostic`."""
    return Diagnostic(rule, Severity.ERROR, message, place, **more)  # type: ignore[arg-type]  # checked by the dataclass
