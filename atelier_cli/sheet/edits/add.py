"""Changes that put a key and a text first into a mapping."""

from atelier_cli.sheet.edits.changes import Change
from atelier_cli.sheet.edits.find import Found
from atelier_cli.sheet.edits.remove import start_in_brackets
from atelier_cli.sheet.layout.quote import quote


def add(text: str, found: Found, key: str, value: str) -> Change | None:
    """The change that adds the key to the mapping that is found; None where nothing simple does."""
    mapping = found.entry.value
    while mapping.target is not None:
        mapping = mapping.target
    entries = mapping.entries
    if mapping.kind == "flow mapping":
        said = f"{key}: {quote(value, '', in_brackets=True)}"
        at = start_in_brackets(mapping, 0) if entries else mapping.start + 1
        return Change(at, at, f"{said}, " if entries else said)
    if mapping.kind != "mapping":
        return None
    at = entries[0].start
    column = at - (text.rfind("\n", 0, at) + 1)
    return Change(at, at, f"{key}: {quote(value, '')}\n{' ' * column}")
