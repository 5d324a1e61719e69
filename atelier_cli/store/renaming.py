"""Carries what entities hold along when fields of their types get other keys."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_, update

from atelier_cli.plan.plan import Change
from atelier_cli.rows.entity import Entity, EntityUnique
from atelier_cli.rows.vocabulary import EntityField, EntityType
from atelier_cli.store.record_tables import RECORD_TABLES
from atelier_cli.store.tables import TABLES

#: The new keys of fields by the former, by the id of the type.
Renames = dict[str, dict[str, str]]

_ENTITY, _UNIQUE, _TYPE = RECORD_TABLES[Entity], RECORD_TABLES[EntityUnique], TABLES[EntityType]
#: How many entities are read and written at once.
_AT_ONCE = 1_000


def renames(changes: Iterable[Change]) -> Renames:
    """The fields that get another key, by the type that declares them."""
    found: Renames = {}
    for change in changes:
        row, before = change.row, change.before.row if change.before is not None else None
        if isinstance(row, EntityField) and isinstance(before, EntityField) and row.field_key != before.field_key:
            type_id = change.foreign_keys["entity_type_id"] or ""
            found.setdefault(type_id, {})[before.field_key] = row.field_key
    return found


def inherited(declared: Renames, parents: Mapping[str, str | None]) -> Renames:
    """The fields that get another key, by each type that has them; `parents` has the type above each type."""
    found: Renames = {}
    for type_id in parents:
        above: str | None = type_id
        while above is not None:
            if above in declared:
                found[type_id] = {**declared[above], **found.get(type_id, {})}
            above = parents.get(above)
    return found


def renamed(properties: Any, keys: Mapping[str, str]) -> Any:
    """The properties under their new keys; what an earlier field left behind under one of those gives way."""
    if not isinstance(properties, dict) or keys.keys().isdisjoint(properties):
        return properties
    new = {keys[name] for name in keys if name in properties}
    return {keys.get(name, name): value for name, value in properties.items() if name in keys or name not in new}


def renamed_constraint(key: str, keys: Mapping[str, str]) -> str:
    """The key of a unique constraint, which consists of those of its fields."""
    return ",".join(keys.get(name, name) for name in key.split(","))


def carry_values(connection: Connection, changes: Iterable[Change]) -> None:
    """Gives the stored values of fields their new keys, in all organisations."""
    declared = renames(changes)
    if not declared:
        return
    parents = {type_.id: type_.parent_code_id for type_ in connection.execute(_TYPES)}
    for type_id, keys in inherited(declared, parents).items():
        _carry_constraints(connection, type_id, keys)
        for batch in _entities(connection, type_id):
            changed = [
                {"of_org": org, "of_id": id_, "to_properties": json.dumps(new, ensure_ascii=False)}
                for org, id_, text in batch
                if text is not None and (new := renamed(old := json.loads(text), keys)) is not old
            ]
            if changed:
                connection.execute(_RENAMED, changed)


def _carry_constraints(connection: Connection, type_id: str, keys: Mapping[str, str]) -> None:
    taken = select(_UNIQUE.c.constraint_key).where(_UNIQUE.c.type_id == type_id).distinct()
    for former in connection.execute(taken).scalars().all():
        new = renamed_constraint(former, keys)
        if new != former:
            of_constraint = _UNIQUE.c.type_id == type_id, _UNIQUE.c.constraint_key == former
            connection.execute(update(_UNIQUE).where(*of_constraint).values(constraint_key=new))


def _entities(connection: Connection, type_id: str) -> Iterator[list[Any]]:
    """The entities of a type in all organisations, some at once, in the order of their keys."""
    found = select(_ENTITY.c.org_id, _ENTITY.c.id, _ENTITY.c.properties).where(_ENTITY.c.type_id == type_id)
    found = found.order_by(_ENTITY.c.org_id, _ENTITY.c.id).limit(_AT_ONCE)
    batch = list(connection.execute(found))
    while batch:
        yield batch
        batch = list(connection.execute(found.where(_AFTER), {"last_org": batch[-1].org_id, "last_id": batch[-1].id}))


_AFTER = tuple_(_ENTITY.c.org_id, _ENTITY.c.id) > tuple_(
    bindparam("last_org", type_=_ENTITY.c.org_id.type), bindparam("last_id", type_=_ENTITY.c.id.type)
)
_TYPES = select(_TYPE.c.id, _TYPE.c.parent_code_id)
_RENAMED = (
    update(_ENTITY)
    .where(_ENTITY.c.org_id == bindparam("of_org"), _ENTITY.c.id == bindparam("of_id"))
    .values(properties=bindparam("to_properties"))
)
