"""Changes that take an entry out of its collection, with its lines and its comments."""

from atelier_cli.sheet.edits.changes import Change
from atelier_cli.sheet.edits.find import Found
from atelier_cli.sheet.layout.tree import Node


def remove(text: str, found: Found, *, keep_above: bool = False, keep_remark: bool = False) -> Change | None:
    """The change that removes the entry; None where nothing simple does.

    The comments above it and behind it go with it, unless they are to be kept.
    """
    if found.holder.kind == "pair":
        return None
    if found.in_brackets:
        return _from_brackets(found)
    if len(found.holder.entries) == 1:
        return _only_one(text, found)
    return _from_block(text, found, keep_above=keep_above, keep_remark=keep_remark)


def _from_brackets(found: Found) -> Change:
    entries, index = found.holder.entries, found.index
    if index + 1 < len(entries):
        return Change(start_in_brackets(found.holder, index), start_in_brackets(found.holder, index + 1), "")
    if index:
        return Change(entries[index - 1].end, found.entry.end, "")
    return Change(found.holder.start + 1, found.holder.end - 1, "")


def start_in_brackets(holder: Node, index: int) -> int:
    """Where an entry within brackets starts, the `?` before its key included."""
    entry = holder.entries[index]
    mark = entry.lead.find("?")
    return entry.start - (len(entry.lead) - mark if mark >= 0 and "#" not in entry.lead else 0)


def _only_one(text: str, found: Found) -> Change:
    """What is left is an empty collection: `key:` and the only entry below it become `key: {}`."""
    entry = found.entry
    empty = "{}" if found.holder.kind == "mapping" else "[]"
    above = found.above.entry if found.above is not None else None
    joins = above is not None and above.apart and not above.head and not entry.before
    start = len(text[: entry.start].rstrip()) if joins else entry.start
    end = entry.end - text[entry.start : entry.end].endswith("\n")
    return Change(start, end, f" {empty}" if joins else empty)


def _from_block(text: str, found: Found, *, keep_above: bool, keep_remark: bool) -> Change:
    entry = found.entry
    start, end = entry.start, end_of_lines(text, entry.end)
    if keep_remark and entry.remark:
        return Change(start, text.index("#", entry.end), "")
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        # It shares its line with the `-` of an item: what follows takes its place.
        following = found.holder.entries[found.index + 1]
        if following.before:
            return Change(len(text[:start].rstrip(" ")), end - 1, "")
        return Change(start, following.start, "")
    if not keep_above:
        line = _with_comments(text, found, line)
    ends_text = end == len(text) and not text.endswith("\n")
    return Change(line - (ends_text and line > 0), end, "")


def _with_comments(text: str, found: Found, line: int) -> int:
    """Where the comments start that stand right above an entry's line, as far in as the entry does."""
    if found.entry.blank or (found.above is None and not found.index):
        return line  # what stands at the top of a file is about the file
    column = found.entry.start - line
    for note in reversed(found.entry.before):
        if note.column != column:
            break
        line = text.rfind("\n", 0, note.end - len(note.text)) + 1
        if note.blank:
            break
    return line


def end_of_lines(text: str, end: int) -> int:
    """The index behind the line on which something ends."""
    if text[:end].endswith("\n"):
        return end
    found = text.find("\n", end)
    return len(text) if found < 0 else found + 1
