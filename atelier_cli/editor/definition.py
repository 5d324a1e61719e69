"""Where the symbols at a position are declared."""

from collections.abc import Iterable

from atelier_cli.catalog.uses.symbol import Occurrence
from atelier_cli.diagnostics import Position, Range
from atelier_cli.editor.view import View
from atelier_cli.sheet.document import Document

#: A stretch of a document.
Found = tuple[Document, Range]


def definition(view: View, name: str, position: Position) -> list[Found]:
    """Where what stands at a position of a file is declared; several places where it is declared several times."""
    symbols = dict.fromkeys(one.symbol for one in view.at(name, position))
    return places(view, (one for symbol in symbols for one in view.index.declarations(symbol)))


def places(view: View, occurrences: Iterable[Occurrence]) -> list[Found]:
    """Where occurrences stand, in the order of files and text; what an alias repeats stands in one place."""
    found: dict[tuple[str, Range], Found] = {}
    for one in occurrences:
        document = view.document(one.place.source)
        if document is not None:
            where = document.locate(one.place)
            found[document.name, where] = (document, where)
    return [found[key] for key in sorted(found)]
