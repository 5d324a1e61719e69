"""Checks the text of an expression: its syntax, and the roots, members and functions that it names."""

from collections.abc import Iterator
from functools import lru_cache

from atelier_cli.language.expression.library import FUNCTIONS_BY_NAME, METHODS_BY_NAME
from atelier_cli.language.expression.parse import MACROS, parse
from atelier_cli.language.expression.paths import NameUse, names_used
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.expression.problems import Problem as Fault
from atelier_cli.language.expression.syntax import Call, Expression, children
from atelier_cli.language.members import is_record, member_type, unknown_member
from atelier_cli.language.problems import Problem, Problems, unknown
from atelier_cli.language.scope import Names


def check(text: str, names: Names) -> Problems:
    """All that is wrong with an expression, in the order of the text; `within` is exact."""
    problems, uses = _read(text)
    strange = [problem for use in uses for problem in _unknown_names(use, names)]
    return tuple(sorted((*problems, *strange), key=lambda one: one.within or (0, 0))) if strange else problems


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Problems, tuple[NameUse, ...]]:
    """What is wrong with a text wherever it stands, in its order, and the paths that it reads."""
    tree, faults = parse(text)
    found = [_problem(fault) for fault in faults]
    if tree is None:
        return tuple(found), ()
    found += [problem for call in _calls(tree) for problem in _check_call(call)]
    return tuple(sorted(found, key=lambda one: one.within or (0, 0))), names_used(tree)


def _problem(fault: Fault) -> Problem:
    hint = f"write `{fault.suggestion}`" if fault.suggestion else ""
    return Problem(fault.kind, fault.message, within=(fault.start, fault.end), help=hint, severity=KINDS[fault.kind])


def _unknown_names(use: NameUse, names: Names) -> Iterator[Problem]:
    """The first name of a path that nothing has; `has()` may ask for a member that is not declared."""
    root, *members = use.path
    if root not in names.roots:
        message, hint = unknown("name", root, names.roots)
        yield Problem("unknown-name", message, within=use.spans[0], help=hint, known=tuple(names.roots))
        return
    holder = names.roots[root]
    for name, span in zip(members, use.spans[1:], strict=True):
        found = member_type(holder, name, names)
        if found is None:
            if not use.tested:
                is_field = is_record(holder)
                noun, rule = ("field", "unknown-field") if is_field else ("member", "unknown-name")
                yield unknown_member(holder, name, noun, rule, span, names)
            return
        holder = found


def _calls(node: Expression) -> Iterator[Call]:
    if isinstance(node, Call):
        yield node
    for child in children(node):
        yield from _calls(child)


def _check_call(call: Call) -> Problems:
    """Whether there is such a function, or such a method, with as many arguments."""
    is_method = call.target is not None
    table, other = (METHODS_BY_NAME, FUNCTIONS_BY_NAME) if is_method else (FUNCTIONS_BY_NAME, METHODS_BY_NAME)
    overloads = table.get(call.function, ())
    if not overloads:
        message, hint = unknown("function", call.function, {*table, *(MACROS if is_method else ("has",))})
        if call.function in other or (not is_method and call.function in MACROS):
            hint = f"write `{call.function}(value)`" if is_method else f"write `value.{call.function}(...)`"
        return (Problem("unknown-function", message, within=call.function_span, help=hint),)
    counts = sorted({len(one.parameters) - is_method for one in overloads})
    if len(call.arguments) in counts:
        return ()
    expected = " or ".join(map(str, counts)) + f" argument{'' if counts == [1] else 's'}"
    message = f"`{call.function}` expected {expected}, found {len(call.arguments)}"
    return (Problem("wrong-argument", message, within=call.span),)
