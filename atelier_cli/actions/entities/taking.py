"""The unique values that a draft gives up and takes, and those that it cannot take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.links import LinkChanges
from atelier_cli.actions.entities.ontology import UniqueConstraint
from atelier_cli.actions.entities.unique import uniques
from atelier_cli.actions.entities.written import Written
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.shown import shown
from atelier_cli.rows.entity import Entity, EntityUnique
from atelier_cli.rows.record import Key, key_of


@dataclass(frozen=True, slots=True)
class Taking:
    """What becomes of unique values."""

    freed: tuple[EntityUnique, ...] = ()
    taken: tuple[EntityUnique, ...] = ()
    problems: Problems = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A unique value that an entity is to have."""

    record: EntityUnique
    constraint: UniqueConstraint
    #: What it has there, by name.
    values: dict[str, Any]


def taking(draft: Draft, changed: Iterable[Written], links: LinkChanges) -> Taking:
    relinked = {(link.source_id, relation.code) for relation, link in (*links.gone, *links.new)}
    concerned = [one for one in changed if _is_concerned(draft, one, relinked)]
    if not concerned:
        return Taking()
    held = {key_of(one): one for one in draft.stored.uniques_of([one.id for one in concerned if one.before])}
    wanted: dict[Key, _Wanted] = {}
    problems: list[Problem] = []
    for one in (each for entity in concerned if entity.after is not None for each in _wants(draft, entity.after)):
        other = wanted.setdefault(key_of(one.record), one)
        if other is not one:
            problems.append(_problem(one, other.record.entity_id, draft))
    # What an entity of the draft holds is given up where it is not wanted again.
    there = draft.stored.uniques([key for key in wanted if key not in held])
    problems.extend(_problem(wanted[key], record.entity_id, draft) for key, record in there.items())
    return Taking(
        freed=tuple(record for key, record in held.items() if not _keeps(wanted.get(key), record)),
        taken=tuple(one.record for key, one in wanted.items() if not _keeps(one, held.get(key))),
        problems=tuple(problems),
    )


def _keeps(one: _Wanted | None, record: EntityUnique | None) -> bool:
    """Whether the entity that wants a value is the one that holds it."""
    return one is not None and one.record == record


def _is_concerned(draft: Draft, one: Written, relinked: set[tuple[str, str]]) -> bool:
    """Whether an entity may take other unique values than before."""
    entity = one.after or one.before
    if entity is None:
        return False
    names = {name for constraint in draft.kind(entity).uniques for name in constraint.names}
    is_new_or_gone = one.before is None or one.after is None
    return bool(names) and (is_new_or_gone or any(one.changes(name) or (one.id, name) in relinked for name in names))


def _wants(draft: Draft, entity: Entity) -> Iterator[_Wanted]:
    kind = draft.kind(entity)
    names = {name for constraint in kind.uniques for name in constraint.names}
    values = dict(entity.properties)
    for name in names.intersection(kind.relations):
        values[name] = next(iter(draft.targets(kind.relations[name], entity.id)), None)
    for constraint, record in uniques(kind, entity.id, values):
        yield _Wanted(record, constraint, {name: values.get(name) for name in constraint.names})


def _problem(one: _Wanted, holder: str, draft: Draft) -> Problem:
    entity = draft.entity(holder)
    by = f"{draft.kind(entity).code}/{holder}" if entity is not None else holder
    said = " and ".join(f"`{name}` {shown(value)}" for name, value in one.values.items())
    verb = "is" if len(one.values) == 1 else "are together"
    path = (one.record.entity_id, one.constraint.names[0])
    return Problem("taken", f"{said} {verb} taken by {by}", path, help="give it another value")
