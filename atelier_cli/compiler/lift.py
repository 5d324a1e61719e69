"""Lifts rows back to the sheets and vocabularies that say them: the inverse of lowering."""

from typing import Any

from atelier_cli.compiler import actions, entities, flows, identity, notifications, vocabulary
from atelier_cli.compiler.canonical import canonical
from atelier_cli.compiler.lifted import Reader
from atelier_cli.rows.application import Application
from atelier_cli.rows.row_set import RowSet
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile

_PASSES = (identity.lift, notifications.lift, entities.lift, actions.lift, flows.lift)


def lift_sheet(template: RowSet, types: RowSet, application: str) -> dict[str, Any]:
    """The sheet of an application in canonical form; `types` are the rows of the vocabulary plane."""
    read = Reader(RowSet({**types.by_class, **template.by_class}), application)
    data: dict[str, Any] = {}
    for lift_block in _PASSES:
        data.update(lift_block(read))
    return canonical(Sheet.model_validate(data))


def lift_vocabulary(rows: RowSet, owner: str) -> dict[str, Any]:
    """The vocabulary of an owner in canonical form."""
    return canonical(VocabularyFile.model_validate({"vocabulary": vocabulary.lift(Reader(rows, owner))}))


def applications(template: RowSet) -> list[str]:
    """The codes of the applications of a plane, sorted."""
    return sorted(row.address[0] for row in template.of(Application).values())


def vocabularies(rows: RowSet, template_owners: frozenset[str]) -> list[str]:
    """The codes of the vocabularies that own rows: every owner in the vocabulary plane that is no application."""
    return sorted({row.owner for row in rows} - template_owners)
