"""Words that stand where one of a closed list of words belongs."""

from collections.abc import Iterator

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.expression.syntax import Conditional, Expression, ListNode, Literal
from atelier_cli.language.problems import Problem, unknown
from atelier_cli.language.types import Type


def check_words(type: Type, node: Expression, checker: Checker) -> None:
    """Reports each word that a part may give, written out, and that the enum of a type lacks."""
    if type.name == "enum" and type.choices:
        checker.problems.extend(unknown_words(type, node, checker.text))


def unknown_words(type: Type, node: Expression, text: str) -> Iterator[Problem]:
    return (_unknown(word, type, text) for word in _words(node) if word.value not in type.choices)


def _unknown(word: Literal, type: Type, text: str) -> Problem:
    message, hint = unknown("value", str(word.value), type.choices)
    within, severity = written_span(word, text), KINDS["unknown-value"]
    return Problem("unknown-value", message, within=within, help=hint, known=type.choices, severity=severity)


def written_span(word: Literal, text: str) -> Span:
    """Where the word of a literal stands between its quotes; the literal, where it is not written as it is read."""
    start, end = word.span
    return (start + 1, end - 1) if text[start + 1 : end - 1] == word.value else word.span


def _words(node: Expression) -> Iterator[Literal]:
    """The texts written out among what a part may give, or the items of a list of them."""
    match node:
        case Literal(kind="string"):
            yield node
        case ListNode(items):
            for item in items:
                yield from _words(item)
        case Conditional(_, then, otherwise):
            yield from _words(then)
            yield from _words(otherwise)
