"""Compiles the values and conditions of an action's rows: read once, checked, with what they read."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.actions.compiled import CompiledCondition, CompiledValue
from atelier_cli.actions.reading import functions_of, paths_of_condition, paths_of_value
from atelier_cli.diagnostics import Severity
from atelier_cli.language.condition.check import check as check_condition
from atelier_cli.language.condition.parse import Comparison, Condition
from atelier_cli.language.condition.parse import parse as parse_condition
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.check import check as check_value
from atelier_cli.language.values.parse import parse as parse_value
from atelier_cli.language.values.slots import Slot
from atelier_cli.language.values.syntax import Node


def compile_value(said: Any, slot: Slot, names: Names, expected: Type = ANY) -> tuple[CompiledValue, Problems]:
    """The value where a type is expected, and what is wrong with it."""
    node, _ = parse_value(said)
    problems = (*_errors(check_value(said, slot, names, expected)), *_unprovided(node, names))
    return CompiledValue(said, node, expected, frozenset(paths_of_value(node))), problems


def compile_condition(
    said: Any, slot: Slot, names: Names, subject: Type, at: NamePath | None
) -> tuple[CompiledCondition, Problems]:
    """The condition over the fields of a subject, which stands at a path, or nowhere; and what is wrong with it."""
    read, _ = parse_condition(said)
    calls = (problem for node in _values_in(read) for problem in _unprovided(node, names))
    problems = (*_errors(check_condition(said, slot, names, subject)), *calls)
    return CompiledCondition(said, read, subject, frozenset(paths_of_condition(read, at))), problems


def _errors(problems: Problems) -> Iterator[Problem]:
    """The problems that keep an action from running: a warning is for whoever writes the sheet."""
    return (one for one in problems if one.severity is Severity.ERROR)


def _values_in(condition: Condition) -> Iterator[Node]:
    if isinstance(condition, Comparison):
        yield parse_value(condition.left)[0]
        yield parse_value(condition.right)[0]
    elif condition is not None:
        for one in condition.conditions:
            yield from _values_in(one)


def _unprovided(node: Node, names: Names) -> Iterator[Problem]:
    """Functions that are declared, and that no package provides."""
    for name in functions_of(node):
        signature = names.functions.get(name)
        if name not in FUNCTIONS and signature is not None and signature.call is None:
            yield Problem(
                "unknown-function",
                f"nobody provides the function `{name}`",
                help=f"install a package with the entry point `{name}` in the group `atelier.functions`",
            )
