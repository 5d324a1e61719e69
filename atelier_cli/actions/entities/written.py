"""The entities that a draft writes: as they were, and as they are to be."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.links import LinkChanges
from atelier_cli.rows.content import canonical_json
from atelier_cli.rows.entity import Entity


@dataclass(frozen=True, slots=True)
class Written:
    """An entity before and after; before is None for a new one, after for one that goes."""

    id: str
    before: Entity | None
    after: Entity | None

    def changes(self, name: str) -> bool:
        """Whether a field holds another value than before."""
        return _text(self.before, name) != _text(self.after, name)

    @property
    def says_more(self) -> bool:
        """Whether any field holds another value than before."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return canonical_json(self.before.properties) != canonical_json(self.after.properties)


def written(draft: Draft, links: LinkChanges) -> Iterator[Written]:
    """The entities whose fields change, or whose own relations do: those count as a write of the entity."""
    sources = links.sources
    for id_, entity in draft.after.items():
        one = Written(id_, draft.before[id_], entity)
        if (entity is not one.before and one.says_more) or (id_ in sources and entity is not None):
            yield one


def _text(entity: Entity | None, name: str) -> str:
    """The value of a field as JSON: `1` and `true`, which are equal in Python, differ there."""
    return canonical_json(None if entity is None else entity.properties.get(name))
