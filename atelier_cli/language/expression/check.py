"""Checks the text of an expression: its syntax, every name, and the type of every part of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from atelier_cli.diagnostics import Severity
from atelier_cli.language.assignable import not_assignable
from atelier_cli.language.expression.checking.branching import check_conditional, check_logic, check_not
from atelier_cli.language.expression.checking.calling import check_call
from atelier_cli.language.expression.checking.checker import Checker, ask_first, shown
from atelier_cli.language.expression.checking.choosing import unknown_words
from atelier_cli.language.expression.checking.collecting import check_list, check_map
from atelier_cli.language.expression.checking.hops import too_far
from atelier_cli.language.expression.checking.looping import check_macro
from atelier_cli.language.expression.checking.operating import check_binary, check_minus
from atelier_cli.language.expression.checking.outcome import NO_FACTS, UNKNOWN, Outcome
from atelier_cli.language.expression.checking.reading import check_has, check_index, check_name, check_select
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.expression.problems import Problem as Fault
from atelier_cli.language.expression.syntax import (
    Binary,
    Broken,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    MapNode,
    Name,
    Select,
    Unary,
)
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, BOOLEAN, INTEGER, NULL, NUMBER, STRING, Type

_LITERALS = {"null": NULL, "bool": BOOLEAN, "int": INTEGER, "double": NUMBER, "string": STRING}


def check(text: str, names: Names, expected: Type = ANY) -> Problems:
    """All that is wrong with an expression where a type is expected, in the order of the text; `within` is exact."""
    return typed(text, names, expected)[1]


def typed(text: str, names: Names, expected: Type = ANY) -> tuple[Type, Problems]:
    """The type of an expression as a value of the language, `any` where it is faulty, and what is wrong with it.

    Each text is judged once for the same `names`.
    """
    found = names.judged.get(text)
    if found is None:
        found = names.judged[text] = _judge(text, names)
    type, problems, tree = found
    if tree is None:
        return ANY, problems
    type = _as_expected(type, expected)
    mismatch = _mismatch(tree, type, expected, text, names)
    return (ANY if mismatch else type), (*problems, *mismatch)


def check_readable(text: str, roots: Iterable[str]) -> Problems:
    """What keeps an expression from being evaluated whatever the types: its syntax, its roots and its functions."""
    tree, faults = parse(text)
    if tree is None or faults:
        return tuple(_problem(fault) for fault in faults)
    problems = check(text, Names(dict.fromkeys(roots, ANY)))
    return tuple(one for one in problems if one.rule in {"unknown-name", "unknown-function"})


def _judge(text: str, names: Names) -> tuple[Type, Problems, Expression | None]:
    """The type and the problems of an expression, and its tree where none of them is an error."""
    tree, faults = parse(text)
    problems = [_problem(fault) for fault in faults]
    if tree is None:
        return ANY, tuple(problems), None
    spans = tuple((fault.start, fault.end) for fault in faults)
    outcome = _check(tree, Checker(_check, text, names, problems, spans, {}, NO_FACTS))
    problems.extend(too_far(tree, text, names))
    problems.sort(key=lambda one: one.within or (0, 0))
    is_faulty = any(one.severity is Severity.ERROR for one in problems)
    return outcome.type, tuple(problems), None if is_faulty else tree


def _problem(fault: Fault) -> Problem:
    hint = f"write `{fault.suggestion}`" if fault.suggestion else ""
    return Problem(fault.kind, fault.message, within=(fault.start, fault.end), help=hint, severity=KINDS[fault.kind])


def _as_expected(found: Type, expected: Type) -> Type:
    """The type in which the value leaves the expression: an instant where a day is expected leaves as one."""
    if found.name == "list" == expected.name and found.item and expected.item:
        item = _as_expected(found.item, expected.item)
        return found if item is found.item else Type("list", item=item, nullable=found.nullable)
    is_moment = kind_of_type(found) == kind_of_type(expected) == "timestamp"
    is_text = expected.name == "time" and kind_of_type(found) == "string"
    if is_moment or is_text:
        return expected.or_null() if found.nullable else expected
    return found


def _mismatch(tree: Expression, found: Type, expected: Type, text: str, names: Names) -> Problems:
    """Why the value does not belong where another type is expected."""
    if expected.name == "enum" and expected.choices and (unknown := tuple(unknown_words(expected, tree, text))):
        return unknown
    reason = not_assignable(found, expected, names)
    if expected.name == "boolean" and not expected.nullable and found.nullable and reason is None:
        if found.name == "null":
            reason = f"expected {expected}, found {found}"
        else:
            return (_nullable(tree, text),)
    return () if reason is None else (Problem("wrong-type", reason, within=tree.span),)


def _nullable(tree: Expression, text: str) -> Problem:
    kind, message = "nullable-operand", f"`{shown(tree, text)}` may be null, which is neither true nor false"
    return Problem(kind, message, within=tree.span, help=ask_first(tree, text), severity=KINDS[kind])


def _check(node: Expression, checker: Checker) -> Outcome:
    return _CHECKS[type(node)](node, checker)


def _check_literal(node: Literal, checker: Checker) -> Outcome:
    """The type of a literal, unless it was not read as it is written."""
    return UNKNOWN if checker.faults and checker.is_faulty(node) else _CONSTANTS[node.kind]


def _check_unary(node: Unary, checker: Checker) -> Outcome:
    return check_not(node, checker) if node.operator == "!" else check_minus(node, checker)


def _check_broken(node: Broken, checker: Checker) -> Outcome:
    for part in node.parts:
        checker.of(part)
    return UNKNOWN


_CONSTANTS = {kind: Outcome(type) for kind, type in _LITERALS.items()}
_CHECKS: Mapping[type, Callable[[Any, Checker], Outcome]] = {
    Literal: _check_literal,
    Name: check_name,
    Select: check_select,
    Has: check_has,
    Index: check_index,
    Call: check_call,
    ListNode: check_list,
    MapNode: check_map,
    Unary: _check_unary,
    Binary: check_binary,
    Logic: check_logic,
    Conditional: check_conditional,
    Macro: check_macro,
    Broken: _check_broken,
}
