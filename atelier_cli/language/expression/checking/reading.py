"""Names, members, `has()` and indices."""

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.choosing import written_span
from atelier_cli.language.expression.checking.joining import join
from atelier_cli.language.expression.checking.outcome import UNKNOWN, Facts, Outcome
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.kinds import NUMBERS, alike, kind_of_type
from atelier_cli.language.expression.syntax import Expression, Has, Index, Literal, Name, Select
from atelier_cli.language.members import is_record, known_members, member_type, sure, unknown_member
from atelier_cli.language.problems import Problem, unknown
from atelier_cli.language.types import ANY, BOOLEAN, STRING, Type
from atelier_cli.names import suggest

#: The roots whose names the sheet or the language declares, every one of them.
_DECLARED = frozenset(("parameters", "config", "user", "source", "created", "run", "steps", "context"))


def check_name(node: Name, checker: Checker) -> Outcome:
    if node.name in checker.variables and not node.absolute:
        return _read(node, checker.variables[node.name][1], frozenset(), checker)
    roots = checker.names.roots
    if node.name in roots:
        return _read(node, roots[node.name], frozenset(), checker)
    message, hint = unknown("name", node.name, roots)
    hint = checker.names.absent.get(node.name, hint)
    problem = Problem("unknown-name", message, within=node.span, help=hint, known=tuple(roots))
    checker.problems.append(problem)
    return UNKNOWN


def check_select(node: Select, checker: Checker) -> Outcome:
    return _member(node, checker.of(node.operand), node.member, node.member_span, checker)


def check_has(node: Has, checker: Checker) -> Outcome:
    """Whether a member is there; one that is not declared may be asked for, but where that can only be a slip."""
    select = node.select
    holder = checker.of(select.operand)
    if kind_of_type(holder.type) not in {"any", "map", "reference"} or _is_slip(select, holder.type, checker):
        return _refused(holder.type, select.member, select.member_span, checker)
    known = checker.needed(select.operand, holder)
    path = checker.path(select)
    return Outcome(BOOLEAN, known if path is None else known | {path}, known)


def _is_slip(select: Select, holder: Type, checker: Checker) -> bool:
    """Whether an entity type has no such field, a sheet declares no such name, or an object all but has the member."""
    name = select.member
    if holder.key is not None or member_type(holder.not_null(), name, checker.names) is not None:
        return False
    root = select.operand.name if isinstance(select.operand, Name) else ""
    declares = root in _DECLARED and root not in checker.variables
    return declares or is_record(holder) or suggest(name, sure(known_members(holder, checker.names))) != ""


def check_index(node: Index, checker: Checker) -> Outcome:
    holder = checker.of(node.operand)
    if isinstance(node.index, Literal) and node.index.kind == "string" and _has_members(holder.type):
        return _member(node, holder, str(node.index.value), written_span(node.index, checker.text), checker)
    index = checker.knowing(holder.known | checker.filled(node.operand, holder)).of(node.index)
    found = _item(node, holder.type, index.type, checker)
    if found is None:
        return UNKNOWN
    known = checker.needed(node.operand, holder) | checker.needed(node.index, index)
    return _read(node, found, known, checker)


def _has_members(holder: Type) -> bool:
    """Whether a word between brackets names a member, as one behind a dot does."""
    return kind_of_type(holder) in {"any", "map", "reference"} and (holder.key is None or holder.fields is not None)


def _member(node: Select | Index, found: Outcome, name: str, span: Span, checker: Checker) -> Outcome:
    if kind_of_type(found.type) == "null":
        return _refused(found.type, name, span, checker)
    if found.type.key is not None and found.type.fields is None:
        inner = found.type.item if alike(found.type.key, STRING) else None
    else:
        inner = member_type(found.type.not_null() if found.type.nullable else found.type, name, checker.names)
    if inner is None:
        return _refused(found.type, name, span, checker)
    return _read(node, inner, checker.needed(node.operand, found), checker)


def _refused(holder: Type, name: str, span: Span, checker: Checker) -> Outcome:
    noun, rule = ("field", "unknown-field") if is_record(holder) else ("member", "unknown-name")
    checker.problems.append(unknown_member(holder, name, noun, rule, span, checker.names))
    return UNKNOWN


def _read(node: Expression, type: Type, known: Facts, checker: Checker) -> Outcome:
    """What is read at a path: not null, where that is known of it."""
    if type.nullable and type.name != "null" and checker.known and checker.path(node) in checker.known:
        type = type.not_null()  # the same, known better
    return Outcome(type, known, known)


def _item(node: Index, holder: Type, index: Type, checker: Checker) -> Type | None:
    """The type of an item; None, with the reason reported, where there never is one."""
    kind, place = kind_of_type(holder), kind_of_type(index)
    if kind == "any":
        return ANY
    if kind == "list":
        if place in {"int", "any"}:
            return holder.item or ANY
        hint = f"write `int({checker.shown(node.index)})`" if place in NUMBERS else ""
        checker.report(
            "wrong-operand", f"expected integer as the index of a list, found {index}", node.index.span, hint
        )
        return None
    if kind in {"map", "reference"}:
        key = holder.key or STRING
        if place not in {"reference", "null"} and alike(key, index):
            return _any_member(holder)
        checker.report("wrong-operand", f"expected {key} as the key, found {index}", node.index.span)
        return None
    checker.report("wrong-operand", f"{holder} has no items", node.operand.span)
    return None


def _any_member(holder: Type) -> Type:
    """What a key leads to that is only known when it is evaluated."""
    if holder.key is not None and holder.item is not None:
        return holder.item
    if holder.name != "object" or holder.open or not holder.fields:
        return ANY
    first, *rest = holder.fields.values()
    for one in rest:
        first = join(first, one)
    return first.or_null()
