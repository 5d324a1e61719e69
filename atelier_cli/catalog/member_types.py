"""The types of what entities have, and of settings, as their models declare them."""

from atelier_cli.language import declared
from atelier_cli.language.types import ANY, Type, list_of
from atelier_cli.sheet.models.entity import EntityField, EnumType, FieldTypeModel, JsonType, ListType, Relationship
from atelier_cli.sheet.models.notification import Setting


def field_type(model: FieldTypeModel) -> Type:
    """The type that a `field_type` describes."""
    match model:
        case EnumType():
            return declared.field_type("enum", (choice.value for choice in model.choices))
        case ListType():
            return declared.field_type("list", item=None if model.item is None else field_type(model.item))
        case JsonType():
            return declared.field_type("json", schema=model.schema_)
        case _:
            return declared.field_type(model.type)


def member_type(field: EntityField) -> Type:
    found = field_type(field.field_type)
    return found if field.required else found.or_null()


def setting_type(setting: Setting) -> Type:
    """The type of a setting's value; it is null where neither a value nor a default is given."""
    found = list_of(ANY) if setting.type == "list" else Type(setting.type)
    return found if setting.value is not None or setting.default_value is not None else found.or_null()


def relation_type(relation: Relationship) -> Type:
    """What a relation leads to: one entity, or a list of them."""
    return declared.relation_type(relation.target_type_code, relation.cardinality, required=relation.required)


def reverse_type(relation: Relationship, owner: str) -> Type:
    """What a relation of `owner` is when seen from the other side."""
    return declared.reverse_type(owner, relation.cardinality)
