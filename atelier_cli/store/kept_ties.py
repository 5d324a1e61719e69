"""What ties records to rows in memory: neither goes while the other needs it, and both go by the same names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.plan.plan import Change
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.entity import Entity, EntityUnique
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.record import Record, key_of
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.rows.vocabulary import EntityType
from atelier_cli.store import refusals, renaming
from atelier_cli.store.kept import State
from atelier_cli.store.kept_records import ids_named, records_named
from atelier_cli.store.record_values import SHAPES, record_of, values_of
from atelier_cli.store.renaming import Renames


def perform(state: State, mutation: Mutation) -> None:
    """Performs a mutation; raises where what its record refers to is not there."""
    if isinstance(mutation, Insert):
        names, values = SHAPES[type(mutation.record)].names, values_of(mutation.record)
        _check_pointers(state, mutation, dict(zip(names, values, strict=True)))
    elif isinstance(mutation, Update):
        _check_pointers(state, mutation, mutation.values)
    state.records.perform(mutation)


def check_rows(state: State, changes: Sequence[Change]) -> None:
    """Raises where a record refers to a row that the changes delete."""
    gone = {change.id: change for change in changes if change.action == "delete"}
    if not gone:
        return
    for record_class in RECORD_CLASSES:
        for name, _ in ids_named(record_class):
            place = SHAPES[record_class].names.index(name)
            for values in (values for _, table in state.records.all(record_class) for values in table.rows.values()):
                if values[place] in gone:
                    raise refusals.cannot([gone[values[place]]], refusals.IN_USE)


def carry_values(state: State, changes: Sequence[Change]) -> None:
    """Gives the stored values of fields their new keys, in all organisations."""
    declared = renaming.renames(changes)
    if not declared:
        return
    parents = {id_: kept.keys["parent_code_id"] for id_, kept in state.rows(SYSTEM.id, EntityType).items()}
    keys = renaming.inherited(declared, parents)
    for record_class in (Entity, EntityUnique):
        for org, _ in state.records.all(record_class):
            table = state.records.changing(org, record_class)
            new = [_renamed(record_of(record_class, values), keys) for values in table.rows.values()]
            table.rows = {key_of(record): values_of(record) for record in new}


def _check_pointers(state: State, mutation: Insert | Update, values: Mapping[str, Any]) -> None:
    org, record_class = mutation.plane.id, refusals.record_class_of(mutation)
    missing = refusals.StaleError(mutation, refusals.NO_RECORD)
    if org not in state.planes:
        raise missing
    for name, there in records_named(record_class):
        if values.get(name) is not None and (values[name],) not in state.records.table(org, there).rows:
            raise missing
    for name, class_name in ids_named(record_class):
        row_class = ROW_CLASSES[class_name]
        plane = SYSTEM.id if row_class.PLANE == "vocabulary" else org
        if values.get(name) is not None and values[name] not in state.rows(plane, row_class):
            raise missing


def _renamed(record: Record, keys: Renames) -> Record:
    if isinstance(record, Entity) and record.type_id in keys:
        return replace(record, properties=renaming.renamed(record.properties, keys[record.type_id]))
    if isinstance(record, EntityUnique) and record.type_id in keys:
        new = renaming.renamed_constraint(record.constraint_key, keys[record.type_id])
        return replace(record, constraint_key=new)
    return record
