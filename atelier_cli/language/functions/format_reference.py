"""A reference as people write it: the prefix, a dash and the number in at least six digits.

Example:
    `{$function: format_reference, args: {prefix: T, number: 42}}`
"""

from atelier_cli.language.types import INTEGER, STRING

ARGS = {"prefix": STRING, "number": INTEGER}
RETURNS = STRING


def call(prefix: str, number: int) -> str:
    return f"{prefix}-{number:06d}"
