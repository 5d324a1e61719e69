"""What constraints and criteria ask of the store while they judge: live, read-only, and bounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.reader import Found, Option, Query, Step
from atelier_cli.actions.seen import Seen
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.language.verdict import Verdict
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.record import Key
from atelier_cli.store.protocol import Hop

#: How many entities are read at once where all of a type are looked through.
_PAGE = 500
_VERDICTS = {"reached": Verdict.TRUE, "unreached": Verdict.FALSE, "exhausted": Verdict.UNEVALUABLE}


@dataclass(frozen=True, slots=True)
class Asking:
    """The reader of `reader.py` over the entities that one transaction sees."""

    seen: Seen

    def entity(self, id_: str, /) -> Found | None:
        found = self.seen.entity(id_)
        return None if found is None else Found(found[0].code, self.seen.record(found[1], found[0].relations))

    def options(self, query: Query, limit: int, /) -> Sequence[Option]:
        found = sorted(map(_option(query), self._offered(query)), key=lambda option: (option.label, str(option.value)))
        return found[:limit]

    def taken(self, entity_type: str, field: str, value: Any, /) -> str | None:
        for entity in self._all(entity_type):
            if same(self.seen.record(entity, [field]).get(field), value):
                return entity.id
        return None

    def reach(self, start: str, path: Sequence[Step], target: str, budget: int, /) -> Verdict:
        hops = [Hop(step.relations, step.forward) for step in path]
        return _VERDICTS[self.seen.transaction.reach(self.seen.plane, start, hops, target, budget)]

    def _offered(self, query: Query) -> Iterator[Mapping[str, Any]]:
        """The records that a query is about."""
        names = {query.value, *([query.label] if query.label is not None else [])}
        if query.filter is not None:
            names |= {path[1] for path in query.filter.reads if len(path) > 1}
        for entity in self._candidates(query):
            record = self.seen.record(entity, names)
            if query.only is not None and not _is_offered(query, record):
                continue
            if query.filter is None or query.filter.verdict(query.scope, record) is Verdict.TRUE:
                yield record

    def _candidates(self, query: Query) -> Iterable[Entity]:
        """The entities among which those of a query are: one, where the query names it."""
        if query.only is None or query.value != "id":
            return self._all(query.entity_type)
        named = query.only.get("id") if isinstance(query.only, Mapping) else query.only
        found = self.seen.entity(named) if isinstance(named, str) else None
        return [found[1]] if found is not None and found[0].is_a(query.entity_type) else []

    def _all(self, entity_type: str) -> Iterator[Entity]:
        """All entities of a type and of those below it, page by page."""
        types = self.seen.ontology.ids_of(entity_type)
        after: Key | None = None
        while types and (
            page := self.seen.transaction.find(self.seen.plane, Entity, {"type_id": types}, after=after, limit=_PAGE)
        ):
            yield from page
            after = (page[-1].id,)


def _is_offered(query: Query, record: Mapping[str, Any]) -> bool:
    """Whether the record's value is the one that is asked for, by type: `12.50` is `12.5`."""
    held, _ = coerce(record.get(query.value), query.value_type.or_null())
    wanted, problems = coerce(query.only, query.value_type.or_null())
    if problems or held is None:
        return False
    return same(held, wanted["id"] if isinstance(wanted, Mapping) and "id" in wanted else wanted)


def _option(query: Query) -> Any:
    def made(record: Mapping[str, Any]) -> Option:
        value = record.get(query.value)
        label = None if query.label is None else record.get(query.label)
        return Option(value, str(value if label is None else label))

    return made
