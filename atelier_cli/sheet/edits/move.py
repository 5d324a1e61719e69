"""Changes that put an entry of a mapping into another mapping beside it, which is made where there is none."""

from collections.abc import Mapping

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.edits.changes import Change
from atelier_cli.sheet.edits.find import Found
from atelier_cli.sheet.edits.remove import end_of_lines, remove
from atelier_cli.sheet.layout.quote import quote
from atelier_cli.sheet.layout.tree import Entry
from atelier_cli.sheet.scalars import plain


def move(text: str, found: Found, to: Path) -> tuple[Change, ...] | None:
    """The changes that move the entry to `to`, a key in a mapping beside it; None where nothing simple does."""
    entry, (holder, key) = found.entry, to[-2:]
    if entry.key is None or found.holder.kind == "pair" or not isinstance(found.data, Mapping):
        return None
    beside = dict(zip(found.data, found.holder.entries, strict=True))
    target = beside.get(holder)
    if target is None:
        return _made(text, found, str(holder), str(key))
    put = _put(text, entry, target, str(key))
    removed = remove(text, found, keep_above=True, keep_remark=target.value.is_flow)
    if put is None or removed is None:
        return None
    # The entry stood right below the mapping; at the end of a text, the line end before it is removed with it.
    if put.start in {removed.start, removed.start + 1}:
        return (Change(put.start, removed.end, put.text),)
    return None if put.touches(removed) else (put, removed)


def _made(text: str, found: Found, holder: str, key: str) -> tuple[Change, ...] | None:
    """The entry becomes the mapping, which holds it."""
    entry = found.entry
    end = entry.end - text[entry.start : entry.end].endswith("\n")
    blocks = any(one.value.style in {"|", ">"} for one in found.holder.entries)
    flat = None if blocks else _flat(entry, text)
    if flat is not None:
        return (Change(entry.start, end, f"{holder}: {{{key}: {flat}}}"),)
    if found.in_brackets:
        return None
    column = _column(text, entry.start)
    moved = _shifted(text, entry, end, key, 2).removesuffix("\n")
    return (Change(entry.start, end, f"{holder}:\n{' ' * (column + 2)}{moved}"),)


def _put(text: str, entry: Entry, target: Entry, key: str) -> Change | None:
    """The entry is written behind the last one of the mapping."""
    mapping = target.value
    if mapping.kind == "flow mapping":
        flat = _flat(entry, text)
        if flat is None or (mapping.entries and "#" in mapping.rest):
            return None
        at = mapping.entries[-1].end if mapping.entries else mapping.start + 1
        return Change(at, at, f"{', ' if mapping.entries else ''}{key}: {flat}")
    if mapping.kind != "mapping":
        return None
    at = end_of_lines(text, mapping.end)
    column = _column(text, mapping.entries[0].start)
    end = entry.end if text[: entry.end].endswith("\n") else entry.end + len(text[entry.end :].partition("\n")[0])
    written = _shifted(text, entry, end, key, column - _column(text, entry.start))
    before = "" if text[:at].endswith("\n") else "\n"
    behind = "" if written.endswith("\n") else "\n"
    return Change(at, at, f"{before}{' ' * column}{written}{behind}")


def _flat(entry: Entry, text: str) -> str | None:
    """The value of an entry as it may stand within braces on one line; None where it may not."""
    node = entry.value
    if entry.key is not None and "#" in text[entry.key.end : node.outset]:
        return None  # the comment would be lost
    mark = "".join(f"{one} " for one in node.properties)
    if node.is_block or "\n" in text[node.outset : node.start]:
        return None
    if node.kind != "scalar":
        written = text[node.start : node.end]
        return None if "\n" in written else mark + written
    if node.style == "" and plain(node.raw, len(node.raw)) is not node.raw:
        return mark + (node.raw or "null")
    if node.style in {"'", '"'} and "\n" not in node.raw:
        return mark + node.raw
    return mark + quote(node.value, node.style, in_brackets=True)


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


def _shifted(text: str, entry: Entry, end: int, key: str, by: int) -> str:
    """The entry under another key, up to an index, with its lines but the first moved to the right, or to the left."""
    behind = entry.start if entry.key is None else entry.key.end
    first, *more = text[behind:end].split("\n")
    moved = [" " * by + line if by > 0 and line else line.removeprefix(" " * -by) for line in more]
    return "\n".join([key + first, *moved])
