"""A reader over a few entities in memory, as a case file writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.reader import Found, Option, Query, Step
from atelier_cli.language.comparison import same
from atelier_cli.language.verdict import Verdict


@dataclass(frozen=True, slots=True)
class MemoryReader:
    """Entities by id, each with its `type` among its members; and whom paths lead to."""

    entities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reached: Verdict = Verdict.FALSE
    #: The paths that were asked for.
    asked: list[tuple[str, Sequence[Step], str]] = field(default_factory=list)

    def entity(self, id_: str, /) -> Found | None:
        found = self.entities.get(id_)
        return None if found is None else Found(found["type"], {**found, "id": id_})

    def options(self, query: Query, limit: int, /) -> Sequence[Option]:
        found = [
            {**one, "id": id_}
            for id_, one in self.entities.items()
            if one["type"] == query.entity_type and (query.only is None or same(one.get(query.value), query.only))
        ]
        kept = [one for one in found if query.filter is None or query.filter.verdict(query.scope, one) is Verdict.TRUE]
        return [Option(one.get(query.value), str(one.get(query.label or "id"))) for one in kept[:limit]]

    def taken(self, entity_type: str, field: str, value: Any, /) -> str | None:
        for id_, one in self.entities.items():
            if one["type"] == entity_type and same(one.get(field), value):
                return id_
        return None

    def reach(self, start: str, path: Sequence[Step], target: str, budget: int, /) -> Verdict:
        self.asked.append((start, path, target))
        return self.reached if budget else Verdict.UNEVALUABLE
