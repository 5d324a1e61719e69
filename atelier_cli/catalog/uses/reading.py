"""What values, conditions and expressions name: followed from member to member by their types."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.expressions import Met, met_in
from atelier_cli.catalog.uses.members import member_symbol
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Path
from atelier_cli.language.condition.parse import Comparison, Nesting
from atelier_cli.language.condition.parse import parse as parse_condition
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.members import member_type
from atelier_cli.language.operators import OPERATORS
from atelier_cli.language.scope import FIXED_ROOTS, Names
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.created import key_of
from atelier_cli.language.values.function import signature_of
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.slots import SLOTS, Slot
from atelier_cli.language.values.syntax import Call, Formula, ListNode, Literal, MapNode, Reference
from atelier_cli.language.values.syntax import Node as ValueNode

_NAME = re.compile(r"[^.]+")
_ROOT = re.compile(r"\$(\w*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a sheet that reads values: what it can name, and what the names are of."""

    node: Node[Any]
    catalog: Catalog
    names: Names
    slot: Slot
    #: What the names right below a root are, and what they belong to.
    scopes: Mapping[str, tuple[Kind, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def roots(self) -> dict[str, Type]:
        """The roots that can be read in the slot."""
        known = {**FIXED_ROOTS, **self.names.roots}
        return {root: type for root, type in known.items() if root in SLOTS[self.slot] or root == "payload"}

    def in_slot(self, slot: Slot) -> "Reading":
        return replace(self, slot=slot)

    def members(
        self, path: Path, offset: int, named: list[tuple[str, int]], root: str, holder: Type
    ) -> Iterator[Occurrence]:
        """The names below a root or a subject, each with where it starts in the text at the path."""
        for depth, (name, start) in enumerate(named):
            known = key_of(name, holder.fields or {}) if root == "created" and depth == 0 else name
            found = member_type(holder, known, self.names)
            kind, scope = self.scopes.get(root, (Kind.MEMBER, ())) if depth == 0 else (Kind.MEMBER, ())
            of_holder = member_symbol(holder, known, self.catalog)
            symbol = of_holder or Symbol(kind, scope, known)
            place = self.node.at(*path, within=(offset + start, offset + start + len(name)))
            if known == name:
                yield Occurrence(symbol, place, type=found or ANY, holder=holder)
            holder = found or ANY


def of_value(reading: Reading, path: Path, said: Any, expected: Type = ANY) -> Iterator[Occurrence]:
    """The names in a value, with the values that its type lists."""
    if said is None:
        return
    if isinstance(said, str) and (found := _ROOT.fullmatch(said)) is not None and said[1:] not in reading.roots:
        known = (*SLOTS[reading.slot] - {"literal", "expr"}, *reading.roots)
        yield _root(reading, path, found[1], found.start(1), known)
        return
    yield from _of_node(reading, path, parse(said)[0], expected)


def _of_node(reading: Reading, path: Path, node: ValueNode, expected: Type) -> Iterator[Occurrence]:
    match node:
        case Reference(root, names):
            holder = reading.roots.get(root, ANY)
            yield from reading.members(path, 0, [(name.text, name.span[0]) for name in names], root, holder)
        case Formula(text):
            yield from of_expression(reading, (*path, "$expr"), text)
        case Call():
            yield from _of_call(reading, path, node)
        case ListNode(items):
            for i, part in enumerate(items):
                yield from _of_node(reading, (*path, i), part, expected.item or ANY)
        case MapNode(members):
            for name, part in members.items():
                known = (expected.fields or {}).get(name, ANY)
                if expected.fields is not None:
                    place = reading.node.at(*path, name, part="key", within=(0, len(name)))
                    yield Occurrence(Symbol(Kind.MEMBER, (), name), place, type=known, holder=expected)
                yield from _of_node(reading, (*path, name), part, known)
        case Literal(str() as word) if expected.choices:
            place = reading.node.at(*path, within=(0, len(word)))
            yield Occurrence(Symbol(Kind.CHOICE, (), word), place, words=expected.choices)


def _of_call(reading: Reading, path: Path, node: Call) -> Iterator[Occurrence]:
    within = node.span or (0, len(node.function))
    at = path if node.span else (*path, "$function")
    signature = signature_of(node.function, reading.names)
    place = reading.node.at(*at, within=within)
    yield Occurrence(
        Symbol(Kind.FUNCTION, (), node.function),
        place,
        type=ANY if signature is None else signature.returns,
        words=(*FUNCTIONS, *reading.names.functions),
    )
    args = {} if signature is None else signature.args
    for name, part in node.args.items():
        key = reading.node.at(*path, "args", name, part="key", within=(0, len(name)))
        yield Occurrence(
            Symbol(Kind.ARGUMENT, (node.function,), name), key, type=args.get(name, ANY), words=tuple(args)
        )
        yield from _of_node(reading, (*path, "args", name), part, args.get(name, ANY))


def of_expression(reading: Reading, path: Path, text: str) -> Iterator[Occurrence]:
    """The names in an expression, macro variables followed to what they stand for."""
    roots = reading.roots
    for met in met_in(text, roots, reading.names):
        if met.holder is None:
            yield _root(reading, path, met.name, met.start, tuple(roots))
        else:
            yield _member(reading, path, met)


def _member(reading: Reading, path: Path, met: Met) -> Occurrence:
    holder = met.holder or ANY
    kind, scope = reading.scopes.get(met.root, (Kind.MEMBER, ()))
    symbol = member_symbol(holder, met.name, reading.catalog) or Symbol(kind, scope, met.name)
    place = reading.node.at(*path, within=(met.start, met.start + len(met.name)))
    return Occurrence(symbol, place, type=met.type, holder=holder)


def _root(reading: Reading, path: Path, name: str, start: int, known: Sequence[str]) -> Occurrence:
    place = reading.node.at(*path, within=(start, start + len(name)))
    return Occurrence(Symbol(Kind.ROOT, (), name), place, type=reading.roots.get(name, ANY), words=known)


def of_condition(reading: Reading, path: Path, condition: Any, subject: Type, root: str = "") -> Iterator[Occurrence]:
    """The names in a condition over the members of a subject, which may be a root."""
    if condition is not None:
        yield from _of_condition(reading, path, parse_condition(condition)[0], subject, root)


def _of_condition(
    reading: Reading, path: Path, read: Comparison | Nesting | None, subject: Type, root: str
) -> Iterator[Occurrence]:
    match read:
        case Nesting("not", (inner,)):
            yield from _of_condition(reading, (*path, "not"), inner, subject, root)
        case Nesting(word, conditions):
            for i, inner in enumerate(conditions):
                yield from _of_condition(reading, (*path, word, i), inner, subject, root)
        case Comparison():
            left = ANY
            if read.field is not None:
                yield from of_field(reading, (*path, "field"), read.field, subject, root)
                left = type_of_field(reading, read.field, subject)
            else:
                yield from of_value(reading, (*path, "left"), read.left)
            yield from of_value(reading, (*path, "value"), read.right, right_type(read.operator, left))


def of_field(
    reading: Reading, path: Path, text: str, subject: Type, root: str = "", *, offset: int = 0
) -> Iterator[Occurrence]:
    """The names of a dotted path to a member of a subject."""
    named = [(found.group(), found.start()) for found in _NAME.finditer(text)]
    yield from reading.members(path, offset, named, root, subject)


def type_of_field(reading: Reading, text: str, subject: Type) -> Type:
    """What a dotted path leads to."""
    for name in text.split("."):
        subject = member_type(subject, name, reading.names) or ANY
    return subject


def right_type(operator: str | None, left: Type) -> Type:
    """What an operator is given on its right; `any` where it is not known."""
    word = OPERATORS.get(operator or "")
    return (word.right_type(left) or ANY) if word is not None else left
