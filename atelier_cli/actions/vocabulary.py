"""The vocabulary and the settings as actions need them, kept from request to request while nothing changes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.entities.ontology import Ontology, ontology
from atelier_cli.actions.functions.registered import registered
from atelier_cli.language.coerce import coerce
from atelier_cli.language.json_schema import Check, compile_schema
from atelier_cli.language.scope import Signature
from atelier_cli.language.types import Type
from atelier_cli.rows.application import ApplicationSetting
from atelier_cli.rows.plane import SYSTEM, Plane, StoredRow
from atelier_cli.rows.vocabulary import (
    ActionSurface,
    EntityField,
    EntityRelationship,
    EntityType,
    Function,
    NotificationEvent,
    Role,
)
from atelier_cli.store.protocol import Transaction

_CLASSES = (Role, EntityType, EntityField, EntityRelationship, Function, ActionSurface, NotificationEvent)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the system plane says of entity types, roles, functions, surfaces and events."""

    ontology: Ontology
    functions: Mapping[str, Signature]
    #: By code.
    surfaces: Mapping[str, ActionSurface]
    #: What the payload of an event must be like, by the event's code.
    events: Mapping[str, Check]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a tenant's applications, by the code of the application."""

    values: Mapping[str, Mapping[str, Any]]
    types: Mapping[str, Mapping[str, Type]]


@dataclass(slots=True)
class Known:
    """What was read of the vocabulary and of settings, with the revision of the plane that it was read at."""

    vocabulary: tuple[int, Vocabulary] | None = None
    #: By the id of the plane.
    settings: dict[str, tuple[int, Settings]] = field(default_factory=dict)

    def vocabulary_of(self, transaction: Transaction) -> Vocabulary:
        revision = transaction.revision_of(SYSTEM)
        if self.vocabulary is None or self.vocabulary[0] != revision:
            rows = [row for row_class in _CLASSES for row in transaction.rows(SYSTEM, row_class)]
            self.vocabulary = revision, vocabulary_of(rows)
        return self.vocabulary[1]

    def settings_of(self, transaction: Transaction, plane: Plane) -> Settings:
        revision = transaction.revision_of(plane)
        known = self.settings.get(plane.id)
        if known is None or known[0] != revision:
            known = revision, settings_of(transaction.rows(plane, ApplicationSetting))
            self.settings[plane.id] = known
        return known[1]


def vocabulary_of(rows: Iterable[StoredRow]) -> Vocabulary:
    """The vocabulary that active rows of the system plane amount to."""
    surfaces: dict[str, ActionSurface] = {}
    events: dict[str, Check] = {}
    rows = [one for one in rows if one.row.is_active]
    for stored in rows:
        match stored.row:
            case ActionSurface() as row:
                surfaces[row.code] = row
            case NotificationEvent() as row:
                events[row.code] = _check(row.payload_schema)
            case _:
                pass
    return Vocabulary(ontology(rows), registered(rows), surfaces, events)


def settings_of(rows: Iterable[StoredRow]) -> Settings:
    """Each setting's value, else its default; one that is not of its type is null."""
    values: dict[str, dict[str, Any]] = {}
    types: dict[str, dict[str, Type]] = {}
    for stored in rows:
        row = stored.row
        if isinstance(row, ApplicationSetting) and row.is_active:
            application = row.address[0]
            type_ = Type(row.type, nullable=True)
            said = row.default_value if row.value is None else row.value
            types.setdefault(application, {})[row.key] = type_
            values.setdefault(application, {})[row.key] = coerce(said, type_)[0]
    return Settings(values, types)


def _check(schema: Any) -> Check:
    """What a schema asks of a payload; a schema that is none is satisfied by nothing."""
    if not schema:
        return lambda _payload: ()
    check, problems = compile_schema(schema)
    return (lambda _payload: problems) if problems else check
