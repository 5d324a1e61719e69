"""The call that a cursor stands in, in an expression: what may be given to it, and what it gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.editor.calls import FUNCTIONS, METHODS, Call
from atelier_cli.editor.cursor import MARK, Cursor, cursor

#: The keys of expressions.
EXPRESSIONS = frozenset(("expression", "match", "$expr"))


@dataclass(frozen=True, slots=True)
class Signature:
    """Ways to make a call, and the number of the argument that is being written."""

    calls: tuple[Call, ...]
    argument: int


def signature(name: str, text: str, index: int) -> Signature | None:
    """The call around an index of the text of an open file; None where there is none, or nobody knows it."""
    at = cursor(text, index, name)
    if at is None or not in_expression(at):
        return None
    opened = _call(at.scalar[: at.scalar.index(MARK)])
    if opened is None:
        return None
    function, is_method, argument = opened
    calls = (METHODS if is_method else FUNCTIONS).get(function, ())
    return Signature(calls, argument) if calls else None


def in_expression(at: Cursor) -> bool:
    """Whether a cursor is in an expression."""
    return at.part == "value" and at.path[-1] in EXPRESSIONS


def _call(before: str) -> tuple[str, bool, int] | None:
    """The function whose bracket is open at the end of a text, whether it is a method, and how many commas follow."""
    commas = depth = 0
    for at, character in _outside_quotes(before):
        if character in ")]}":
            depth += 1
        elif character in "([{" and depth:
            depth -= 1
        elif character == "(" and (word := _word_before(before[:at])):
            return word, before[: at - len(word)].endswith("."), commas
        elif character in "([{":
            commas = 0
        elif character == "," and not depth:
            commas += 1
    return None


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    """The characters of a text that stand in no quotes, from its end to its start."""
    quote, found = "", []
    for at, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            found.append((at, character))
    return reversed(found)


def _word_before(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return text[end:]
