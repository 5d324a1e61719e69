"""The record of an entity: the plain dict that conditions, values and expressions read, and people see."""

from collections.abc import Iterable, Sequence
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.rows.entity import Entity, EntityLink


def record_of(
    kind: EntityKind, entity: Entity, links: Iterable[EntityLink], names: Iterable[str] | None = None
) -> dict[str, Any]:
    """The record: `id`, every field by its key - null where it holds nothing - and relations from either side.

    A relation that leads to one entity at most is that entity's id or null; any other, a list of ids. `links` are those
    of the entity; with `names` only these fields and relations are shown, since to a place with a hundred thousand
    reports nobody wants all their ids.
    """
    wanted = None if names is None else set(names)
    record: dict[str, Any] = {"id": entity.id}
    for key in kind.fields:
        if wanted is None or key in wanted:
            record[key] = entity.properties.get(key)
    found = tuple(links)
    for code, relation in kind.relations.items():
        if wanted is None or code in wanted:
            ids = [one.target_id for one in found if one.relationship_id == relation.id and one.source_id == entity.id]
            record[code] = _one(ids) if relation.to_one else sorted(ids)
    for code, relation in kind.reverse.items():
        if wanted is None or code in wanted:
            ids = [one.source_id for one in found if one.relationship_id == relation.id and one.target_id == entity.id]
            record[code] = _one(ids) if relation.from_one else sorted(ids)
    return record


def _one(ids: Sequence[str]) -> str | None:
    return ids[0] if ids else None
