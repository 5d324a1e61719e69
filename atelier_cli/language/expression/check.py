"""Checks the text of an expression: its syntax, and the roots that it names."""

from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import NameUse, names_used
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.expression.problems import Problem as Fault
from atelier_cli.language.problems import Problem, Problems, unknown
from atelier_cli.language.scope import Names


def check(text: str, names: Names) -> Problems:
    """All that is wrong with an expression, in the order of the text; `within` is exact."""
    tree, faults = parse(text)
    uses = () if tree is None else names_used(tree)
    found = [*map(_problem, faults), *(_unknown(use, names) for use in uses if use.path[0] not in names.roots)]
    return tuple(sorted(found, key=lambda one: one.within or (0, 0)))


def _problem(fault: Fault) -> Problem:
    hint = f"write `{fault.suggestion}`" if fault.suggestion else ""
    return Problem(fault.kind, fault.message, within=(fault.start, fault.end), help=hint, severity=KINDS[fault.kind])


def _unknown(use: NameUse, names: Names) -> Problem:
    message, hint = unknown("name", use.path[0], names.roots)
    return Problem("unknown-name", message, within=use.root_span, help=hint)
