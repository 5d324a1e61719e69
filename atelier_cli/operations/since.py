"""What has changed in files since a revision: their entities, by what they say, wherever they stand."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from atelier_cli.diagnostics import Path
from atelier_cli.linter import Finding, Report
from atelier_cli.operations.git import contents_at
from atelier_cli.sheet.address import name_of
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.ignores import Ignore, Scope, ignores
from atelier_cli.sheet.reader import read
from atelier_cli.sheet.spelling import canonical_sheet

#: The top keys whose values are looked into: what stands in them is a thing of its own.
_NESTED = frozenset(("notifications", "vocabulary", "fixtures"))
#: How long the path of an entity is at most: `("notifications", "rules", 3)`.
_DEEPEST = 3


class _Entity(NamedTuple):
    """A part of a file that changes as a whole: an item of a list at the top, or another key there."""

    path: Path
    #: The list or key, and the item's own name.
    name: tuple[Path, str]
    #: What it says, and which ignores stand in it.
    content: str


def since(report: Report, documents: Iterable[Document], revision: str, folder: FilePath) -> Report:
    """The report with only what is found in entities that differ from a git revision.

    A finding outside of every entity, as one about the whole file, is kept where anything in the file differs. Raises
    `UsageError` outside of a repository, and for a revision that is not known.
    """
    checked = {FilePath(document.name): document for document in documents}
    before = contents_at(revision, checked, folder)
    changes = {document.name: _changes(document, before[file]) for file, document in checked.items()}

    def is_new(finding: Finding) -> bool:
        changed = changes.get(finding.mark.source)
        return changed is None or changed(finding.diagnostic.place.path)

    suppressed = tuple(one for one in report.suppressed if is_new(one.finding))
    return replace(report, findings=tuple(filter(is_new, report.findings)), suppressed=suppressed)


def _changes(document: Document, before: bytes | None) -> Callable[[Path], bool]:
    """Tells of a path whether what is there differs from what the file was before."""
    if before is None:
        return lambda _: True
    old = read(before, document.name)
    if old.text == document.text:
        return lambda _: False
    if document.problems or old.problems:
        return lambda _: True
    entities, known = _entities(document), {(one.name, one.content) for one in _entities(old)}
    has_changed = {one.path: (one.name, one.content) not in known for one in entities}
    differs = known != {(one.name, one.content) for one in entities}

    def is_changed(path: Path) -> bool:
        ways = (path[:length] for length in range(1, len(path) + 1))
        return next((has_changed[way] for way in ways if way in has_changed), differs)

    return is_changed


def _entities(document: Document) -> list[_Entity]:
    data = document.data if isinstance(document.data, dict) else {}
    if "identity" in data:
        data, _ = canonical_sheet(data, document.name)
    said = ignores(document)
    everywhere = [_said(one) for one in said if one.scope is Scope.FILE]
    inside: dict[Path, list[str]] = {}
    for one in said:
        for length in range(1, min(len(one.path), _DEEPEST) + 1):
            inside.setdefault(one.path[:length], []).append(_said(one))

    def entity(path: Path, name: tuple[Path, str], content: Any) -> _Entity:
        return _Entity(path, name, json.dumps([content, everywhere, inside.get(path, [])], sort_keys=True))

    found: list[_Entity] = []
    for path, content in _members((), data):
        if isinstance(content, list) and any(isinstance(item, dict) for item in content):
            found.extend(entity((*path, i), (path, name_of(item)), item) for i, item in enumerate(content))
        else:
            found.append(entity(path, (path, ""), content))
    return found


def _members(path: Path, data: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    for key, content in data.items():
        if not path and key in _NESTED and isinstance(content, dict):
            yield from _members((key,), content)
        else:
            yield (*path, key), content


def _said(ignore: Ignore) -> str:
    return f"{','.join(name.text for name in ignore.rules)} {ignore.until or ''}"
