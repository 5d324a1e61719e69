"""Changes of a draft: entities made, edited, linked and taken out.

Each function says what is wrong with what it was given, with paths that start at the member's name; where that is an
error, the draft stays as it was. What only shows when all changes are known - a relation that leads to nothing, a value
that is taken - is for `finish`: so entities may name each other before all of them are there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.actions.entities.check import check, named, unknown_member
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.ontology import USER, EntityKind, Relation, StateMachine
from atelier_cli.actions.entities.surroundings import default_of
from atelier_cli.diagnostics import Severity
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.language.problems import Problem, Problems, unknown
from atelier_cli.language.shown import shown
from atelier_cli.names import alternatives
from atelier_cli.rows.content import canonical_json
from atelier_cli.rows.entity import Entity

#: What an id looks like: it stands in `TYPE/ID`, in names of files and in addresses.
_ID = re.compile(r"\w[\w.:@+-]{0,199}")
ID_FORM = "write at most 200 letters, digits and . _ : @ + -, the first a letter or a digit"


def create(
    draft: Draft, code: str, id: str, values: Mapping[str, Any], *, any_state: bool = False
) -> tuple[Entity | None, Problems]:
    """The new entity; None, with the reasons, where it cannot be made.

    What `values` leaves out gets its default, and the state is the initial one. With `any_state` it may be another: for
    what was begun elsewhere.
    """
    kind = draft.ontology.kinds.get(code)
    if kind is None:
        message, hint = unknown("entity type", code, draft.ontology.kinds)
        return None, (Problem("unknown-entity-type", message, help=hint),)
    given, unset = _with_defaults(draft, kind, values)
    properties, links, faults = _checked(draft, kind, given)
    problems = (*_id_problems(draft, id), *unset, *faults)
    if kind.states is not None and not any_state:
        problems = (*problems, *_start_problems(kind.states, properties.get(kind.states.field)))
    if _refuse(problems):
        return None, problems
    now = draft.around.now
    entity = Entity(
        id=id,
        type_id=kind.id,
        properties=_present(properties),
        state=_state(kind, properties),
        version=1,
        created_at=now,
        updated_at=now,
    )
    draft.put(entity)
    _relate(draft, kind, id, links)
    return entity, problems


def edit(
    draft: Draft, id: str, values: Mapping[str, Any], *, any_state: bool = False
) -> tuple[Entity | None, Problems]:
    """The entity with other values of fields and relations; None, with the reasons, where they cannot be set.

    A value that equals the one that is there changes nothing, also where it is written in another way. With `any_state`
    the state may become any other.
    """
    entity = draft.entity(id)
    if entity is None:
        return None, (no_entity(id),)
    kind = draft.kind(entity)
    found, links, problems = _checked(draft, kind, values)
    changed = {name: value for name, value in found.items() if not _is_there(kind, entity, name, value)}
    if kind.states is not None and kind.states.field in changed and not any_state:
        problems = (*problems, *_move_problems(kind.states, entity.state, changed[kind.states.field]))
    if _refuse(problems):
        return None, problems
    if changed:
        properties = _present({**entity.properties, **changed})
        entity = replace(entity, properties=properties, state=_state(kind, properties))
        draft.put(entity)
    _relate(draft, kind, id, links)
    return entity, problems


def link(draft: Draft, id: str, name: str, other: str) -> Problems:
    """Adds a link of a relation, as the entity calls it; one that is there stays."""
    return _relink(draft, id, name, other, there=True)


def unlink(draft: Draft, id: str, name: str, other: str) -> Problems:
    """Takes a link of a relation away, as the entity calls it; one that is not there is no mistake."""
    return _relink(draft, id, name, other, there=False)


def delete(draft: Draft, id: str) -> Problems:
    """Takes an entity out, with all its links. People stay: what they did names them."""
    entity = draft.entity(id)
    if entity is None:
        return (no_entity(id),)
    if draft.kind(entity).is_a(USER):
        return (Problem("not-deletable", f"`{id}` is a person, and what people did names them"),)
    draft.drop(entity)
    return ()


def references(draft: Draft, kind: EntityKind, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What values name of other entities, as far as they can be read: the member, the id, and the type it has to be of.

    For what cannot be made: `finish` looks only at what is drafted.
    """
    for name, value in values.items():
        found = kind.relation(name)
        if name in kind.fields:
            stored, _ = check(kind, name, value, draft.ontology)
            yield from ((name, id_, code) for id_, code in named(kind.fields[name].held, stored))
        elif found is not None:
            code = found[0].target if found[1] else found[0].source
            yield from ((name, id_, code) for id_ in _ids(name, value, found)[0])


def is_id(text: str) -> bool:
    """Whether a text can be the id of an entity, the key of a person or of a group."""
    return _ID.fullmatch(text) is not None


def no_entity(id_: str) -> Problem:
    return Problem("unknown-entity", f"there is no entity `{id_}`")


def _refuse(problems: Problems) -> bool:
    return any(one.severity is Severity.ERROR for one in problems)


def _id_problems(draft: Draft, id_: str) -> Iterator[Problem]:
    if not is_id(id_):
        yield Problem("wrong-id", f"expected the id of an entity, found {shown(id_)}", ("id",), help=ID_FORM)
        return
    draft.read([id_])
    # What goes in the same draft still has its id: what was said of the one would be said of the other.
    taken = draft.after[id_] or draft.before[id_]
    if taken is not None:
        kind = draft.ontology.by_id.get(taken.type_id)
        by = "an entity of a type that is in use no more" if kind is None else f"{kind.code}/{id_}"
        yield Problem("taken-id", f"the id `{id_}` is taken by {by}", ("id",), help="choose another id")


