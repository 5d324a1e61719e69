"""Applies fixes to a document: the smallest changes that make them, held against what they intend."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from atelier_cli.diagnostics import Fix
from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.changes import Change, changed, restored
from atelier_cli.sheet.edits.changes_of import Changes, Editable, changes_of
from atelier_cli.sheet.edits.intended import intended
from atelier_cli.sheet.reader import read

#: Whether a document may become another: the check that a caller adds.
Allows = Callable[[Document, Document], bool]


@frozen
class Applied:
    """A document after fixes."""

    document: Document
    applied: tuple[Fix, ...] = ()
    #: Fixes that cannot be made by simple changes, or whose result was not what they intend.
    refused: tuple[Fix, ...] = ()


def anything(_before: Document, _after: Document) -> bool:
    """Every document may become every other."""
    return True


def apply_fixes(document: Document, fixes: Iterable[Fix], allows: Allows = anything) -> Applied:
    """The document after those fixes that do not touch each other, earliest first; the others may follow in another go.

    Every fix has edits in this document only. The result was read again, and says what the fixes intend.
    """
    if document.problems:
        return Applied(document)
    editable = Editable(document)
    chosen, refused = _choose(editable, fixes)
    after = _made(document, chosen, allows)
    if after is not None:
        return Applied(after, tuple(fix for fix, _ in chosen), tuple(refused))
    # One of them is to blame: each is tried by itself, upon those that went well.
    good: list[tuple[Fix, Changes]] = []
    for one in chosen:
        tried = _made(document, [*good, one], allows)
        if tried is None:
            refused.append(one[0])
        else:
            good.append(one)
            after = tried
    return Applied(after or document, tuple(fix for fix, _ in good), tuple(refused))


def _choose(editable: Editable, fixes: Iterable[Fix]) -> tuple[list[tuple[Fix, Changes]], list[Fix]]:
    """The fixes with their changes that go together, in the order of the text; and those that cannot be made."""
    found, refused = [], []
    for fix in dict.fromkeys(fixes):
        changes = changes_of(editable, fix.edits)
        if changes is None or not changes.changes:
            refused.append(fix)
        else:
            found.append((fix, changes))
    chosen: list[tuple[Fix, Changes]] = []
    claimed: set[Any] = set()
    last = -1
    for fix, changes in sorted(found, key=lambda one: min(one[1].changes)):
        first = min(changes.changes).start
        if first > last and not claimed & changes.claims:
            chosen.append((fix, changes))
            claimed |= changes.claims
            last = max(change.end for change in changes.changes)
    return chosen, refused


def _made(document: Document, chosen: Sequence[tuple[Fix, Changes]], allows: Allows) -> Document | None:
    """The document after the changes; None where it would say something else than the fixes intend."""
    if not chosen:
        return document
    changes = [change for _, one in chosen for change in one.changes]
    text = changed(document.text, _within(restored(document.text, changes), len(document.text)))
    after = read(text.encode(), document.name)
    try:
        wanted = intended(document, (edit for fix, _ in chosen for edit in fix.edits))
    except (LookupError, TypeError):
        return None
    if after.problems or not same(after.data, wanted) or not allows(document, after):
        return None
    return after


def _within(changes: Iterable[Change], end: int) -> list[Change]:
    return [Change(min(one.start, end), min(one.end, end), one.text) for one in changes]


def same(left: Any, right: Any) -> bool:
    """Whether two values are the same JSON: 1 is neither 1.0 nor true; the order of keys says nothing."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
