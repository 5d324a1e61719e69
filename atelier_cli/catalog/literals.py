"""Values of a sheet that are written out, with no reference in them."""

from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.types import Type
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.written import is_written, written


def is_literal(said: Any) -> bool:
    """Whether a value stands for itself: nothing is known of what a reference leads to."""
    return not isinstance(said, str | list | dict) or is_written(parse(said)[0])


def literal(said: Any, type_: Type) -> Any:
    """The value as its type holds it; None where it is a reference, null, or not of the type."""
    if said is None or not is_literal(said):
        return None
    return coerce(written(parse(said)[0]), type_)[0]
