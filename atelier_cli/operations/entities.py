"""Creates and lists entities of a tenant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atelier_cli.actions.entities.change import create
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.actions.entities.record import record_of
from atelier_cli.actions.entities.text import from_text
from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.ids import Ids
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.operations.desk import Desk, desk, meant
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.rows.record import Key
from atelier_cli.store.protocol import Store

#: How many entities are read at once where all of a type are looked through.
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Created:
    """What came of creating an entity; with an error among the problems, nothing was written."""

    tenant: str
    type: str
    id: str
    record: Mapping[str, Any]
    problems: Problems

    @property
    def is_written(self) -> bool:
        return not any(one.severity is Severity.ERROR for one in self.problems)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in a list."""

    type: str
    #: Its fields, and the relations to one entity that its type declares.
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """The first entities of a type."""

    tenant: str
    kind: EntityKind
    entities: tuple[Listed, ...]
    #: Whether there are more of them.
    has_more: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An entity as a command line says it."""

    type: str
    #: None for a new one.
    id: str | None = None
    #: Each `KEY=VALUE`, the values as text.
    fields: tuple[str, ...] = ()


def create_entity(store: Store, tenant: str | None, given: Given, clock: Clock, ids: Ids) -> Created:
    """The new entity, or what is wrong with it.

    Raises `RefusedError` where there is no such tenant, `NoInputError` where there is no such type, and `UsageError`
    for a field that is not written as one.
    """
    with desk(store, tenant, clock, write=True) as at:
        kind = at.kind(given.type)
        values = {name: from_text(kind, name, text) for name, text in pairs(given.fields)}
        draft = at.draft()
        id_ = ids.new() if given.id is None else given.id
        entity, problems = create(draft, kind.code, id_, values)
        if entity is None:
            return Created(at.plane.key, kind.code, id_, {}, problems)
        done = finish(draft, at.plane)
        at.transaction.apply(Plan(mutations=done.mutations))
        record = _drafted(draft, kind, entity)
        return Created(at.plane.key, kind.code, id_, record, (*problems, *(_of(id_, one) for one in done.problems)))


def list_entities(  # noqa: PLR0917  # what a command line says
    store: Store, tenant: str | None, code: str, where: Sequence[str], limit: int, clock: Clock
) -> Listing:
    """The entities of a type and of those below it, by id, that have the given values; each is a `KEY=VALUE`.

    Raises as `create_entity` does, and `UsageError` for a field that the type does not have.
    """
    with desk(store, tenant, clock) as at:
        kind = at.kind(code)
        wanted = {name: _wanted(kind, name, text) for name, text in pairs(where)}
        found: list[Listed] = []
        for own, record in _records(at, kind):
            if all(_holds(own, name, record, value) for name, value in wanted.items()):
                found.append(Listed(own.code, record))
            if len(found) > limit:
                break
        return Listing(at.plane.key, kind, tuple(found[:limit]), len(found) > limit)


def pairs(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name with its text; raises `UsageError` for what is no `KEY=VALUE`, and for a name that is given twice."""
    seen: set[str] = set()
    for one in said:
        name, sign, text = one.partition("=")
        if not sign or not name:
            raise UsageError(f"expected KEY=VALUE, found `{one}`", "write it as in `name=North`")
        if name in seen:
            raise UsageError(f"`{name}` is given twice", "give several values with semicolons between them")
        seen.add(name)
        yield name, text


def _of(id_: str, problem: Problem) -> Problem:
    """The problem as one of the entity itself, where it is."""
    return replace(problem, path=problem.path[1:]) if problem.path[:1] == (id_,) else problem


def _drafted(draft: Draft, kind: EntityKind, entity: Entity) -> dict[str, Any]:
    """The record of a new entity with the relations that it was given."""
    record = record_of(kind, entity, ())
    for name in (*kind.relations, *kind.reverse):
        found = kind.relation(name)
        if found is not None:
            relation, away = found
            others = draft.targets(relation, entity.id) if away else draft.sources(relation, entity.id)
            is_one = relation.to_one if away else relation.from_one
            record[name] = next(iter(others), None) if is_one else sorted(others)
    return record


def _records(at: Desk, kind: EntityKind) -> Iterator[tuple[EntityKind, dict[str, Any]]]:
    """The records of all entities of a type and of those below it, page by page."""
    after: Key | None = None
    where = {"type_id": at.ontology.ids_of(kind.code)}
    while page := at.transaction.find(at.plane, Entity, where, after=after, limit=_PAGE):
        links = _links(at, page)
        for entity in page:
            own = at.ontology.by_id[entity.type_id]
            shown = (*own.fields, *(code for code, relation in own.relations.items() if relation.to_one))
            yield own, record_of(own, entity, links.get(entity.id, ()), shown)
        after = (page[-1].id,)


def _links(at: Desk, page: Sequence[Entity]) -> dict[str, list[EntityLink]]:
    """The links that relations to one entity make of a page of entities, by the entity."""
    kinds = {at.ontology.by_id[one.type_id].code: at.ontology.by_id[one.type_id] for one in page}
    relations = {one.id for kind in kinds.values() for one in kind.relations.values() if one.to_one}
    found: dict[str, list[EntityLink]] = {}
    if relations:
        ends = {"relationship_id": [*relations], "source_id": [one.id for one in page]}
        for link in at.transaction.find(at.plane, EntityLink, ends):
            found.setdefault(link.source_id, []).append(link)
    return found


def _wanted(kind: EntityKind, name: str, text: str) -> Any:
    """The value that a field, or a relation to one entity, is to have."""
    known = ("id", *kind.fields, *(code for code, relation in kind.relations.items() if relation.to_one))
    if name not in known:
        raise UsageError(f"`{kind.code}` cannot be listed by `{name}`", meant(name, known))
    value = from_text(kind, name, text)
    if name in kind.fields:
        value, problems = coerce(value, kind.fields[name].held.or_null())
        if problems:
            raise UsageError(f"`{name}`: {problems[0].message}", problems[0].help)
    return value


def _holds(kind: EntityKind, name: str, record: Mapping[str, Any], wanted: Any) -> bool:
    held = record.get(name)
    if name in kind.fields:
        held = coerce(held, kind.fields[name].held.or_null())[0]
    return same(held, wanted)
