"""The names that may stand at the cursor: members, parameters, steps, roles, and all else that a project declares."""

from collections.abc import Iterator

from atelier_cli.catalog.assignment import always_there
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.index import Index
from atelier_cli.catalog.uses.members import member_symbol
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.documentation import of_type
from atelier_cli.language.members import known_members, sure
from atelier_cli.sheet.models.flow import Flow

#: The roots whose names are there only once a step has put them there, by what their names are.
_LATER = {Kind.SAVED: "context", Kind.STEP: "steps"}


def names(at: Cursor, marked: Index) -> Iterator[Completion]:
    """The names for the place; `marked` is the project with the mark in it."""
    for occurrence in marked.around(at.document.name, at.path):
        lead, mark, _ = occurrence.symbol.name.partition(MARK)
        for known in _alternatives(occurrence, marked) if mark else ():
            word = known.symbol.name
            if word.startswith(lead) and MARK not in word:
                start, detail = at.start - len(lead), of_type(known.type)
                yield Completion(word, str(known.symbol.kind), start, at.end, detail, symbol=known.symbol)


def _alternatives(occurrence: Occurrence, marked: Index) -> Iterator[Occurrence]:
    """What may be named in place of an occurrence."""
    kind, scope, _ = occurrence.symbol
    if occurrence.declares:
        return
    if occurrence.holder is not None:
        yield from _members(occurrence, marked)
    elif kind is not Kind.ROOT:
        yield from marked.declared(kind, scope).values()
    for word in occurrence.words:
        yield occurrence._replace(symbol=Symbol(kind, scope, word))


def _members(occurrence: Occurrence, marked: Index) -> Iterator[Occurrence]:
    """The members of what is named before; of what steps put out, what is there on every way."""
    kind, scope, _ = occurrence.symbol
    holder = occurrence.holder
    if holder is None:
        return
    members = known_members(holder, marked.catalog.names({}))
    there = _there(occurrence, marked)
    for name in sure(members):
        if there is None or name in there:
            symbol = member_symbol(holder, name, marked.catalog) or Symbol(kind, scope, name)
            yield occurrence._replace(symbol=symbol, type=members[name])


def _there(occurrence: Occurrence, marked: Index) -> frozenset[str] | None:
    """The names that are there for certain; None where all are, or where nobody can tell."""
    root, flow = _LATER.get(occurrence.symbol.kind), _flow(occurrence, marked)
    if root is None or flow is None:
        return None
    below = occurrence.place.path[len(flow.at().path) :]
    step = below[1] if below[:1] == ("steps",) else None
    facts = always_there(flow, marked.catalog, step if isinstance(step, int) else None)
    return None if facts is None else frozenset(name for of, name in facts if of == root)


def _flow(occurrence: Occurrence, marked: Index) -> Node[Flow] | None:
    """The flow that something stands in."""
    for node in marked.nodes:
        if isinstance(node.model, Flow) and node.parsed.document.name == occurrence.place.source:
            path = node.at().path
            if occurrence.place.path[: len(path)] == path:
                return Node(node.model, node.path, node.parsed, node.parent)
    return None
