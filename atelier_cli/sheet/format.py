"""Formats documents: canonical spellings, order of keys and layout, checked before anyone sees them."""

from collections import Counter
from collections.abc import Iterator

from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.apply_fixes import apply_fixes, same
from atelier_cli.sheet.edits.changes import line_end, with_line_feeds
from atelier_cli.sheet.layout.grow import grow
from atelier_cli.sheet.layout.key_order import order_root
from atelier_cli.sheet.layout.print_tree import print_tree
from atelier_cli.sheet.layout.tree import Entry, Node
from atelier_cli.sheet.reader import read
from atelier_cli.sheet.spelling import canonical_sheet

#: So often canonical spellings are applied: each time those that do not stand in each other's way.
_ROUNDS = 100


@frozen
class Formatted:
    """A formatted text, or why there is none."""

    text: str
    #: Why the text was left as it is; empty where it was formatted.
    refusal: str = ""


def format_document(document: Document) -> Formatted:
    """The text of a document in the canonical layout; every line ends as most of its lines do.

    The result was read and formatted again: it says the same, with the same comments and anchors, and does not change.
    The document is one without problems.
    """
    spelt = _spelt(document)
    text = laid_out(spelt)
    after = read(text.encode(), document.name)
    refusal = _difference(spelt, after)
    if not refusal and laid_out(after) != text:
        refusal = "formatting the result again would change it"
    end = line_end(document.text)
    return Formatted(document.text, refusal) if refusal else Formatted(text.replace("\n", end))


def laid_out(document: Document) -> str:
    """The text of a document with keys in order and in the canonical layout, unchecked; all lines end in LF."""
    text = with_line_feeds(document.text)
    tree = grow(text if text.endswith("\n") else f"{text}\n")
    order_root(tree.root.value, document.data)
    return print_tree(tree)


def _spelt(document: Document) -> Document:
    """The document in canonical spelling, as far as simple changes lead that lose no comment."""
    for _ in range(_ROUNDS):
        if not isinstance(document.data, dict) or "identity" not in document.data:
            break
        fixes = canonical_sheet(document.data, document.name)[1].fixes
        applied = apply_fixes(document, fixes, _is_only_spelt_otherwise)
        if not applied.applied:
            break
        document = applied.document
    return document


def says_the_same(before: Document, after: Document) -> bool:
    """Whether two sheets are the same in canonical spelling."""
    return same(*(canonical_sheet(one.data, one.name)[0] for one in (before, after)))


def _is_only_spelt_otherwise(before: Document, after: Document) -> bool:
    return says_the_same(before, after) and _comments(before) == _comments(after)


def _comments(document: Document) -> Counter[str]:
    return Counter(one.text for one in document.comments)


def _difference(before: Document, after: Document) -> str:
    """What the text of `after` has changed beside its layout; empty where nothing."""
    if {problem.rule for problem in after.problems} != {problem.rule for problem in before.problems}:
        return "the result could not be read"
    if not same(before.data, after.data):
        return "the result would say something else"
    if _comments(before) != _comments(after):
        return "a comment would be lost"
    if _marks(before) != _marks(after):
        return "an anchor would be lost"
    return ""


def _marks(document: Document) -> Counter[str]:
    """The anchors, tags and aliases of a text."""
    text = with_line_feeds(document.text)
    return Counter(_below(grow(text if text.endswith("\n") else f"{text}\n").root))


def _below(entry: Entry) -> Iterator[str]:
    nodes: list[Node | None] = [entry.key, entry.value]
    for node in nodes:
        if node is not None:
            yield from node.properties
            if node.kind == "alias":
                yield f"*{node.value}"
            for below in node.entries:
                yield from _below(below)
