"""Makes an expression ready: read and compiled once, however often it is evaluated."""

from functools import lru_cache

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.building.builder import Evaluate
from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import NameUse, names_used
from atelier_cli.language.expression.syntax import Expression


@frozen
class Prepared:
    """An expression without faults."""

    tree: Expression
    #: Takes the roots' values as `cel_value` makes them; raises EvaluationError.
    evaluate: Evaluate
    #: The paths it reads, in the order of the text.
    uses: tuple[NameUse, ...]
    #: The roots it reads.
    roots: frozenset[str]


@lru_cache(maxsize=4096)
def prepare(text: str) -> Prepared:
    """The expression of a text; raises EvaluationError for a text that `check` finds fault with."""
    tree, problems = parse(text)
    if tree is None or problems:
        first = problems[0]
        raise EvaluationError("invalid", first.message, (first.start, first.end))
    uses = names_used(tree)
    return Prepared(tree, compile_expression(tree), uses, frozenset(use.path[0] for use in uses))
