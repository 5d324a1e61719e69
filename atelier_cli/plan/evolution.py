"""What an entity type may not become while it is in use: evolution is additive."""

from collections.abc import Iterable, Iterator
from typing import Any

from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.plan.match import place_of
from atelier_cli.plan.plan import Change, FieldChange
from atelier_cli.rows.vocabulary import EntityField, EntityType


def breaking_changes(changes: Iterable[Change]) -> Iterator[Diagnostic]:
    """A finding for each change that takes away what stored entities may rely on.

    Removing a field, changing its type or its default is refused unless the field was deprecated before;
    `tenant_scoped` never changes.
    """
    for change in changes:
        before = change.before.row if change.before is not None else None
        if isinstance(before, EntityField) and not before.deprecated:
            if change.action == "delete":
                message = f"the field `{before.field_key}` of `{before.address[0]}` cannot be removed at once"
                where = place_of(before)
                where = Place(where.source, where.path[:-1])  # where it stood, another may stand by now
                yield _breaking(where, message, "put it back with `deprecated: true` first")
            for field in change.fields:
                if field.name == "default_value" or (field.name == "field_type" and not _widens(field)):
                    message = f"the {_WORDS[field.name]} of the field `{before.field_key}` cannot change"
                    yield _breaking(place_of(change.row), message, "deprecate the field, and add another one")
        if isinstance(before, EntityType) and any(field.name == "tenant_scoped" for field in change.fields):
            message = f"`tenant_scoped` of `{before.code}` cannot change"
            yield _breaking(place_of(change.row), message, "make another entity type")


def _widens(change: FieldChange) -> bool:
    """Whether every value of the old type is one of the new: only choices were added, or given another label."""
    before, after = dict(change.before), dict(change.after)
    old, new = _values(before.pop("choices", ())), _values(after.pop("choices", ()))
    return before == after and old <= new


def _values(choices: Iterable[dict[str, Any]]) -> set[str]:
    return {choice["value"] for choice in choices}


def _breaking(place: Place, message: str, remedy: str) -> Diagnostic:
    return Diagnostic("breaking-change", Severity.ERROR, message, place, help=remedy)


_WORDS = {"default_value": "default", "field_type": "type"}
