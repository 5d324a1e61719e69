"""The canonical layout of a file, as changes."""

from atelier_cli.editor.changes import FileChanges, Outcome, difference
from atelier_cli.editor.view import View
from atelier_cli.sheet.format import format_document


def formatting(view: View, name: str) -> Outcome:
    """What brings an open file into the canonical layout; refused where that cannot be done safely."""
    document = view.parsed(name).document
    if document.problems:
        return Outcome(refusal="the file cannot be read: mend it first")
    formatted = format_document(document)
    if formatted.refusal:
        return Outcome(refusal=formatted.refusal)
    changes = difference(document.text, formatted.text)
    return Outcome((FileChanges(document, changes),) if changes else (), after={name: formatted.text})
