"""The call that a cursor stands in, in an expression: what may be given to it, and what it gives."""

from dataclasses import dataclass

from atelier_cli.editor.calls import FUNCTIONS, METHODS, Call
from atelier_cli.editor.cursor import MARK, cursor
from atelier_cli.editor.open_calls import in_expression, open_calls


@dataclass(frozen=True, slots=True)
class Signature:
    """Ways to make a call, and the number of the argument that is being written."""

    calls: tuple[Call, ...]
    argument: int


def signature(name: str, text: str, index: int) -> Signature | None:
    """The call around an index of the text of an open file; None where there is none, or nobody knows it."""
    at = cursor(text, index, name)
    opened = (
        next(open_calls(at.scalar[: at.scalar.index(MARK)]), None) if at is not None and in_expression(at) else None
    )
    if opened is None:
        return None
    calls = (METHODS if opened.is_method else FUNCTIONS).get(opened.function, ())
    return Signature(calls, opened.argument) if calls else None
