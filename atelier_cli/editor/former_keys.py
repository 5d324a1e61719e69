"""What items were called before a rename, written beside their new names, so that their stored rows keep their ids.

An item is called by its key, or by what it is about: a field that is renamed renames the edits of it that have no key.
Whether a row is stored, the database knows; here, what was committed tells, or where git knows nothing of the file,
what was saved. An item that is not there is new, or was renamed since: then the key that it had first stays written.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from atelier_cli.catalog.node import Node, walk
from atelier_cli.diagnostics import Edit, Path, Place
from atelier_cli.errors import UsageError
from atelier_cli.operations.git import contents_at
from atelier_cli.operations.project import parsed_file
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.changes import Change, line_end, restored
from atelier_cli.sheet.edits.changes_of import Editable, changes_of
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.lines import line_starts
from atelier_cli.sheet.models.action import ActionPlacement
from atelier_cli.sheet.models.base import Keyed, Named
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

_FORMER = "renamed_from"
#: Keys that would be read as something else without quotes.
_WORDS = frozenset(("true", "false", "null"))
#: The list that an item stands in and its key, for each item on the way to it.
_Address = tuple[tuple[str, str], ...]


class _Item(NamedTuple):
    """An item that becomes a row, with its key, which it may take from what it is about."""

    node: Node[Named]
    key: str


def former_keys(before: Parsed, after: Parsed) -> list[Change]:
    """The changes of a file's text that note what its items were called before they became what they are after.

    Both say the same but for names. They stand beside the changes of the names, and touch none of them.
    """
    now = _items(after)
    was = _items(before)
    renamed = [(one, now[path].key) for path, one in was.items() if path in now and now[path].key != one.key]
    if not renamed:
        return []
    known = _addresses(_stored(before.document))
    return [change for one, new in renamed for change in _noted(one, new, is_stored=_is_stored(one, known))]


def _noted(item: _Item, new: str, *, is_stored: bool) -> Iterator[Change]:
    node, document = item.node, item.node.parsed.document
    first, where = node.model.renamed_from, node.at(_FORMER)
    if is_stored and first is None:
        yield _beside(node, document, item.key)
    elif is_stored:
        yield from _edited(document, Edit(where, item.key))
    elif first == new:
        # It has its first name again.
        yield from _edited(document, Edit(Place(where.source, where.path, "key"), None))


def _edited(document: Document, edit: Edit) -> list[Change]:
    made = changes_of(Editable(document), [edit])
    return [] if made is None else restored(document.text, made.changes)


def _beside(node: Node[Named], document: Document, key: str) -> Change:
    """The former key right after the new one: on a line of its own, or in the same braces."""
    named = document.locate(node.at(_named_by(node.model)))
    starts, text = line_starts(document.text), document.text
    start = starts[document.locate(node.at()).start.line - 1] + document.locate(node.at()).start.column - 1
    end = starts[named.end.line - 1] + named.end.column - 1
    said = f'{_FORMER}: "{key}"' if key in _WORDS else f"{_FORMER}: {key}"
    if text[start] == "{":
        return Change(end, end, f", {said}")
    column = document.locate(node.at(_named_by(node.model), part="key")).start.column - 1
    end = starts[named.end.line - 1] + len(document.line(named.end.line))
    return Change(end, end, f"{line_end(text)}{' ' * column}{said}")


def _named_by(model: Named) -> str:
    """The key of a mapping whose value names it."""
    if isinstance(model, Keyed):
        return "key" if model.key is not None else model.NAMED_AFTER
    return model.NAMING[0]


def _items(parsed: Parsed) -> dict[Path, _Item]:
    """The items of a file whose rows can be told that they had other keys, by path.

    Steps cannot: a flow that changes has a new version, with steps of its own. An entity type is renamed where it is
    declared: where it is only listed, its row follows by itself.
    """
    nodes: list[Node[Any]] = [node for node in walk(parsed) if isinstance(node.model, Named)]
    lists: dict[tuple[Any, ...], list[Node[Any]]] = {}
    for node in nodes:
        if isinstance(node.model, Keyed):
            # The caller of an action names nothing but the placement: all of a sheet are told apart.
            of_all = isinstance(node.model, ActionPlacement)
            lists.setdefault(("placements",) if of_all else node.path[:-1], []).append(node)
    called: dict[Path, str] = {}
    for each in lists.values():
        found = keys([node.model for node in each], each[0].model.NAMED_AFTER)
        called |= {node.path: key for node, key in zip(each, found, strict=True)}
    return {
        node.path: _Item(node, called.get(node.path) or str(getattr(node.model, node.model.NAMING[0])))
        for node in nodes
        if not (isinstance(node.model, Entity) and node.model.schema_ is None)
        and not (node.parent is not None and isinstance(node.parent.model, Flow))
    }


def _is_stored(item: _Item, known: frozenset[_Address]) -> bool:
    """Whether an item was there under its key, where those around it may have had other keys."""
    around = [*_named_around(item.node)]
    choices = [{(of, key) for key in (_own(node), node.model.renamed_from) if key} for of, node in around[1:]]
    return any(((around[0][0], item.key), *above) in known for above in product(*choices))


def _named_around(node: Node[Any]) -> Iterator[tuple[str, Node[Any]]]:
    """An item and those that it stands in, each with the name of its list."""
    at: Node[Any] | None = node
    while at is not None:
        if isinstance(at.model, Named):
            yield str(at.path[-2]), at
        at = at.parent


def _own(node: Node[Any]) -> str:
    return str(getattr(node.model, node.model.NAMING[0]))


def _addresses(parsed: Parsed) -> frozenset[_Address]:
    return frozenset(
        ((str(path[-2]), one.key), *((of, _own(node)) for of, node in [*_named_around(one.node)][1:]))
        for path, one in _items(parsed).items()
    )


def _stored(document: Document) -> Parsed:
    """The file as it was committed last; as it was saved, where git does not know it."""
    file = FilePath(document.name)
    try:
        committed: Mapping[FilePath, bytes | None] = contents_at("HEAD", [file], file.absolute().parent)
    except UsageError:
        committed = {}
    content = committed.get(file)
    return parsed_file(file) if content is None else parse(read(content, document.name))
