"""The calls that are open at the end of a part of an expression."""

from collections.abc import Iterator
from typing import NamedTuple

from atelier_cli.editor.cursor import Cursor

#: The keys of expressions.
EXPRESSIONS = frozenset(("expression", "match", "$expr"))


class OpenCall(NamedTuple):
    """A call whose bracket is not closed."""

    function: str
    is_method: bool
    #: How many commas follow its bracket.
    argument: int
    #: The index behind its bracket.
    start: int


def in_expression(at: Cursor) -> bool:
    """Whether a cursor is in an expression."""
    return at.part == "value" and at.path[-1] in EXPRESSIONS


def open_calls(before: str) -> Iterator[OpenCall]:
    """The calls that are open at the end of a text, innermost first."""
    commas = depth = 0
    for at, character in _outside_quotes(before):
        if character in ")]}":
            depth += 1
        elif character in "([{" and depth:
            depth -= 1
        elif character in "([{":
            word = _word_before(before[:at])
            if character == "(" and word:
                yield OpenCall(word, before[: at - len(word)].endswith("."), commas, at + 1)
            commas = 0
        elif character == "," and not depth:
            commas += 1


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
