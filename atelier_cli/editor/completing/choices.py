"""The values that a name in an expression can have, where the cursor is in a text that it is compared with."""

import re
from collections.abc import Iterator

from atelier_cli.catalog.uses.index import Index
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.documentation import of_type
from atelier_cli.editor.open_calls import in_expression

#: A name, what compares it, and a text that is open up to the cursor.
_COMPARED = re.compile(r"(?P<name>\w+)(?:['\"]\])?\s*(?:[=!]=|\bin\s*\[[^\]]*)\s*(['\"])\Z")


def choices(at: Cursor, marked: Index) -> Iterator[Completion]:
    """What the name before the text can be; nothing where the cursor is in no such text."""
    before = at.scalar[: at.scalar.index(MARK)]
    found = _COMPARED.search(before) if in_expression(at) else None
    if found is None:
        return
    for occurrence in marked.around(at.document.name, at.path):
        place = occurrence.place
        if place.path == at.path and place.within == found.span("name"):
            for word in occurrence.type.choices:
                yield Completion(word, "choice", at.start, at.end, of_type(occurrence.type))
