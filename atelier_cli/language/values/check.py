"""Checks a value: how it is written, what it names, whether it may stand where it stands, and its type."""

from dataclasses import replace
from typing import Any

from atelier_cli.diagnostics import Severity
from atelier_cli.language.assignable import not_assignable
from atelier_cli.language.members import is_record, record_code
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.scope import FIXED_ROOTS, Names
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values import MODES
from atelier_cli.language.values.following import record_of
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.protocol import Typed
from atelier_cli.language.values.slots import SLOTS, Slot
from atelier_cli.language.values.syntax import Broken, Call, Formula, Node, Reference, mode_of

#: What was probably meant where an instant stands for a day, or a day for an instant.
_INSTEAD = {("now", "date"): "use `$today` for a day", ("today", "datetime"): "use `$now` for an instant"}


def check(value: Any, slot: Slot, names: Names, expected: Type = ANY) -> Problems:
    """All that is wrong with a value where a type is expected; paths start at the value."""
    return typed(value, slot, names, expected)[1]


def type_of(value: Any, slot: Slot, names: Names) -> Type:
    """The type of a value; `any` where nothing is known of it, or something is wrong with it."""
    return typed(value, slot, names)[0]


def typed(value: Any, slot: Slot, names: Names, expected: Type = ANY) -> Typed:
    """Both at once."""
    node, problems = parse(value)
    found, faults = _check(node, slot, names, expected)
    return found, (*problems, *faults)


def _readable(slot: Slot, names: Names) -> Names:
    """The names that a value of a slot can read: what an expression there has for roots."""
    found = names.judged.get((slot,))
    if found is None:
        roots = {**FIXED_ROOTS, **names.roots}
        found = replace(names, roots={root: type for root, type in roots.items() if root in SLOTS[slot]})
        names.judged[slot,] = found
    return found


def _check(node: Node, slot: Slot, names: Names, expected: Type) -> Typed:
    if isinstance(node, Broken):
        return ANY, ()
    mode = mode_of(node)
    if mode not in SLOTS[slot]:
        return ANY, (_misplaced(node, mode, slot),)
    # A reference's root is its mode, which may stand here; an expression can name any root.
    readable = _readable(slot, names) if isinstance(node, Formula) else names
    found, problems = MODES[mode].check(node, expected, readable, lambda part, type: _check(part, slot, names, type))
    if any(one.severity is Severity.ERROR for one in problems):
        return ANY, problems
    reason = not_assignable(found, expected, names) or _other_record(node, expected, names)
    if reason is None:
        return found, problems
    hint = _INSTEAD.get((mode, expected.name), "")
    return ANY, (*problems, Problem("wrong-type", reason, within=_span(node), help=hint))


def _other_record(node: Node, expected: Type, names: Names) -> str | None:
    """Why an id, which is a text, is that of a record of another type."""
    if not isinstance(node, Reference) or not is_record(expected) or names.members(record_code(expected)) is None:
        return None
    record = record_of(node, names)
    return None if record is None else not_assignable(record, expected, names)


def _misplaced(node: Node, mode: str, slot: Slot) -> Problem:
    allowed = ", ".join(f"`{MODES[one].FORM}`" for one in MODES if one in SLOTS[slot] and one != "literal")
    hint = f"allowed: a literal, {allowed}" if allowed else "allowed: a literal"
    path = {Formula: ("$expr",), Call: ("$function",)}.get(type(node), ()) if _span(node) is None else ()
    form = MODES[mode].FORM
    if isinstance(node, Reference) and node.offset is None:
        form = form.partition("+")[0]
    return Problem("misplaced-value", f"`{form}` cannot stand in {slot}", path, _span(node), hint)


def _span(node: Node) -> tuple[int, int] | None:
    return node.span if isinstance(node, Reference | Call) else None
