"""What to write instead of an operand of the wrong type."""

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.library import FUNCTIONS_BY_NAME
from atelier_cli.language.expression.spans import parse_span
from atelier_cli.language.expression.syntax import Expression, Literal
from atelier_cli.language.expression.timestamps import parse_timestamp
from atelier_cli.language.types import Type

#: The conversions that say the same in another type; a text is converted only where it can be read.
_FAITHFUL = {("int", "double"), ("int", "string"), ("double", "string"), ("bool", "string"), ("timestamp", "string"),
             ("duration", "string")}  # fmt: skip
_READERS = {"timestamp": parse_timestamp, "duration": parse_span}
_LONG = 40


def conversion(node: Expression, type: Type, wanted: str, checker: Checker) -> str:
    """How to write an operand as the kind that is wanted; empty where nothing says the same."""
    kind, text = kind_of_type(type), checker.text[slice(*node.span)]
    if len(text) > _LONG or "\n" in text:
        return ""
    if kind == "reference" and wanted == "string":
        return f"write `{text}.id`"
    if isinstance(node, Literal) and kind == "int" and wanted == "double":
        return f"write `{node.value}.0`"
    if isinstance(node, Literal) and kind in {"int", "double"} and wanted == "string":
        return f"write `'{text}'`"
    if isinstance(node, Literal) and kind == "string":
        return _read_as(str(node.value), wanted)
    is_faithful = (kind, wanted) in _FAITHFUL and wanted in FUNCTIONS_BY_NAME
    return f"write `{wanted}({text})`" if is_faithful else ""


def _read_as(text: str, wanted: str) -> str:
    written = f"{text}T00:00:00Z" if wanted == "timestamp" and len(text) == 10 else text
    try:
        _READERS[wanted](written)
    except (KeyError, EvaluationError):
        return ""
    return f"write `{wanted}('{written}')`"
