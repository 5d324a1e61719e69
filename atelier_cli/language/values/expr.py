"""The value of an expression.

Example:
    `{$expr: "entity.amount > 100 ? 'high' : 'normal'"}`
"""

from typing import Any

from atelier_cli.language.expression import check as expression
from atelier_cli.language.expression.evaluate import evaluate
from atelier_cli.language.problems import below
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import Formula

FORM = '{$expr: "..."}'


def check(node: Formula, _expected: Type, names: Names, _part: CheckPart) -> Typed:
    return ANY, below(("$expr",), expression.check(node.text, names))


def resolve(node: Formula, expected: Type, scope: Scope, _part: ResolvePart) -> Any:
    return evaluate(node.text, scope, expected)