def _with_defaults(draft: Draft, kind: EntityKind, values: Mapping[str, Any]) -> tuple[dict[str, Any], Problems]:
    """The values and what the fields hold that they leave out; the problems are those of defaults."""
    given = dict(values)
    problems: Problems = ()
    if kind.states is not None and given.get(kind.states.field) is None:
        given[kind.states.field] = kind.states.initial
    for key, field in kind.fields.items():
        if key not in given and not (field.deprecated or field.default is None):
            default, faults = default_of(field, draft.around, draft.ontology)
            problems += faults
            given.update({} if faults else {key: default})
    failed = {one.path[0] for one in problems}
    # A required field that is given nothing is given null: the check says what is wrong with that.
    given.update({key: None for key, field in kind.fields.items() if field.required and key not in {*given, *failed}})
    return given, problems


def _checked(
    draft: Draft, kind: EntityKind, values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]], Problems]:
    """The values of fields as they are stored, the ids that relations lead to, and what is wrong with either."""
    properties: dict[str, Any] = {}
    links: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        found = kind.relation(name)
        if name in kind.fields:
            properties[name], faults = check(kind, name, value, draft.ontology)
        elif found is not None:
            links[name], faults = _ids(name, value, found)
        else:
            faults = (unknown_member(kind, name),)
        problems.extend(faults)
    return properties, links, tuple(problems)


def _ids(name: str, value: Any, found: tuple[Relation, bool]) -> tuple[tuple[str, ...], Problems]:
    """The ids that a relation is to lead to: of one entity, or of those in a list."""
    relation, away = found
    is_one = relation.to_one if away else relation.from_one
    code = relation.target if away else relation.source
    if value is None:
        return (), ()
    if is_one is isinstance(value, list | tuple):
        expected = f"the id of one {code}" if is_one else f"a list of ids of {code}"
        return (), (Problem("wrong-type", f"expected {expected}, found {shown(value)}", (name,)),)
    given = [value] if is_one else value
    ids = [one["id"] if isinstance(one, Mapping) and "id" in one else one for one in given]
    for i, one in enumerate(ids):
        if not isinstance(one, str) or not one:
            path = (name,) if is_one else (name, i)
            return (), (Problem("wrong-type", f"expected the id of a {code}, found {shown(one)}", path),)
    return tuple(dict.fromkeys(ids)), ()


def _relate(draft: Draft, kind: EntityKind, id_: str, links: Mapping[str, tuple[str, ...]]) -> None:
    """Makes each relation lead to the given entities and to no others."""
    for name, wanted in links.items():
        found = kind.relation(name)
        if found is None:
            continue
        relation, away = found
        now = draft.targets(relation, id_) if away else draft.sources(relation, id_)
        for other in now:
            if other not in wanted:
                _change(draft, found, id_, other, there=False)
        for other in wanted:
            if other not in now:
                _change(draft, found, id_, other, there=True)


def _relink(draft: Draft, id_: str, name: str, other: str, *, there: bool) -> Problems:
    entity = draft.entity(id_)
    if entity is None:
        return (no_entity(id_),)
    kind = draft.kind(entity)
    found = kind.relation(name)
    if found is None:
        message, hint = unknown("relation", name, (*kind.relations, *kind.reverse))
        return (Problem("unknown-relation", f"{message} on entity `{kind.code}`", (name,), help=hint),)
    _change(draft, found, id_, other, there=there)
    return ()


def _change(draft: Draft, found: tuple[Relation, bool], id_: str, other: str, *, there: bool) -> None:
    relation, away = found
    source, target = (id_, other) if away else (other, id_)
    (draft.link if there else draft.unlink)(relation, source, target)


def _is_there(kind: EntityKind, entity: Entity, name: str, value: Any) -> bool:
    """Whether a field holds the value already."""
    before = entity.properties.get(name)
    held = kind.fields[name].held.or_null()
    if held.name in {"any", "json"}:
        # An object with an `id` is no record there, which would be the same as its id.
        return canonical_json(before) == canonical_json(value)
    return same(coerce(before, held)[0], coerce(value, held)[0]) and (before is None) is (value is None)


def _start_problems(states: StateMachine, state: Any) -> Iterator[Problem]:
    if state is not None and state != states.initial:
        message = f"a new entity starts as `{states.initial}`, found `{state}`"
        yield Problem("illegal-move", message, (states.field,), help=f"leave `{states.field}` out, and move it later")


def _move_problems(states: StateMachine, before: str | None, after: Any) -> Iterator[Problem]:
    """What is wrong with a move; an entity that has no state yet may get any."""
    moves = states.transitions.get(before or "", ())
    if before is None or after in moves:
        return
    hint = f"legal: {alternatives(moves)}" if moves else "no move leads away from there"
    yield Problem("illegal-move", f"no move leads from `{before}` to {shown(after)}", (states.field,), help=hint)


def _state(kind: EntityKind, properties: Mapping[str, Any]) -> str | None:
    return None if kind.states is None else properties.get(kind.states.field)


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties without those that are null."""
    return {name: value for name, value in properties.items() if value is not None}
