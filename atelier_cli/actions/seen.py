"""The entities that one transaction sees: what was read once is not read again, unless it is forgotten."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.entities.in_store import InStore
from atelier_cli.actions.entities.ontology import EntityKind, Ontology
from atelier_cli.actions.entities.record import record_of
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import Key
from atelier_cli.store.protocol import Transaction

#: The most records that are looked at where a path leads to many.
MOST_FOLLOWED = 1_000


@dataclass(slots=True)
class Seen:
    """The entities of an organisation, as `entities/stored.py` asks for them, and their records."""

    transaction: Transaction
    plane: Plane
    ontology: Ontology
    _entities: dict[str, Entity | None] = field(default_factory=dict)
    _locked: set[str] = field(default_factory=set)

    @property
    def _store(self) -> InStore:
        return InStore(self.transaction, self.plane)

    def lock(self, ids: Collection[str]) -> None:
        """Keeps everybody else from changing some entities, and reads them as they are from then on."""
        new = [id_ for id_ in ids if id_ not in self._locked]
        if new:
            found = InStore(self.transaction, self.plane, lock=True).entities(new)
            self._entities.update((id_, found.get(id_)) for id_ in new)
            self._locked.update(new)

    def forget(self, ids: Iterable[str]) -> None:
        """Reads some entities again when they are next asked for."""
        for id_ in ids:
            self._entities.pop(id_, None)

    def entity(self, id_: str) -> tuple[EntityKind, Entity] | None:
        """The entity of that id with its type; None where there is none of a type that is known."""
        entity = self.entities([id_]).get(id_)
        kind = None if entity is None else self.ontology.by_id.get(entity.type_id)
        return None if entity is None or kind is None else (kind, entity)

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        unread = [id_ for id_ in ids if id_ not in self._entities]
        if unread:
            found = self._store.entities(unread)
            self._entities.update((id_, found.get(id_)) for id_ in unread)
        return {id_: entity for id_ in ids if (entity := self._entities[id_]) is not None}

    def links_from(self, relationships: Collection[str], sources: Collection[str]) -> Sequence[EntityLink]:
        return self._store.links_from(relationships, sources) if relationships and sources else ()

    def links_to(self, relationships: Collection[str], targets: Collection[str]) -> Sequence[EntityLink]:
        return self._store.links_to(relationships, targets) if relationships and targets else ()

    def links(self, keys: Collection[Key]) -> Mapping[Key, EntityLink]:
        return self._store.links(keys) if keys else {}

    def uniques(self, keys: Collection[Key]) -> Mapping[Key, EntityUnique]:
        return self._store.uniques(keys) if keys else {}

    def uniques_of(self, ids: Collection[str]) -> Sequence[EntityUnique]:
        return self._store.uniques_of(ids)

    def users(self, keys: Collection[str]) -> Mapping[str, User]:
        return self._store.users(keys) if keys else {}

    def record(self, entity: Entity, names: Collection[str] = (), hops: Collection[NamePath] = ()) -> dict[str, Any]:
        """The record of an entity with its fields and the named relations; see `follow`."""
        kind = self.ontology.by_id[entity.type_id]
        wanted = {*names, *(hop[0] for hop in hops)}
        away = [kind.relations[name].id for name in wanted if name in kind.relations]
        back = [kind.reverse[name].id for name in wanted if name in kind.reverse]
        links = (*self.links_from(away, [entity.id]), *self.links_to(back, [entity.id]))
        record = record_of(kind, entity, links, {*kind.fields, *wanted})
        return self.follow(record, hops) if hops else record

    def follow(self, record: Mapping[str, Any], hops: Collection[NamePath]) -> dict[str, Any]:
        """The record with what each hop leads to in the place of its id; those on the way to a hop come before it.

        Ids that are more than can be looked at stay ids: what reads more of them cannot be told.
        """
        followed = dict(record)
        for hop in hops:
            below = {other[len(hop)] for other in hops if other[: len(hop)] == hop and other != hop}
            holders = [holder for holder in _holders(followed, hop[:-1]) if hop[-1] in holder]
            ids = [id_ for holder in holders for id_ in _ids(holder[hop[-1]])]
            if len(ids) <= MOST_FOLLOWED:
                self.entities(ids)
                for holder in holders:
                    holder[hop[-1]] = self._led_to(holder[hop[-1]], below)
        return followed

    def _led_to(self, value: Any, names: Collection[str]) -> Any:
        """The record that an id is of, or those of a list, with the named members; anything else as it is."""
        if isinstance(value, list):
            return [self._led_to(one, names) for one in value]
        found = self.entity(value) if isinstance(value, str) else None
        return value if found is None else self.record(found[1], names)


def _ids(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _holders(value: Any, path: NamePath) -> Iterator[dict[str, Any]]:
    """The records that a path leads to, through the lists on its way."""
    if isinstance(value, list):
        for one in value:
            yield from _holders(one, path)
    elif isinstance(value, dict):
        if path:
            yield from _holders(value.get(path[0]), path[1:])
        else:
            yield value
