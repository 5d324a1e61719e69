"""Macros: the type of their variable, and what they make of the items."""

from atelier_cli.language.expression.checking.branching import condition
from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.outcome import UNKNOWN, Outcome
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.syntax import Macro
from atelier_cli.language.types import ANY, BOOLEAN, STRING, Type, list_of


def check_macro(node: Macro, checker: Checker) -> Outcome:
    target = checker.of(node.target)
    item = _item(target.type)
    if item is None:
        message = f"`{node.macro}` expected a list or an object, found {target.type}"
        checker.report("wrong-argument", message, node.target.span)
        item = ANY
    known = target.known if item is ANY else checker.needed(node.target, target)
    inner = checker.knowing(known).binding(node.variable, item)
    if node.condition is not None:
        asked = condition(node.condition, inner, f"`{node.macro}`", "wrong-argument")
        inner = inner.knowing(asked.holds)
    match node.macro:
        case "map":
            if node.body is None:
                return UNKNOWN
            return Outcome(list_of(inner.of(node.body).type), known, known)
        case "filter":
            is_there = (inner.variables[node.variable][0],) in inner.known
            return Outcome(list_of(item.not_null() if is_there else item), known, known)
        case _:
            return Outcome(BOOLEAN, known, known)


def _item(target: Type) -> Type | None:
    """What a macro goes through: the items of a list, the keys of a map; None where there is nothing of the sort."""
    match kind_of_type(target):
        case "list":
            return target.item or ANY
        case "map":
            return target.key or STRING
        case "any":
            return ANY
        case _:
            return None
