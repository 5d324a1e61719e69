"""Functions and methods of the library."""

from collections.abc import Sequence

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.outcome import UNKNOWN, Facts, Outcome
from atelier_cli.language.expression.checking.overloads import WORDS, fitting, result_type
from atelier_cli.language.expression.checking.remedy import conversion
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.library import FUNCTIONS_BY_NAME, METHODS_BY_NAME, Overload
from atelier_cli.language.expression.parse import MACROS
from atelier_cli.language.expression.syntax import Call, Expression, Literal
from atelier_cli.language.problems import unknown
from atelier_cli.language.types import Type


def check_call(node: Call, checker: Checker) -> Outcome:
    is_method = node.target is not None
    nodes = node.arguments if node.target is None else (node.target, *node.arguments)
    outcomes = checker.in_turn(nodes)
    table = METHODS_BY_NAME if is_method else FUNCTIONS_BY_NAME
    named = table.get(node.function, ())
    if not named:
        _report_unknown(node, checker)
        return UNKNOWN
    overloads = [one for one in named if len(one.parameters) == len(nodes)]
    if not overloads:
        _report_count(node, named, checker)
        return UNKNOWN
    types = [one.type for one in outcomes]
    found = fitting(overloads, types)
    if not found:
        _report_types(node, nodes, types, overloads, checker)
        return UNKNOWN
    known: Facts = frozenset().union(*map(checker.needed, nodes, outcomes))
    for number, (one, type) in enumerate(zip(nodes, types, strict=True)):
        # One that was not read as it is written, and so is `any`, has been reported.
        if isinstance(one, Literal) and type.name != "any":
            _check_literal(number, one, found, checker)
    return Outcome(result_type(found, types), known, known)


def _report_unknown(node: Call, checker: Checker) -> None:
    is_method = node.target is not None
    table, other = (METHODS_BY_NAME, FUNCTIONS_BY_NAME) if is_method else (FUNCTIONS_BY_NAME, METHODS_BY_NAME)
    message, hint = unknown("function", node.function, {*table, *(MACROS if is_method else ("has",))})
    if node.function in other or (not is_method and node.function in MACROS):
        hint = f"call it as `{node.function}(value)`" if is_method else f"call it as `value.{node.function}(...)`"
    checker.report("unknown-function", message, node.function_span, hint)


def _report_count(node: Call, overloads: Sequence[Overload], checker: Checker) -> None:
    counts = sorted({len(one.parameters) - (node.target is not None) for one in overloads})
    expected = " or ".join(map(str, counts)) + f" argument{'' if counts == [1] else 's'}"
    message = f"`{node.function}` expected {expected}, found {len(node.arguments)}"
    checker.report("wrong-argument", message, node.span)


def _report_types(
    node: Call, nodes: Sequence[Expression], types: Sequence[Type], overloads: Sequence[Overload], checker: Checker
) -> None:
    """Says which argument fits no overload, or that they do not fit together."""
    for number, (argument, type) in enumerate(zip(nodes, types, strict=True)):
        taken = list(dict.fromkeys(one.parameters[number] for one in overloads))
        if len(fitting([Overload("", (kind,), "bool", bool) for kind in taken], [type])) == 0:
            words = [WORDS[kind] for kind in taken]
            expected = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
            hint = conversion(argument, type, taken[0], checker) if len(taken) == 1 else ""
            checker.report(
                "wrong-argument", f"`{node.function}` expected {expected}, found {type}", argument.span, hint
            )
            return
    message = f"`{node.function}` cannot take {' and '.join(map(str, types))}"
    checker.report("wrong-argument", message, node.function_span)


def _check_literal(number: int, node: Literal, overloads: Sequence[Overload], checker: Checker) -> None:
    """Whether a text that is written out can be read as what it is for: a pattern, an instant, a number."""
    reasons = [_reason(one, number, node) for one in overloads]
    if all(reasons):
        checker.report("bad-literal", reasons[0] or "", node.span)


def _reason(overload: Overload, number: int, node: Literal) -> str | None:
    read = overload.literals.get(number)
    if read is None:
        return None
    try:
        read(node.value)
    except EvaluationError as error:
        return error.message
    return None
