"""The draft of a change: the entities and links as they are to be, beside what the store has of them.

A draft begins empty, reads what it needs of the store once, and takes one change after the other; each sees those
before it. `finish.py` tells the two sides apart. It is the one thing here that has a life.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind, Ontology, Relation
from atelier_cli.actions.entities.stored import Stored
from atelier_cli.actions.entities.surroundings import Surroundings
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.people import User

#: One end of a relation: its id, and the entity that stands there.
End = tuple[str, str]


@dataclass(slots=True)
class Side:
    """The links of relations, seen from one of their sides."""

    #: By end that was read: the entities at the other one, as the store has them.
    before: dict[End, tuple[str, ...]] = field(default_factory=dict)
    #: By end: the entities at the other one whose link is to be there, or not to be.
    changed: dict[End, dict[str, bool]] = field(default_factory=dict)

    def unread(self, relations: Iterable[Relation], ids: Collection[str]) -> list[End]:
        ends = dict.fromkeys((one.id, id_) for one in relations for id_ in ids)
        return [end for end in ends if end not in self.before]

    def learn(self, ends: Iterable[End], links: Iterable[tuple[End, str]]) -> None:
        """Remembers what the store has of some ends."""
        found: dict[End, list[str]] = {end: [] for end in ends}
        for end, other in links:
            if end in found:
                found[end].append(other)
        self.before.update((end, tuple(others)) for end, others in found.items())

    def after(self, end: End) -> tuple[str, ...]:
        """The entities at the other end as it is to be; those of the store first."""
        before, changed = self.before[end], self.changed.get(end, {})
        kept = (other for other in before if changed.get(other, True))
        return (*kept, *(other for other, there in changed.items() if there and other not in before))

    def change(self, end: End, other: str, *, there: bool) -> None:
        self.changed.setdefault(end, {})[other] = there


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person's record says beside what the entity says."""

    attributes: Mapping[str, Any] = field(default_factory=dict)
    is_active: bool = True


@dataclass(slots=True)
class Draft:
    """Changes of the entities of an organisation that are not written yet."""

    ontology: Ontology
    stored: Stored
    around: Surroundings
    #: By id, as the store has them; None for one that it does not have.
    before: dict[str, Entity | None] = field(default_factory=dict)
    #: By id, those that were read, as they are to be; None for one that is not, or not any more, to be there.
    after: dict[str, Entity | None] = field(default_factory=dict)
    #: Where relations lead, by relation and source; and where they come from, by relation and target.
    away: Side = field(default_factory=Side)
    back: Side = field(default_factory=Side)
    #: By key, as the store has them; None for one that it does not have.
    users: dict[str, User | None] = field(default_factory=dict)
    #: By key of a person, what the person's record is to say; one that is not here keeps what it says.
    profiles: dict[str, Profile] = field(default_factory=dict)
    #: Ids of entities that could not be made: what names them is not wrong as well.
    failed: set[str] = field(default_factory=set)

    def read(self, ids: Iterable[str]) -> None:
        """Reads entities that are needed soon, with one question to the store."""
        unread = [one for one in dict.fromkeys(ids) if one not in self.before]
        if unread:
            found = self.stored.entities(unread)
            for id_ in unread:
                self.before[id_] = self.after[id_] = found.get(id_)

    def entity(self, id: str) -> Entity | None:
        """The entity as it is to be; None where there is none, or its type is in use no more."""
        self.read([id])
        found = self.after[id]
        return found if found is not None and found.type_id in self.ontology.by_id else None

    def kind(self, entity: Entity) -> EntityKind:
        return self.ontology.by_id[entity.type_id]

    def put(self, entity: Entity) -> None:
        self.after[entity.id] = entity

    def drop(self, entity: Entity) -> None:
        """Takes an entity out, with the links at either end of it."""
        kind = self.kind(entity)
        for relation in kind.relations.values():
            for target in self.targets(relation, entity.id):
                self.unlink(relation, entity.id, target)
        for relation in self.ontology.relations.values():
            if kind.is_a(relation.target):
                for source in self.sources(relation, entity.id):
                    self.unlink(relation, source, entity.id)
        self.after[entity.id] = None

    def read_targets(self, relations: Collection[Relation], sources: Collection[str]) -> None:
        """Reads where relations lead to from some entities, with one question to the store."""
        ends = self.away.unread(relations, sources)
        old = {source for _, source in ends if self._may_be_stored(source)}
        links = self.stored.links_from({one for one, _ in ends}, old) if old else ()
        self.away.learn(ends, (((one.relationship_id, one.source_id), one.target_id) for one in links))

    def read_sources(self, relations: Collection[Relation], targets: Collection[str]) -> None:
        """Reads where relations come from that lead to some entities, with one question to the store."""
        ends = self.back.unread(relations, targets)
        old = {target for _, target in ends if self._may_be_stored(target)}
        links = self.stored.links_to({one for one, _ in ends}, old) if old else ()
        self.back.learn(ends, (((one.relationship_id, one.target_id), one.source_id) for one in links))

    def targets(self, relation: Relation, source: str) -> tuple[str, ...]:
        """The entities that a relation leads to from one, as it is to be."""
        self.read_targets([relation], [source])
        return self.away.after((relation.id, source))

    def sources(self, relation: Relation, target: str) -> tuple[str, ...]:
        """The entities that a relation leads to one from, as it is to be."""
        self.read_sources([relation], [target])
        return self.back.after((relation.id, target))

    def link(self, relation: Relation, source: str, target: str) -> None:
        self._relink(relation, source, target, there=True)

    def unlink(self, relation: Relation, source: str, target: str) -> None:
        self._relink(relation, source, target, there=False)

    def relinked(self) -> Iterator[tuple[Relation, str, str, bool]]:
        """The links that were changed: relation, source, target, and whether they are to be there."""
        for (relation, source), others in self.away.changed.items():
            for target, there in others.items():
                yield self.ontology.relations[relation], source, target, there

    def read_users(self, keys: Iterable[str]) -> None:
        """Reads the records of people that are needed soon, with one question to the store."""
        unread = [one for one in dict.fromkeys(keys) if one not in self.users]
        if unread:
            found = self.stored.users(unread)
            self.users.update((key, found.get(key)) for key in unread)

    def _relink(self, relation: Relation, source: str, target: str, *, there: bool) -> None:
        self.away.change((relation.id, source), target, there=there)
        self.back.change((relation.id, target), source, there=there)

    def _may_be_stored(self, id_: str) -> bool:
        """Whether the store may have links of an entity: not of one that is new."""
        return self.before.get(id_) is not None or id_ not in self.before
