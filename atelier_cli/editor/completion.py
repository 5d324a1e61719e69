"""What may stand at the cursor: keys, words, and every name that the project has for the place."""

import re
from collections.abc import Iterator

from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.editor.completing.calls import calls
from atelier_cli.editor.completing.choices import choices
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.completing.keys import keys
from atelier_cli.editor.completing.names import names
from atelier_cli.editor.completing.templates import templates
from atelier_cli.editor.completing.words import words
from atelier_cli.editor.cursor import Cursor, cursor
from atelier_cli.editor.documentation import of_word
from atelier_cli.editor.view import View
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import parse

#: An ignore that is being written, up to the cursor.
_IGNORE = re.compile(r"#\s*atelier:\s*ignore\[(?:[^\]]*,)?\s*(?P<rule>[\w-]*)\Z")


def complete(view: View, name: str, text: str, position: int) -> list[Completion]:
    """What may stand at an index of the text of an open file: names first, then words and keys; each once."""
    ignored = _IGNORE.search(text, text.rfind("\n", 0, position) + 1, position)
    if ignored is not None:
        start = ignored.start("rule")
        return [
            Completion(rule, "word", start, position, documentation=of_word(rule, "rule")) for rule in sorted(RULES)
        ]
    at = cursor(text, position, name)
    if at is None:
        return []
    found: dict[str, Completion] = {}
    for one in _all(at, _marked(view, at), text):
        found.setdefault(one.text, one)
    return list(found.values())


def _all(at: Cursor, marked: Index, text: str) -> Iterator[Completion]:
    quoted = list(choices(at, marked))
    if quoted:
        yield from quoted
        return
    yield from names(at, marked)
    yield from calls(at, marked)
    yield from templates(at, marked)
    yield from words(at, marked)
    yield from keys(at, text)


def _marked(view: View, at: Cursor) -> Index:
    """The project with the mark in it: a name like any other, which the index finds where it stands."""
    others = (parsed for parsed in view.index.files if parsed.document.name != at.document.name)
    return index((*others, parse(at.document)))
