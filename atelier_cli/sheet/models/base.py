"""What the models of a sheet have in common: conditions, lists without order, and the keys of list items."""

from typing import Annotated, Any, ClassVar

from pydantic import Field, WithJsonSchema

from atelier_cli import names
from atelier_cli.frozen import frozen
from atelier_cli.language.operators import OPERATORS
from atelier_cli.language.words import Model


@frozen
class Unordered:
    """Marks a list whose order says nothing."""


#: A list of words whose order says nothing.
Words = Annotated[list[str], Unordered()]

#: A place among others; every database holds such a number.
Position = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]

#: The key of an item; one that is made from what the item is about may be as long as that, and ends in a number.
ItemKey = Annotated[str, Field(pattern=names.KEY_CASE, max_length=135)]
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
                "operator": {"enum": sorted(OPERATORS), "description": "The word that compares both sides."},
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

    order: Position | None = Field(None, description="The place among the siblings; by default the position, from 1.")


class Keyed(Item):
    """An item named by a key of its own, or by what it is about."""

    #: The field that an item without a key is called after.
    NAMED_AFTER: ClassVar[str]

    key: ItemKey | None = Field(None, description="The item's name, unique among its siblings.", examples=["four-eyes"])
