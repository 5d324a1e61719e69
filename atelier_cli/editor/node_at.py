"""The key or the scalar that stands at a position of a document."""

from atelier_cli.diagnostics import Place, Position
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.lines import line_starts
from atelier_cli.sheet.outline import Outline


def node_at(document: Document, position: Position) -> Place | None:
    """The place of the key or scalar that reaches to a position; None where there is none."""
    if not len(document.spans) or document.problems:
        return None
    starts = line_starts(document.text)
    index = starts[position.line - 1] + position.column - 1
    path = Outline(document).before(index + 1)
    key, value = Place(document.name, path, "key"), Place(document.name, path)
    for place in (key, value) if path and isinstance(path[-1], str) else (value,):
        where = document.locate(place)
        if where.start <= position <= where.end:
            return place
    return None
