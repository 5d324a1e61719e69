"""The left side, a text, matches the right side, a regular expression (RE2), from its first to its last character.

In expressions `matches()` searches, as in CEL; here the whole text has to match, as in the constraint `pattern`.

Example:
    `{field: plate, operator: matches, value: "[A-Z]{2}-[0-9]{4}"}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import not_text, text_right, texts
from atelier_cli.language.patterns import PatternError, compile_pattern, matches_fully
from atelier_cli.language.types import Type
from atelier_cli.language.verdict import Verdict, of

RIGHT = "a regular expression (RE2)"
right_type = text_right
accepts = not_text


def refuses(_left: Type, right: Any) -> str | None:
    try:
        compile_pattern(right)
    except PatternError as error:
        return f"expected {RIGHT}: {error}"
    return None


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    both = texts(left, right)
    if both is None:
        return Verdict.UNEVALUABLE
    try:
        return of(matches_fully(both[1], both[0]))
    except PatternError:
        return Verdict.UNEVALUABLE
