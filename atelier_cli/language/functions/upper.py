"""The text in capitals.

Example:
    `{$function: upper, args: {text: $parameters.plate}}`
"""

from atelier_cli.language.types import STRING

ARGS = {"text": STRING}
RETURNS = STRING


def call(text: str) -> str:
    return text.upper()
