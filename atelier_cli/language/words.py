"""The words that recur in the models of the language: how names, values and expressions are written."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from atelier_cli import names

SnakeCase = Annotated[str, Field(pattern=names.SNAKE_CASE, max_length=63)]
KebabCase = Annotated[str, Field(pattern=names.KEBAB_CASE, max_length=63)]
WordCase = Annotated[str, Field(pattern=names.WORD_CASE, max_length=63)]
#: What a text can be asked to look like, as JSON Schema calls it: `FORMATS` says what each is.
FormatName = Literal["email", "uri", "uuid", "hostname", "ipv4", "ipv6", "date", "time", "date-time", "duration"]
#: The code of an event: words in snake-case joined by dots.
EventCode = Annotated[str, Field(pattern=names.DOTTED, max_length=127)]
NonEmpty = Annotated[str, Field(min_length=1)]

Value = Annotated[
    Any,
    WithJsonSchema(
        {
            "title": "Value",
            "description": "A literal, or a reference such as $parameters.P, $entity.F, $user.id, $now+P3D, $config.T, "
            '{$function: name, args: {...}} or {$expr: "..."}. `$$x` is the string `$x`.',
        }
    ),
]
Expression = Annotated[
    str,
    Field(min_length=1),
    WithJsonSchema(
        {"type": "string", "title": "Expression", "description": "An expression: a typed subset of CEL."},
    ),
]
Duration = Annotated[
    str, WithJsonSchema({"type": "string", "description": "An ISO 8601 duration.", "examples": ["P3D"]})
]
JsonSchema = Annotated[
    dict[str, Any],
    WithJsonSchema({"type": "object", "title": "JSON Schema", "description": "A JSON Schema (2020-12)."}),
]


class Model(BaseModel):
    """A mapping of the language: unknown keys and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, protected_namespaces=(), defer_build=True)
