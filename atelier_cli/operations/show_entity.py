"""Shows an entity of a tenant: what it holds, what it is linked with, and what was done to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind, Relation
from atelier_cli.clock import Clock
from atelier_cli.notify.activity import SOMEBODY, activity_line, changed_fields
from atelier_cli.operations.desk import Desk, desk
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.audit import EditEvent
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.rows.people import User
from atelier_cli.store.protocol import Store

#: The most links of one relation, and the most lines of activity, that are shown unless more are asked for.
MOST = 10
#: The fields that say what an entity is called, where its type has them; else what is unique of it does.
_CALLED = ("name", "title", "label")


@dataclass(frozen=True, slots=True)
class Other:
    """An entity at the other end of a link."""

    type: str
    id: str
    #: What it is called, where it is called anything.
    name: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Where a relation leads from an entity."""

    name: str
    #: Whether the entity's own type declares it.
    away: bool
    others: tuple[Other, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """One apply of an action to an entity, or the one that made it."""

    at: datetime
    #: The key of whoever did it, and what they are called.
    actor: str | None
    actor_name: str
    #: `APPLICATION/MODEL:KEY`.
    action: str
    outcome: str
    line: str
    #: Each with `field`, `before` and `after`.
    changes: tuple[Mapping[str, Any], ...]
    #: Why it was refused, or failed.
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity with all that is known of it."""

    tenant: str
    kind: EntityKind
    entity: Entity
    related: tuple[Related, ...]
    #: The latest first.
    activity: tuple[Activity, ...]
    has_more_activity: bool


def show_entity(store: Store, tenant: str | None, named: str, clock: Clock, most: int = MOST) -> Shown:
    """The entity that `TYPE/ID` names.

    Raises `RefusedError` where there is no such tenant, `NoInputError` where there is no such type or entity, and
    `UsageError` for a name that is not written as one.
    """
    with desk(store, tenant, clock) as at:
        kind, entity = at.entity(named)
        events = _events(at, kind, entity, most + 1)
        return Shown(
            tenant=at.plane.key,
            kind=kind,
            entity=entity,
            related=tuple(_related(at, kind, entity.id, most)),
            activity=tuple(_activity(at, events[:most])),
            has_more_activity=len(events) > most,
        )


def _related(at: Desk, kind: EntityKind, id_: str, most: int) -> Iterator[Related]:
    for name, relation in kind.relations.items():
        yield _ends(at, name, relation, id_, most, away=True)
    for name, relation in kind.reverse.items():
        yield _ends(at, name, relation, id_, most, away=False)


def _ends(at: Desk, name: str, relation: Relation, id_: str, most: int, *, away: bool) -> Related:
    where = {"relationship_id": relation.id, ("source_id" if away else "target_id"): id_}
    links = at.transaction.find(at.plane, EntityLink, where, limit=most + 1)
    ids = [link.target_id if away else link.source_id for link in links]
    found = at.transaction.get(at.plane, Entity, [(one,) for one in ids[:most]])
    others = (_other(at, found[one,]) for one in ids[:most] if (one,) in found)
    return Related(name, away, tuple(others), len(ids) > most)


def _other(at: Desk, entity: Entity) -> Other:
    kind = at.ontology.by_id.get(entity.type_id)
    if kind is None:
        return Other("?", entity.id, None)
    unique = (one.names[0] for one in kind.uniques if len(one.names) == 1)
    said = (entity.properties.get(name) for name in (*_CALLED, *unique))
    return Other(kind.code, entity.id, next((one for one in said if isinstance(one, str) and one), None))


def _events(at: Desk, kind: EntityKind, entity: Entity, most: int) -> list[EditEvent]:
    """The latest events whose target the entity is, and the one that made it."""
    where = {"entity_type": (kind.code, *kind.ancestors), "entity_id": entity.id}
    found = at.transaction.find(at.plane, EditEvent, where, order=("-at",), limit=most)
    # A create has the instant of its action, so that the event is found without looking through all of them.
    made = at.transaction.find(at.plane, EditEvent, {"at": entity.created_at})
    found.extend(one for one in made if _makes(one, entity.id) and one not in found)
    return found


def _makes(event: EditEvent, id_: str) -> bool:
    return any(one.get("id") == id_ for one in event.creates or ())


def _activity(at: Desk, events: Sequence[EditEvent]) -> Iterator[Activity]:
    keys = {(event.actor_id,) for event in events if event.actor_id is not None}
    people = at.transaction.get(at.plane, User, keys) if keys else {}
    actions = _actions(at, events)
    for event in events:
        actor = people.get((event.actor_id or "",))
        name = actor.name if actor is not None else event.actor_id or SOMEBODY
        action = actions.get(event.action_code)
        label = event.action_code if action is None else action.label
        template = None if action is None else (action.presentation or {}).get("activity_template")
        yield Activity(
            at=event.at,
            actor=event.actor_id,
            actor_name=name,
            action=event.action_code,
            outcome=event.outcome,
            line=activity_line(event, label, template, name),
            changes=tuple(changed_fields(event)),
            reasons=tuple(str(one["message"]) for one in event.errors or () if one.get("message")),
        )


def _actions(at: Desk, events: Sequence[EditEvent]) -> dict[str, ActionType]:
    """The actions of the events that there still are, by their codes."""
    keys = {event.action_code.rpartition(":")[2] for event in events}
    rows = at.transaction.rows(at.plane, ActionType, key=[*keys]) if keys else ()
    found = (stored.row for stored in rows)
    return {f"{row.address[0]}/{row.target_model}:{row.key}": row for row in found if isinstance(row, ActionType)}
