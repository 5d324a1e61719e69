"""Lowers and lifts entity types, and their membership in an application."""

from collections.abc import Iterator
from typing import Any

from atelier_cli import names
from atelier_cli.compiler.items import Writer, placed
from atelier_cli.compiler.lifted import Reader
from atelier_cli.diagnostics import Path
from atelier_cli.rows.application import Application, ApplicationEntity
from atelier_cli.rows.row import Row
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType
from atelier_cli.sheet.models.entity import Entity, EntitySchema
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import OwnedType


def lower(sheet: Sheet, write: Writer) -> Iterator[Row]:
    for item, path, order in placed(sheet.entities, ("entities",)):
        address = (sheet.identity.code, item.entity_type)
        yield write.row(ApplicationEntity, item, path, address, order=order)
        yield from lower_type(item, path, write, is_active=True)


def lower_type(item: Entity | OwnedType, path: Path, write: Writer, *, is_active: bool) -> Iterator[Row]:
    """The rows of an entity type, if the item has its schema."""
    schema = item.schema_
    if schema is None:
        return
    code, path = item.entity_type, (*path, "schema")
    former = None if item.renamed_from is None else (item.renamed_from,)
    label = schema.display_name or names.humanise(code)
    yield write.row(
        EntityType, schema, path, (code,), code=code, display_name=label, is_active=is_active, renamed_from=former
    )  # fmt: skip
    yield from _members(schema, path, (code,), write)


def lift(read: Reader) -> dict[str, Any]:
    application = read.top(Application)
    owned = read.owned(EntityType)
    return {
        "entities": [
            {**read.item(row), **lift_schema(read, owned.get((row.entity_type,)))}
            for row in read.children(ApplicationEntity, application)
        ]
    }


def lift_schema(read: Reader, row: EntityType | None) -> dict[str, Any]:
    """The `schema` of an entity type; nothing for a type that another owns."""
    if row is None:
        return {}
    schema = {name: value for name, value in read.said(row).items() if name != "code"}
    schema["fields"] = [read.item(child) for child in read.children(EntityField, row)]
    schema["relationships"] = [read.item(child) for child in read.children(EntityRelationship, row)]
    return {"schema": schema}


def _members(schema: EntitySchema, path: Path, address: tuple[str, ...], write: Writer) -> Iterator[Row]:
    for field, where, order in placed(schema.fields_, (*path, "fields")):
        label = field.display_name or names.humanise(field.field_key)
        key = (*address, field.field_key)
        yield write.row(EntityField, field, where, key, order=order, display_name=label)
    for relation, where, order in placed(schema.relationships, (*path, "relationships")):
        yield write.row(EntityRelationship, relation, where, (*address, relation.rel_code), order=order)
