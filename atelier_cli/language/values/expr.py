"""The value of an expression.

Example:
    `{$expr: "entity.amount > 100 ? 'high' : 'normal'"}`
"""

from typing import Any

from atelier_cli.language.expression.check import typed
from atelier_cli.language.expression.evaluate import evaluate
from atelier_cli.language.problems import below
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import Formula

FORM = '{$expr: "..."}'


def check(node: Formula, expected: Type, names: Names, _part: CheckPart) -> Typed:
    found, problems = typed(node.text, names, expected)
    return found, below(("$expr",), problems)


def resolve(node: Formula, expected: Type, scope: Scope, _part: ResolvePart) -> Any:
    return evaluate(node.text, scope, expected)
