"""The entities of an organisation as a transaction reads them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import Key
from atelier_cli.store.protocol import Transaction


@dataclass(frozen=True, slots=True)
class InStore:
    """What a transaction has of one organisation; with `lock`, the entities that are read are locked."""

    transaction: Transaction
    plane: Plane
    lock: bool = False

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        found = self.transaction.get(self.plane, Entity, [(one,) for one in ids], lock=self.lock)
        return {key: entity for (key,), entity in found.items()}

    def links_from(self, relationships: Collection[str], sources: Collection[str]) -> Sequence[EntityLink]:
        ends = {"relationship_id": [*relationships], "source_id": [*sources]}
        return self.transaction.find(self.plane, EntityLink, ends)

    def links_to(self, relationships: Collection[str], targets: Collection[str]) -> Sequence[EntityLink]:
        ends = {"relationship_id": [*relationships], "target_id": [*targets]}
        return self.transaction.find(self.plane, EntityLink, ends)

    def links(self, keys: Collection[Key]) -> Mapping[Key, EntityLink]:
        return self.transaction.get(self.plane, EntityLink, keys)

    def uniques(self, keys: Collection[Key]) -> Mapping[Key, EntityUnique]:
        return self.transaction.get(self.plane, EntityUnique, keys)

    def uniques_of(self, ids: Collection[str]) -> Sequence[EntityUnique]:
        return self.transaction.find(self.plane, EntityUnique, {"entity_id": [*ids]}) if ids else ()

    def users(self, keys: Collection[str]) -> Mapping[str, User]:
        found = self.transaction.get(self.plane, User, [(one,) for one in keys])
        return {key: user for (key,), user in found.items()}
