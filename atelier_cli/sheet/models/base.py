"""What the models of the language have in common: strictness, the words that recur, and the keys of list items."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from atelier_cli import names
from atelier_cli.language.operators import OPERATORS

SnakeCase = Annotated[str, Field(pattern=names.SNAKE_CASE, max_length=63)]
KebabCase = Annotated[str, Field(pattern=names.KEBAB_CASE, max_length=63)]
WordCase = Annotated[str, Field(pattern=names.WORD_CASE, max_length=63)]
#: The code of an event: words in snake-case joined by dots.
EventCode = Annotated[str, Field(pattern=names.DOTTED, max_length=127)]
NonEmpty = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Unordered:
    """Marks a list whose order says nothing."""


#: A list of words whose order says nothing.
Words = Annotated[list[str], Unordered()]

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
OperatorName = Annotated[str, WithJsonSchema({"enum": sorted(OPERATORS), "title": "Operator"})]
Condition = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "title": "Condition",
            "type": "object",
            "description": "{field, operator, value}, {left, operator, value}, or all, any, none, not over conditions.",
            "properties": {
                "field": {"type": "string", "description": "A field of the subject."},
                "left": {"description": "A value to compare."},
                "operator": {"enum": sorted(OPERATORS)},
                "value": {"description": "What to compare with."},
                "all": {"type": "array", "items": {"type": "object"}},
                "any": {"type": "array", "items": {"type": "object"}},
                "none": {"type": "array", "items": {"type": "object"}},
                "not": {"type": "object"},
            },
            "additionalProperties": False,
            "examples": [{"field": "status", "operator": "eq", "value": "open"}],
        }
    ),
]


class Model(BaseModel):
    """A mapping of the language: unknown keys and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, protected_namespaces=())


class Named(Model):
    """Something that becomes a row."""

    #: The fields that name it among its siblings.
    NAMING: ClassVar[tuple[str, ...]] = ("key",)
    #: A name for people and the field that it is made from when it is not given.
    HUMANISED: ClassVar[tuple[str, str] | None] = None

    is_active: bool = Field(True, description="Whether the row takes part in what runs; an inactive row is kept.")
    renamed_from: str | None = Field(
        None, description="The key that the item had before: keeps the row's id when the key changes."
    )


class Item(Named):
    """An item of a list whose order says something."""

    order: int | None = Field(None, description="The place among the siblings; by default the position, from 1.")


class Keyed(Item):
    """An item named by a key of its own, or by what it is about."""

    #: The field that an item without a key is called after.
    NAMED_AFTER: ClassVar[str]

    key: WordCase | None = Field(
        None, description="The item's name, unique among its siblings.", examples=["four-eyes"]
    )
