"""What the store has of entities: what a change, and a look at an entity, ask it for."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from atelier_cli.rows.record import Key


class Stored(Protocol):
    """The entities of one organisation as they are at one moment."""

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """Those of the entities that there are, by id."""
        ...

    def links_from(self, relationships: Collection[str], sources: Collection[str]) -> Sequence[EntityLink]:
        """The links of some relations, by their ids, that lead away from some entities."""
        ...

    def links_to(self, relationships: Collection[str], targets: Collection[str]) -> Sequence[EntityLink]:
        """The links of some relations, by their ids, that lead to some entities."""
        ...

    def links(self, keys: Collection[Key]) -> Mapping[Key, EntityLink]:
        """Those of the links that there are."""
        ...

    def uniques(self, keys: Collection[Key]) -> Mapping[Key, EntityUnique]:
        """Those of the unique values that are taken."""
        ...

    def uniques_of(self, ids: Collection[str]) -> Sequence[EntityUnique]:
        """The unique values that some entities have taken."""
        ...

    def users(self, keys: Collection[str]) -> Mapping[str, User]:
        """Those of the people that there are, by key."""
        ...
