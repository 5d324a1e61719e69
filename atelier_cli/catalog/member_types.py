"""The types of what entities have: fields, relations in both directions, and the id."""

from atelier_cli.language.types import ANY, STRING, Type, from_schema, list_of
from atelier_cli.sheet.models.entity import EntityField, FieldTypeModel, Relationship
from atelier_cli.sheet.models.notification import Setting


def field_type(model: FieldTypeModel) -> Type:
    """The type that a `field_type` describes."""
    match model.type:
        case "enum":
            return Type("enum", choices=tuple(choice.value for choice in model.choices))
        case "list":
            return list_of(ANY if model.item is None else field_type(model.item))
        case "json":
            return from_schema(model.schema_)
        case name:
            return Type(name)


def member_type(field: EntityField) -> Type:
    found = field_type(field.field_type)
    return found if field.required else found.or_null()


def setting_type(setting: Setting) -> Type:
    """The type of a setting's value; it is null where neither a value nor a default is given."""
    found = list_of(ANY) if setting.type == "list" else Type(setting.type)
    return found if setting.value is not None or setting.default_value is not None else found.or_null()


def relation_type(relation: Relationship) -> Type:
    """What a relation leads to: one entity, or a list of them."""
    target = Type("entity", entity_type=relation.target_type_code)
    if relation.cardinality.endswith("to_many"):
        return list_of(target)
    return target if relation.required else target.or_null()


def reverse_type(relation: Relationship, owner: str) -> Type:
    """What a relation of `owner` is when seen from the other side."""
    source = Type("entity", entity_type=owner)
    return source.or_null() if relation.cardinality.startswith("one_to") else list_of(source)


#: What every entity has.
ID: dict[str, Type] = {"id": STRING}
