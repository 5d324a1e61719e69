"""The words that the models list for a value, and operators that fit what is compared."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from atelier_cli.catalog.uses.index import Index
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.documentation import of_value
from atelier_cli.editor.hints import hint_at, keys_of, tags_of, words_of
from atelier_cli.language.operators import OPERATORS
from atelier_cli.language.types import ANY, Type


def words(at: Cursor, marked: Index) -> Iterator[Completion]:
    """The words that the models list for a value, and operators."""
    if at.part == "key" or at.scalar != MARK:
        return
    data = at.document.data
    holder, last = hint_at(data, at.path[:-1]), at.path[-1]
    if last == "operator" and "operator" in keys_of(holder, _at(data, at.path[:-1])):
        left = _left(at, marked)
        for word in OPERATORS:
            if _compares(word, left):
                detail = OPERATORS[word].RIGHT if OPERATORS[word].right_type(left) is not None else "stands alone"
                yield Completion(word, "word", at.start, at.end, detail, of_value("operator", word))
        return
    for word in words_of(hint_at(data, at.path)) or tags_of(holder, str(last)) or _truths(at, marked):
        yield Completion(word, "word", at.start, at.end, documentation=of_value(str(last), word))


def _truths(at: Cursor, marked: Index) -> tuple[str, ...]:
    """True and false, where the value is one of a field that holds these."""
    field = (*at.path[:-1], "field") if at.path[-1] == "value" else ()
    for one in marked.around(at.document.name, at.path):
        is_field = one.place.path == field or (one.place.path == at.path and one.place.part == "key")
        if is_field and one.type.name == "boolean":
            return ("true", "false")
    return ()


def _left(at: Cursor, marked: Index) -> Type:
    """What stands on the left of the operator at the cursor."""
    sides = [(*at.path[:-1], side) for side in ("field", "left")]
    found = [one for one in marked.around(at.document.name, at.path) if one.place.path in sides]
    return found[-1].type if found else ANY


def _compares(word: str, left: Type) -> bool:
    operator = OPERATORS[word]
    return left is ANY or operator.accepts(left, ANY) is None


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    return reduce(lambda holder, step: holder[step], path, data)
