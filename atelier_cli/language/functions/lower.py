"""The text in small letters.

Example:
    `{$function: lower, args: {text: $parameters.plate}}`
"""

from atelier_cli.language.types import STRING

ARGS = {"text": STRING}
RETURNS = STRING


def call(text: str) -> str:
    return text.lower()
