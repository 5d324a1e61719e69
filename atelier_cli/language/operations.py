"""Which operation of an edit changes which kind of field."""

from atelier_cli.language.types import Type

_OPEN = {"any", "json"}
_NUMBERS = {"integer", "number", "decimal", "money", "numeric"}
#: The operations that change what is there, with the types they change.
_CHANGING = {
    "increment": ("a number", _NUMBERS),
    "append": ("a list", {"list"}),
    "remove": ("a list", {"list"}),
    "add_unique": ("a list", {"list"}),
}


def misfit(operation: str, field: Type) -> str | None:
    """Why an operation cannot change a field of a type; None where it can."""
    if operation not in _CHANGING:
        return None
    noun, types = _CHANGING[operation]
    return None if field.name in types | _OPEN else f"`{operation}` changes {noun}, and the field is of type {field}"
