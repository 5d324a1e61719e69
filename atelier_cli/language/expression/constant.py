"""What an expression says whatever it reads: found by evaluating the parts that read nothing."""

from functools import lru_cache

from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import names_used
from atelier_cli.language.expression.syntax import (
    Call,
    Conditional,
    Expression,
    Literal,
    Logic,
    Macro,
    Name,
    Unary,
    children,
)


@lru_cache(maxsize=4096)
def constant(text: str) -> bool | None:
    """True or false where the expression of a text is always so; None where it depends, or cannot be read."""
    tree, problems = parse(text)
    return None if tree is None or problems else _always(tree)


def _always(node: Expression) -> bool | None:
    match node:
        case Literal(bool(value)):
            return value
        case Unary("!", operand):
            said = _always(operand)
            return None if said is None else not said
        case Logic(operator, terms):
            return _of_logic([_always(term) for term in terms], wins=operator == "||")
        case Conditional(test, then, otherwise):
            said, *ways = map(_always, (test, then, otherwise))
            return (ways[0] if ways[0] == ways[1] else None) if said is None else ways[not said]
        case _:
            return _evaluated(node)


def _of_logic(terms: list[bool | None], *, wins: bool) -> bool | None:
    """One false term makes `&&` false, whatever the others are, and one true term makes `||` true."""
    if wins in terms:
        return wins
    return None if None in terms else not wins


def _evaluated(node: Expression) -> bool | None:
    if isinstance(node, Literal) or _reads_first(node) or names_used(node) or _calls(node):
        return None
    try:
        said = compile_expression(node)({})
    except EvaluationError:
        return None
    return said if isinstance(said, bool) else None


def _reads_first(node: Expression) -> bool:
    """Whether its first part, of its first part, is a name: most expressions are told by that."""
    while parts := children(node):
        if isinstance(node, Macro):
            return False  # the name may be its variable
        node = parts[0]
    return isinstance(node, Name)


def _calls(node: Expression) -> bool:
    """Whether a function is called: which there are is not looked at here."""
    return isinstance(node, Call) or any(_calls(child) for child in children(node))
