"""What a change of unique constraints means for the entities that are there: what they take, and which two clash."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind, Ontology, ontology
from atelier_cli.actions.entities.unique import uniques
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.plan.match import place_of
from atelier_cli.plan.mutation import Delete, Insert, Mutation
from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.plane import Plane, StoredPlane, StoredRow
from atelier_cli.rows.record import Key, key_of
from atelier_cli.rows.vocabulary import EntityField, EntityType
from atelier_cli.store.protocol import Transaction

#: How many entities are read at once.
_PAGE = 500
#: The most clashes that are told.
_MOST = 20
_DECIDING = {"unique_constraints", "parent_code"}


@dataclass(slots=True)
class _Retaking:
    """The constraints of types before and after, and what comes of them."""

    before: Ontology
    after: Ontology
    #: The former keys of fields and their new ones, by the type that declares them.
    renames: Mapping[str, Mapping[str, str]]
    types: Mapping[str, Change]
    mutations: list[Mutation] = field(default_factory=list)
    clashes: list[Diagnostic] = field(default_factory=list)

    def keys(self, kind: EntityKind) -> dict[str, str]:
        """The new keys of the fields of a type, inherited ones included, by the former."""
        line = reversed((kind.code, *kind.ancestors))
        return {old: new for code in line for old, new in self.renames.get(code, {}).items()}


def retake(transaction: Transaction, vocabulary: StoredPlane, plan: Plan) -> Plan:
    """The plan with what entities take of unique constraints that it changes.

    Two entities that would take one value are an error of the plan: what is saved is never silently not enforced.
    """
    types = {
        change.row.address[0]: change
        for change in plan.changes
        if isinstance(change.row, EntityType) and _DECIDING & {one.name for one in change.fields}
    }
    if not types:
        return plan
    stored = [one for rows in vocabulary.rows.values() for one in rows.values()]
    retaking = _Retaking(ontology(stored), ontology(_changed(stored, plan.changes)), _renames(plan.changes), types)
    affected = [kind for kind in retaking.after.kinds.values() if _is_affected(retaking, kind)]
    for plane in transaction.planes() if affected else ():
        _retake_in(transaction, plane, affected, retaking)
    return replace(
        plan,
        mutations=(*plan.mutations, *retaking.mutations),
        diagnostics=(*plan.diagnostics, *retaking.clashes[:_MOST]),
    )


def _changed(stored: Iterable[StoredRow], changes: Iterable[Change]) -> Iterator[StoredRow]:
    """The rows of the vocabulary as the plan leaves them."""
    by_id = {one.id: one for one in stored}
    for change in changes:
        if change.action == "delete":
            by_id.pop(change.id, None)
        elif change.row.PLANE == "vocabulary":
            by_id[change.id] = StoredRow(change.id, change.row, change.content_hash)
    yield from by_id.values()


def _renames(changes: Iterable[Change]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for change in changes:
        row, before = change.row, None if change.before is None else change.before.row
        if isinstance(row, EntityField) and isinstance(before, EntityField) and row.field_key != before.field_key:
            found.setdefault(row.address[0], {})[before.field_key] = row.field_key
    return found


def _is_affected(retaking: _Retaking, kind: EntityKind) -> bool:
    """Whether entities of the type take other values than before; that a field is renamed, the store sees to."""
    former = retaking.before.by_id.get(kind.id)
    if former is None:
        return False
    keys = retaking.keys(kind)
    had = {(one.type_id, tuple(keys.get(name, name) for name in one.names)) for one in former.uniques}
    return had != {(one.type_id, one.names) for one in kind.uniques}


def _retake_in(transaction: Transaction, plane: Plane, affected: list[EntityKind], retaking: _Retaking) -> None:
    held: dict[Key, EntityUnique] = {}
    wanted: dict[Key, tuple[EntityKind, EntityUnique]] = {}
    for kind in affected:
        keys = retaking.keys(kind)
        for page in _pages(transaction, plane, kind):
            ids = [one.id for one in page]
            for taken in transaction.find(plane, EntityUnique, {"entity_id": ids}):
                moved = ",".join(keys.get(name, name) for name in taken.constraint_key.split(","))
                record = replace(taken, constraint_key=moved)
                held[key_of(record)] = record
            for one, values in _values(transaction, plane, kind, keys, page):
                for _, record in uniques(kind, one.id, values):
                    other = wanted.setdefault(key_of(record), (kind, record))[1]
                    if other.entity_id != one.id:
                        retaking.clashes.append(_clash(retaking, plane, record, other))
    there = transaction.get(plane, EntityUnique, [key for key in wanted if key not in held])
    retaking.clashes.extend(_clash(retaking, plane, wanted[key][1], other) for key, other in there.items())
    kept = {key for key, (_, record) in wanted.items() if held.get(key) == record}
    retaking.mutations.extend(Delete(plane, EntityUnique, key) for key in held if key not in kept)
    retaking.mutations.extend(Insert(plane, record) for key, (_, record) in wanted.items() if key not in kept)


def _pages(transaction: Transaction, plane: Plane, kind: EntityKind) -> Iterator[list[Entity]]:
    after: Key | None = None
    while page := transaction.find(plane, Entity, {"type_id": kind.id}, after=after, limit=_PAGE):
        yield page
        after = (page[-1].id,)


def _values(
    transaction: Transaction, plane: Plane, kind: EntityKind, keys: Mapping[str, str], page: list[Entity]
) -> Iterator[tuple[Entity, dict[str, Any]]]:
    """What the fields of entities hold under their new keys, and where relations of constraints lead."""
    names = {name for one in kind.uniques for name in one.names}.intersection(kind.relations)
    codes = {kind.relations[name].id: name for name in names}
    where = {"relationship_id": [*codes], "source_id": [one.id for one in page]}
    links = transaction.find(plane, EntityLink, where) if codes else []
    targets: dict[str, dict[str, str]] = {}
    for link in links:
        targets.setdefault(link.source_id, {})[codes[link.relationship_id]] = link.target_id
    for one in page:
        fields = {keys.get(name, name): value for name, value in one.properties.items()}
        yield one, {**fields, **targets.get(one.id, {})}


def _clash(retaking: _Retaking, plane: Plane, one: EntityUnique, other: EntityUnique) -> Diagnostic:
    code = retaking.after.by_id[one.type_id].code
    names = " and ".join(f"`{name}`" for name in one.constraint_key.split(","))
    message = f"`{plane.key}` has two entities with the same {names} of `{code}`: {other.entity_id}, {one.entity_id}"
    change = retaking.types.get(code) or next(iter(retaking.types.values()))
    return Diagnostic(
        "breaking-change", Severity.ERROR, message, place_of(change.row), help="give one of them another value first"
    )
