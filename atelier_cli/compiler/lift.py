"""Lifts rows back to the sheets and vocabularies that say them: the inverse of lowering."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.compiler import actions, entities, flows, identity, notifications, vocabulary
from atelier_cli.compiler.canonical import canonical
from atelier_cli.compiler.lifted import Reader
from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Row
from atelier_cli.rows.row_set import RowSet
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile

_PASSES = (identity.lift, notifications.lift, entities.lift, actions.lift, flows.lift)


def lift_sheets(template: RowSet, types: RowSet) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sheet of each application of a plane, in canonical form, by its code; `types` is the vocabulary plane."""
    read = Reader(RowSet({**types.by_class, **template.by_class}))
    for (code,) in sorted(template.of(Application)):
        yield code, _sheet(read.of(code))


def lift_vocabularies(rows: RowSet) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each vocabulary of the vocabulary plane, in canonical form, by its code."""
    read = Reader(rows)
    for owner in sorted({row.owner for row in rows if _is_of_vocabulary(row)}):
        lifted = vocabulary.lift(read.of(owner))
        yield owner, canonical(VocabularyFile.model_validate({"vocabulary": lifted}))


def _sheet(read: Reader) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for lift_block in _PASSES:
        data.update(lift_block(read))
    return canonical(Sheet.model_validate(data))


def _is_of_vocabulary(row: Row) -> bool:
    """Whether a vocabulary wrote the row: entity types may also be owned by the sheet of an application."""
    if not isinstance(row, EntityType | EntityField | EntityRelationship):
        return True
    return row.source is not None and row.source.pointer.startswith("/vocabulary/")
