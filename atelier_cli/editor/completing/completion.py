"""A text that may stand at the cursor."""

from dataclasses import dataclass

from atelier_cli.catalog.uses.symbol import Symbol


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that may stand in place of a stretch around the cursor."""

    text: str
    #: What it is: a kind of symbol, "key" or "word".
    kind: str
    #: The indices of the stretch in the text.
    start: int
    end: int
    #: Its type, or whether it must be there, in a few words.
    detail: str = ""
    #: Markdown; of a symbol, it is made when somebody looks at it.
    documentation: str = ""
    #: What is written, where it is more than the text itself.
    written: str = ""
    #: The same with places to fill in, for an editor that takes those: `${1:name}`, and `$0` at the end.
    snippet: str = ""
    #: What it names.
    symbol: Symbol | None = None
