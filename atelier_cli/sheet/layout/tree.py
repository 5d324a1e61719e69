"""The nodes of a text as they are written: their styles, anchors, comments and blank lines."""

from dataclasses import dataclass, field
from typing import Literal

from atelier_cli.frozen import frozen
from atelier_cli.sheet.layout.gaps import Note

#: `pair` is a mapping without braces in a list with brackets: `[a: b]`.
Kind = Literal["scalar", "alias", "mapping", "list", "flow mapping", "flow list", "pair"]


@dataclass(slots=True)
class Entry:
    """A pair of a mapping, or an item of a list."""

    #: The index of its key, of its `?`, or of its `-`.
    start: int
    #: None for an item.
    key: "Node | None"
    value: "Node"
    #: Whether the text writes a `:`.
    colon: bool = True
    #: Comments on lines of their own before it, and whether the line right above it is empty.
    before: tuple[Note, ...] = ()
    blank: bool = False
    #: The comment behind the `:` or `-` when the value follows on another line, and those on the lines between.
    head: str = ""
    between: tuple[Note, ...] = ()
    #: Whether the value starts on another line.
    apart: bool = False
    #: The comment behind the value.
    remark: str = ""
    #: Within brackets: the text before the entry, and that between its key and its value.
    lead: str = ""
    middle: str = ""

    @property
    def end(self) -> int:
        """The index up to which it reaches, its last comment left out."""
        return self.value.end


@dataclass(slots=True)
class Node:
    """A scalar, an alias or a collection."""

    kind: Kind
    #: From its anchor or tag on.
    outset: int
    #: From its content on, up to its end.
    start: int
    end: int = 0
    #: Anchor and tag as they are written.
    properties: tuple[str, ...] = ()
    #: Of a scalar: nothing, a quote, `|` or `>`.
    style: str = ""
    #: Of a scalar: the text from `start` to `end`.
    raw: str = ""
    #: Of a scalar: what it says; of an alias: the name.
    value: str = ""
    #: Of an alias: what it stands for.
    target: "Node | None" = None
    entries: list[Entry] = field(default_factory=list)
    #: Comments on lines of their own behind the last entry.
    tail: tuple[Note, ...] = ()
    #: Within brackets: the text between the last entry and the bracket.
    rest: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it is a collection without brackets."""
        return self.kind in {"mapping", "list"}

    @property
    def is_flow(self) -> bool:
        return self.kind in {"flow mapping", "flow list", "pair"}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, and null meant."""
        return self.kind == "scalar" and self.start == self.end

    @property
    def needs_blank(self) -> bool:
        """Whether a `:` or `,` right behind it would be taken for a part of its last word."""
        return self.kind == "alias" or self.is_empty


@frozen
class Tree:
    """The nodes of a text, and what stands before and behind them."""

    #: Without any other line ends than LF.
    text: str
    #: What stands up to the `---`, or nothing where there is none.
    prologue: str
    #: The entry of a list without a `-`, which holds the root.
    root: Entry
    #: What follows the root, from the `...` on.
    epilogue: str
