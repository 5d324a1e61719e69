"""Functions on strings."""

from typing import Any

from atelier_cli.language import patterns
from atelier_cli.language.expression.errors import EvaluationError


def starts_with(text: str, prefix: str) -> bool:
    return text.startswith(prefix)


def ends_with(text: str, suffix: str) -> bool:
    return text.endswith(suffix)


def includes(text: str, part: str) -> bool:
    return part in text


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found anywhere in the text."""
    try:
        return compile_pattern(pattern).search(text) is not None
    except UnicodeEncodeError as error:
        raise EvaluationError("bad-conversion", "the string holds half a character") from error


def compile_pattern(pattern: str) -> Any:
    """The compiled pattern, or an error that says what is wrong with it."""
    try:
        return patterns.compile_pattern(pattern)
    except patterns.PatternError as error:
        raise EvaluationError("bad-pattern", f"the pattern cannot be read: {error}") from error
