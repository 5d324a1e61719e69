"""The text without the blanks before and after it.

Example:
    `{$function: trim, args: {text: $parameters.plate}}`
"""

from atelier_cli.language.types import STRING

ARGS = {"text": STRING}
RETURNS = STRING


def call(text: str) -> str:
    return text.strip()
