"""Types of values: what a field, a parameter, a setting, a payload or an expression holds."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from atelier_cli.frozen import frozen

#: The types a field or a parameter may be declared with.
FieldType = Literal[
    "string", "text", "integer", "decimal", "number", "boolean", "date", "datetime", "time", "duration", "enum",
    "list", "entity", "user", "role", "email", "phone", "url", "money", "geometry", "geo_point", "address", "file",
    "json",
]  # fmt: skip
FIELD_TYPES: tuple[str, ...] = get_args(FieldType)


@frozen
class Type:
    """The type of a value: a field type, or `object`, `null`, `any`, `numeric`.

    `any` is what nothing is known of: it fits everywhere and is never reported. `numeric` is what an expression gives
    that is now an integer, now a number.
    """

    name: str
    #: Of a list: what it holds. Of a map: what its keys lead to.
    item: "Type | None" = None
    #: Of an object that is a map, as an expression may make one: what its keys are. One that is not there is an error.
    key: "Type | None" = None
    #: Of an object: its known members.
    fields: Mapping[str, "Type"] | None = None
    #: Of an object: whether members that `fields` does not name may be there too.
    open: bool = True
    #: Of an entity: the code of its entity type.
    entity_type: str = ""
    #: Of an enum: its values.
    choices: tuple[str, ...] = ()
    #: Whether the value may be null (missing).
    nullable: bool = False

    def or_null(self) -> "Type":
        return self._but(nullable=True)

    def not_null(self) -> "Type":
        return self._but(nullable=False)

    def _but(self, *, nullable: bool) -> "Type":
        # As `replace` does it, at a fifth of the cost: every member that is read asks.
        return Type(
            self.name, self.item, self.key, self.fields, self.open, self.entity_type, self.choices, nullable=nullable
        )

    def __str__(self) -> str:
        if self.name == "list" and self.item is not None and self.item.name != "any":
            return f"list of {self.item}"
        if self.key is not None and self.item is not None and self.item.name != "any":
            return f"object of {self.item}"
        if self.name == "entity" and self.entity_type:
            return self.entity_type
        return "integer or number" if self.name == "numeric" else self.name


ANY = Type("any")
#: What a name holds that may be there and may not, as part of the file could not be read.
UNSURE = Type("any")
#: What an empty list or map holds: an `any` that gives way to whatever it is joined with.
NOTHING = Type("any", open=False)
NULL = Type("null", nullable=True)
STRING = Type("string")
INTEGER = Type("integer")
NUMBER = Type("number")
NUMERIC = Type("numeric")
BOOLEAN = Type("boolean")
DATE = Type("date")
DATETIME = Type("datetime")
DURATION = Type("duration")
USER = Type("user")
OBJECT = Type("object")

_FORMATS = {"date": DATE, "date-time": DATETIME, "time": Type("time"), "duration": DURATION, "email": Type("email"),
            "uri": Type("url")}  # fmt: skip
_PLAIN = {"integer": INTEGER, "number": NUMBER, "boolean": BOOLEAN, "null": NULL}


def list_of(item: Type) -> Type:
    return Type("list", item=item)


def map_of(key: Type, item: Type) -> Type:
    return Type("object", key=key, item=item)


def object_of(fields: Mapping[str, Type], *, open: bool = False) -> Type:  # noqa: A002  # the field's own word
    return Type("object", fields=fields, open=open)


def from_schema(schema: Any) -> Type:  # noqa: PLR0911  # one branch a kind of schema
    """The type that a JSON Schema (2020-12) describes; `any` for what the schema leaves open.

    A member that is not `required` is nullable: it may be missing.
    """
    if not isinstance(schema, Mapping):
        return ANY
    kind = schema.get("type")
    if not isinstance(kind, str | list | None):
        return ANY
    if isinstance(kind, list):
        rest = [one for one in kind if one != "null"]
        found = from_schema({**schema, "type": rest[0]}) if len(rest) == 1 else ANY
        return found.or_null() if "null" in kind else found
    choices = schema.get("enum")
    if kind in {None, "string"} and isinstance(choices, list) and choices and all(isinstance(c, str) for c in choices):
        return Type("enum", choices=tuple(choices))
    if kind == "string":
        return _FORMATS.get(str(schema.get("format", "")), STRING)
    if kind == "array":
        return list_of(from_schema(schema.get("items")))
    if kind == "object" or (kind is None and "properties" in schema):
        return _object(schema)
    return _PLAIN.get(kind, ANY) if isinstance(kind, str) else ANY


def _object(schema: Mapping[str, Any]) -> Type:
    required = schema.get("required", ())
    members = schema.get("properties", {})
    if not isinstance(members, Mapping) or not isinstance(required, list | tuple):
        return OBJECT
    fields = {
        str(name): from_schema(member) if name in required else from_schema(member).or_null()
        for name, member in members.items()
    }
    # A schema that names members is read as naming them all, unless it says that more may come: a linter that took
    # JSON Schema's permissive default at its word could never report a misspelt name.
    return Type("object", fields=fields, open=bool(schema.get("additionalProperties", not fields)))
