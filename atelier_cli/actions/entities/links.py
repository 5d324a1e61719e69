"""The links that a draft really changes: those that it adds and the store lacks, and those that it takes away."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.ontology import Relation
from atelier_cli.rows.entity import EntityLink


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """Links with their relations."""

    gone: tuple[tuple[Relation, EntityLink], ...]
    new: tuple[tuple[Relation, EntityLink], ...]

    @property
    def sources(self) -> dict[str, None]:
        """The entities whose relations change."""
        return dict.fromkeys(link.source_id for _, link in (*self.gone, *self.new))

    @property
    def lost(self) -> set[tuple[str, str]]:
        """The relations, by id, that an entity, the source, has lost a link of."""
        return {(relation.id, link.source_id) for relation, link in self.gone}

    @property
    def ends(self) -> Iterator[str]:
        """The ids of all entities at either end of a link."""
        return (id_ for _, link in (*self.gone, *self.new) for id_ in (link.source_id, link.target_id))


def link_changes(draft: Draft) -> LinkChanges:
    changed = {(relation.id, source, target): (relation, there) for relation, source, target, there in draft.relinked()}
    # What is known to be new has no links in the store.
    old = [key for key in changed if all(draft.before.get(end, True) is not None for end in key[1:])]
    stored = draft.stored.links(old) if old else {}
    gone = ((relation, stored[key]) for key, (relation, there) in changed.items() if not there and key in stored)
    new = (
        (relation, _link(relation, *key[1:]))
        for key, (relation, there) in changed.items()
        if there and key not in stored
    )
    return LinkChanges(tuple(gone), tuple(new))


def _link(relation: Relation, source: str, target: str) -> EntityLink:
    return EntityLink(
        relationship_id=relation.id,
        source_id=source,
        target_id=target,
        to_one=relation.to_one,
        from_one=relation.from_one,
    )
