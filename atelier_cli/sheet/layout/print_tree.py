"""Prints a tree in the canonical layout: two blanks a level, lists too, and at most one empty line in a row."""

from collections.abc import Iterable
from dataclasses import replace

from atelier_cli.sheet.layout.gaps import Note
from atelier_cli.sheet.layout.print_flow import print_flow
from atelier_cli.sheet.layout.print_scalar import needs_mark, print_scalar
from atelier_cli.sheet.layout.tree import Entry, Node, Tree

#: How long a line may be: a value on a line of its own joins its key when the line is then no longer than this.
WIDTH = 120


def print_tree(tree: Tree) -> str:
    """The text of the tree; it ends with a line end."""
    prologue, epilogue = _spaced(tree.prologue), _spaced(tree.epilogue)
    lines = [*prologue[:-1], *_root(tree.root, prologue[-1] if prologue else ""), *epilogue]
    return "\n".join(lines) + "\n"


def _spaced(text: str) -> list[str]:
    """The lines of a text without nodes: none empty at its start and end, and no two in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return lines[:-1] if lines and not lines[-1] else lines


def _root(root: Entry, mark: str) -> list[str]:
    """The lines of the root, behind the `---` if there is one."""
    value = root.value
    if value.is_block:
        head = " ".join(filter(None, (mark, *value.properties, root.head)))
        return [*([head] if head else []), *_notes(root.between, 0, first=not head), *_block(value, 0)]
    lines = (print_flow(value, 0, least=0) if value.is_flow else print_scalar(value, "  ")).split("\n")
    if mark and not (root.apart or root.head or root.between):
        lines[0] = f"{mark} {lines[0]}"
    else:
        head = " ".join(filter(None, (mark, root.head)))
        lines = [*([head] if head else []), *_notes(root.between, 0, first=not head), *lines]
    if root.remark:
        lines[-1] += f" {root.remark}"
    return lines


def _block(node: Node, indent: int) -> list[str]:
    """The lines of a collection without brackets."""
    lines: list[str] = []
    for i, entry in enumerate(node.entries):
        _hoist(entry)
        lines += _notes(entry.before, indent, first=i == 0)
        if entry.blank and (i or entry.before):
            lines.append("")
        lines += _entry(entry, indent)
    return lines + _notes(node.tail, indent)


def _hoist(entry: Entry) -> None:
    """Puts the comments before the first key of an item before the item: a `-` does not stand alone."""
    value = entry.value
    if entry.key is not None or not value.is_block or value.properties or entry.head:
        return
    first = value.entries[0]
    _hoist(first)
    if first.before:
        above = (replace(first.before[0], blank=entry.blank), *first.before[1:])
        entry.before, entry.blank, first.before = (*entry.before, *above), first.blank, ()


def _notes(notes: Iterable[Note], indent: int, *, first: bool = False) -> list[str]:
    """Comments on lines of their own; the very first line of a block has no empty one above."""
    lines: list[str] = []
    for note in notes:
        lines += ["", f"{' ' * indent}{note.text}"] if note.blank and (lines or not first) else [_at(indent, note.text)]
    return lines


def _entry(entry: Entry, indent: int) -> list[str]:
    if entry.key is None:
        return _value("-", entry, indent)
    key = print_scalar(entry.key, " " * (indent + 2))
    if not needs_mark(entry.key, key):
        return _value(f"{key} :" if entry.key.needs_blank else f"{key}:", entry, indent)
    return [*f"{' ' * indent}? {key}".split("\n"), *(_value(":", entry, indent) if entry.colon else [])]


def _value(mark: str, entry: Entry, indent: int) -> list[str]:
    """The lines of an entry: its mark - a key, or a `-` - and its value."""
    value, inner = entry.value, indent + 2
    if not value.is_block:
        return _inline(mark, entry, indent)
    lines = _block(value, inner)
    first = value.entries[0]
    compact = mark in {"-", ":"} and not (value.properties or entry.head or first.before)
    if compact:
        return [_at(indent, f"{mark} {lines[0][inner:]}"), *lines[1:]]
    head = " ".join(filter(None, (mark, *value.properties, entry.head)))
    return [_at(indent, head), *_notes(entry.between, inner), *lines]


def _inline(mark: str, entry: Entry, indent: int) -> list[str]:
    """The lines of an entry whose value follows its mark, on the same line where that is possible."""
    value = entry.value
    text = print_flow(value, indent) if value.is_flow else print_scalar(value, " " * (indent + 2))
    first, *more = text.split("\n")
    whole = " ".join(filter(None, (mark, first)))
    folded = bool(more) and value.kind == "scalar" and value.style not in {"|", ">"}
    long = folded or indent + len(whole) > WIDTH
    if entry.head or entry.between or (entry.apart and long):
        head = " ".join(filter(None, (mark, entry.head)))
        lines = [_at(indent, head), *_notes(entry.between, indent + 2), _at(indent + 2, first), *more]
    else:
        lines = [_at(indent, whole), *more]
    if entry.remark:
        lines[-1] += f" {entry.remark}"
    return lines


def _at(indent: int, text: str) -> str:
    return " " * indent + text
