"""Operators of the library, and the three with rules of their own: `==`, `!=` and `in`."""

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.choosing import check_words
from atelier_cli.language.expression.checking.outcome import NO_FACTS, UNKNOWN, Outcome
from atelier_cli.language.expression.checking.overloads import fitting, result_type
from atelier_cli.language.expression.checking.remedy import conversion
from atelier_cli.language.expression.kinds import alike, kind_of_type
from atelier_cli.language.expression.library import OPERATORS_BY_NAME
from atelier_cli.language.expression.syntax import Binary, Unary
from atelier_cli.language.types import ANY, BOOLEAN, STRING, Type

#: What one side of an operator is converted to, for the sake of the other.
_TOWARDS = (("double", "int"), ("string", "reference"), ("timestamp", "string"), ("duration", "string"))


def check_binary(node: Binary, checker: Checker) -> Outcome:
    match node.operator:
        case "==" | "!=":
            return _equality(node, checker)
        case "in":
            return _membership(node, checker)
        case _:
            return _library(node, checker)


def check_minus(node: Unary, checker: Checker) -> Outcome:
    found = checker.of(node.operand)
    overloads = fitting(OPERATORS_BY_NAME["-"], [found.type])
    if not overloads:
        checker.report("wrong-operand", f"`-` cannot take {found.type}", node.operand.span)
        return UNKNOWN
    known = checker.needed(node.operand, found)
    return Outcome(result_type(overloads, [found.type]), known, known)


def _library(node: Binary, checker: Checker) -> Outcome:
    left, right = checker.in_turn((node.left, node.right))
    types = (left.type, right.type)
    overloads = fitting(OPERATORS_BY_NAME[node.operator], types)
    if not overloads or not _add_up(*types):
        _report(node, *types, checker)
        return UNKNOWN
    known = checker.needed(node.left, left) | checker.needed(node.right, right)
    return Outcome(result_type(overloads, types), known, known)


def _add_up(left: Type, right: Type) -> bool:
    """Whether two lists can be made one: their items are alike."""
    return left.name != "list" or right.name != "list" or alike(left, right)


def _report(node: Binary, left: Type, right: Type, checker: Checker) -> None:
    """Says that an operator takes no such pair: at the side to be converted, where there is one."""
    kinds = kind_of_type(left), kind_of_type(right)
    sides = ((node.left, left, kinds[1], kinds[0]), (node.right, right, kinds[0], kinds[1]))
    message = f"`{node.operator}` cannot take {left} and {right}"
    towards = (*_TOWARDS, *((("string", kinds[0]), ("string", kinds[1])) if node.operator == "+" else ()))
    for operand, type, wanted, kind in sides:
        if (wanted, kind) in towards and (hint := conversion(operand, type, wanted, checker)):
            checker.report("wrong-operand", message, operand.span, hint)
            return
    checker.report("wrong-operand", message, node.operator_span)


def _equality(node: Binary, checker: Checker) -> Outcome:
    left = checker.of(node.left)
    right = checker.knowing(left.known).of(node.right)
    if not alike(left.type, right.type):
        _report(node, left.type, right.type, checker)
        return UNKNOWN
    check_words(left.type, node.right, checker)
    check_words(right.type, node.left, checker)
    known = left.known | right.known
    equal = unequal = known
    for side, found, other in ((node.left, left, right.type), (node.right, right, left.type)):
        filled = checker.filled(side, found)
        equal |= filled if _is_surely_something(other) else NO_FACTS
        unequal |= filled if other.name == "null" else NO_FACTS
    return Outcome(BOOLEAN, equal, unequal) if node.operator == "==" else Outcome(BOOLEAN, unequal, equal)


def _membership(node: Binary, checker: Checker) -> Outcome:
    left = checker.of(node.left)
    right = checker.knowing(left.known).of(node.right)
    kind = kind_of_type(right.type)
    item = {"list": right.type.item, "map": right.type.key or STRING, "any": ANY}.get(kind)
    if item is None and kind != "list":
        text = f"{checker.shown(node.right)}.contains({checker.shown(node.left)})"
        hint = f"write `{text}`" if kind == kind_of_type(left.type) == "string" else ""
        checker.report("wrong-operand", f"`in` expected a list or an object, found {right.type}", node.right.span, hint)
        return UNKNOWN
    item = item or ANY
    is_key = kind == "map"
    if not alike(left.type, item) or (is_key and kind_of_type(left.type) in {"null", "reference"}):
        checker.report("wrong-operand", f"`in` cannot find {left.type} among {right.type}", node.operator_span)
        return UNKNOWN
    check_words(left.type, node.right, checker)
    if not is_key:
        check_words(item, node.left, checker)
    known = left.known | checker.needed(node.right, right)
    if is_key:
        known |= checker.needed(node.left, left)
    among = checker.filled(node.left, left) if _is_surely_something(item) else NO_FACTS
    return Outcome(BOOLEAN, known | among, known)


def _is_surely_something(type: Type) -> bool:
    """Whether values of a type are never null."""
    return not type.nullable and kind_of_type(type) != "any"
