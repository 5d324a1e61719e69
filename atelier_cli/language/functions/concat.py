"""The parts as text, one after the other; a part that is null is left out.

Example:
    `{$function: concat, args: {parts: ["Graffiti: ", $parameters.spot]}}`
"""

from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.shown import shown
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import ANY, STRING, list_of

ARGS = {"parts": list_of(ANY)}
RETURNS = STRING


def call(parts: list[Any]) -> str:
    return "".join(_text(part) for part in parts if part is not None)


def _text(part: Any) -> str:
    plain = to_json(part)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str | int | float):
        return str(plain)
    raise EvaluationError("bad-conversion", f"concat expected text or a number, found {shown(plain)}")
