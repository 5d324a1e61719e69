"""The snapshot: all that one run of an action knows of the store, fetched once and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.digest import Etag
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, Type
from atelier_cli.rows.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The one instant, the caller, the target and the settings as they were when the run began."""

    now: datetime
    #: What `$user` reads.
    user: Mapping[str, Any]
    #: The target as it is stored; None for an action without one.
    target: Entity | None
    #: What `$entity` reads: fields by key, relations by code, those that the action follows with what they lead to.
    entity: Mapping[str, Any] | None
    #: What `$config` reads.
    config: Mapping[str, Any]
    #: What `$source` reads: `id`, `type`, `surface`.
    source: Mapping[str, Any]
    etag: Etag
    #: The members of the target that the etag is made of, as JSON, by path.
    depends_on: Mapping[str, Any]

    def scope(
        self,
        names: Names,
        parameters: Mapping[str, Any],
        created: Mapping[str, Any] | None = None,
        classification: Mapping[str, bool | None] | None = None,
    ) -> Scope:
        """What values, conditions and expressions read in this run; what is not planned yet cannot be read."""
        roots: dict[str, Any] = {
            "parameters": parameters,
            "entity": self.entity,
            "user": self.user,
            "now": self.now,
            "today": self.now.date(),
            "source": self.source,
            "config": self.config,
        }
        if created is not None:
            roots["created"] = created
        if classification is not None:
            roots["classification"] = classification
        return Scope(roots, names)


def hops_of(definition: ActionDefinition, root: str) -> tuple[NamePath, ...]:
    """The paths below a root at which an id stands for a record that has to be loaded, without the root."""
    return tuple(hop[1:] for hop in definition.reads.hops if hop[0] == root)


def plain(value: Any, type: Type) -> Any:
    """The value of a type with the ids of records that were loaded in their places."""
    if type.name == "list" and isinstance(value, list):
        return [plain(one, type.item or ANY) for one in value]
    return value["id"] if type.name in {"entity", "user"} and isinstance(value, Mapping) else value
