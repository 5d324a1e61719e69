"""A catalogue that notes what is asked of it: what is worked out by it stays true while the answers are the same.

A note says which names were looked up, in which table, not who declares them: so a name that is declared only later is
a changed answer too. What an answer is made of is told by the files that it comes from, whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, TypeVar, get_origin

from atelier_cli.catalog.catalog import Application, Catalog, EntityTypeSymbol
from atelier_cli.catalog.node import Node
from atelier_cli.language.scope import Signature
from atelier_cli.sheet.models.entity import Relationship
from atelier_cli.sheet.parse import Parsed

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")
FoundT = TypeVar("FoundT")


#: A question to a catalogue: what a name stands for in a table, whether it is there, or which names there are.
#: A bare tuple, since tens of thousands are asked.
Question = tuple[Literal["value", "presence", "names"], str, Any]
#: What was asked for each piece of work that is under way, the innermost last.
Asked = list[set[Question]]


def digest(*texts: str) -> str:
    """What tells texts from any others."""
    return blake2b("\0".join(texts).encode(errors="surrogatepass"), digest_size=16).hexdigest()


class Traced(Mapping[KeyT, ValueT]):
    """A table of a catalogue that notes what is looked up in it."""

    def __init__(self, table: str, entries: Mapping[KeyT, ValueT], asked: Asked) -> None:
        self._table, self._entries, self._asked = table, entries, asked

    def __getitem__(self, key: KeyT) -> ValueT:
        self._asked[-1].add(("value", self._table, key))
        return self._entries[key]

    def get(self, key: KeyT, default: Any = None) -> Any:
        self._asked[-1].add(("value", self._table, key))
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked[-1].add(("presence", self._table, key))
        return key in self._entries

    def __iter__(self) -> Iterator[KeyT]:
        self._asked[-1].add(("names", self._table, None))
        return iter(self._entries)

    def __len__(self) -> int:
        self._asked[-1].add(("names", self._table, None))
        return len(self._entries)


def _seen_from_here(relation: Node[Relationship]) -> Iterator[str]:
    """What a type is told of a relation that leads to it: not all of the file that it stands in, as of its own.

    Relations from all over a project lead to its users and organisations.
    """
    yield repr((relation.model, relation.at(), relation.parent and relation.parent.model.entity_type))
    yield from (repr(sorted(map(repr, paths))) for paths in (relation.parsed.gaps, relation.parsed.broken))


@dataclass(frozen=True)
class TracedCatalog(Catalog):
    """A catalogue of which every question is noted, for the piece of work that is under way."""

    answers: Catalog = field(default_factory=Catalog)
    asked: Asked = field(default_factory=lambda: [set()])
    #: What was asked for that which `once` keeps.
    reasons: dict[tuple[Any, int], set[Question]] = field(default_factory=dict)

    def noting(self, work: Callable[[], FoundT]) -> tuple[FoundT, set[Question]]:
        """What the work gives, and all that it asks; what it gives must not ask anything later."""
        self.asked.append(set())
        try:
            found = work()
        finally:
            asked = self.asked.pop()
        return found, asked

    def once(self, work_out: Callable[[Node[Any], Catalog], FoundT], node: Node[Any]) -> FoundT:
        key = (work_out, id(node.model))
        if key not in self.known:
            found, self.reasons[key] = self.noting(lambda: work_out(node, self))
            self.known[key] = (found, node.model)
        self.asked[-1] |= self.reasons[key]
        kept: FoundT = self.known[key][0]
        return kept

    @cached_property
    def signatures(self) -> Mapping[str, Signature]:
        return self.answers.signatures  # every check of the language has them, so that they are among `given`

    @property
    def emitted(self) -> frozenset[str]:
        self.asked[-1].add(("value", "emitted", None))
        return self.answers.emitted

    @cached_property
    def created(self) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        return Traced("created", self.answers.created, self.asked)

    @cached_property
    def qualified_actions(self) -> Mapping[str, tuple[Node[Any], ...]]:
        return Traced("qualified_actions", self.answers.qualified_actions, self.asked)

    @cached_property
    def routes(self) -> Mapping[str, tuple[Node[Any], ...]]:
        return Traced("routes", self.answers.routes, self.asked)


#: The tables of a catalogue.
_TABLES = tuple(one.name for one in fields(Catalog) if get_origin(one.type) is Mapping)


def traced(catalog: Catalog) -> TracedCatalog:
    """The catalogue with its questions noted; the one that is given answers them, and is not itself changed."""
    asked: Asked = [set()]
    tables: dict[str, Any] = {name: Traced(name, getattr(catalog, name), asked) for name in _TABLES}
    return TracedCatalog(
        **tables,
        suspects=catalog.suspects,
        lacks_entity_types=catalog.lacks_entity_types,
        answers=catalog,
        asked=asked,
    )


class Answers:
    """What a catalogue answers, shortened to what tells one answer from another."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._files: dict[int, str] = {}
        self._known: dict[Question, str] = {}

    def to(self, question: Question) -> str:
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._to(question)
        return known

    @cached_property
    def given(self) -> str:
        """What everybody is told unasked: names that may be declared in broken parts, and what functions take."""
        catalog = self.catalog
        return digest(repr((sorted(catalog.suspects), catalog.lacks_entity_types, catalog.signatures)))

    def file(self, parsed: Parsed) -> str:
        """What tells a file from any other, and from what it was."""
        known = self._files.get(id(parsed))
        if known is None:
            known = self._files[id(parsed)] = digest(parsed.document.name, parsed.document.text)
        return known

    def _to(self, question: Question) -> str:
        how, name, key = question
        table: Any = getattr(self.catalog, name)
        if name == "emitted":
            return digest(*sorted(table))
        if how == "names":
            return digest(repr(list(table)))
        if key not in table:
            return "nothing"
        return "there" if how == "presence" else digest(*self._parts(table[key]))

    def _parts(self, value: Any) -> Iterable[str]:
        """What an answer is made of."""
        match value:
            case Node():
                return (self.file(value.parsed), repr(value.path))
            case Application():
                return (self.file(value.node.parsed),)
            case EntityTypeSymbol():
                return self._of_entity_type(value)
            case tuple() if all(isinstance(one, Node) for one in value):
                return (part for one in value for part in self._parts(one))
            case _:
                return (repr(value),)

    def _of_entity_type(self, symbol: EntityTypeSymbol) -> Iterator[str]:
        nodes = (symbol.node, *symbol.fields.values(), *symbol.relations.values())
        owners = (self.catalog.entity_types[code].node for code in symbol.ancestors)
        yield from sorted({self.file(node.parsed) for node in (*nodes, *owners)})
        yield from (part for node in symbol.reverse.values() for part in _seen_from_here(node))
        # A member is of another type where the one that a relation leads to is not there.
        there = [code for code in symbol.forward.values() if code in self.catalog.entity_types]
        yield repr((list(symbol.members), symbol.ancestors, symbol.forward, symbol.backward, symbol.is_whole, there))
