"""Adds, lists and shows the people of a tenant, and gives them roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atelier_cli.actions.entities.change import create, is_id
from atelier_cli.actions.entities.check import unstorable
from atelier_cli.actions.entities.draft import Profile
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.ontology import USER
from atelier_cli.actions.entities.text import from_text
from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import NoInputError
from atelier_cli.language.problems import Problems, below
from atelier_cli.operations.desk import Desk, desk, meant
from atelier_cli.operations.entities import pairs
from atelier_cli.operations.memberships import (
    Membership,
    group_of,
    group_problems,
    membership_changes,
    memberships,
    unknown_roles,
)
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.people import Group, GroupMember, User, UserRole
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the tenant knows them."""

    key: str
    name: str
    email: str | None
    is_active: bool
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    #: What else the directory says.
    attributes: Mapping[str, Any]
    #: What the entity of the person says.
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a change of a person; with an error among the problems, nothing was written."""

    tenant: str
    key: str
    person: Person | None
    problems: Problems
    #: Groups that are new with it.
    new_groups: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        return not any(one.severity is Severity.ERROR for one in self.problems)


@dataclass(frozen=True, slots=True)
class Said:
    """A person as a command line says one; attributes and fields are `KEY=VALUE`."""

    key: str
    name: str | None = None
    email: str | None = None
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def add_person(store: Store, tenant: str | None, said: Said, clock: Clock) -> Changed:
    """The new person, or what is wrong with them; groups that are not there yet are made.

    Raises `RefusedError` where there is no such tenant, and `UsageError` for a pair that is not written as one.
    """
    with desk(store, tenant, clock, write=True) as at:
        kind = at.kind(USER)
        values = {name: from_text(kind, name, text) for name, text in pairs(said.fields)}
        given = {"name": said.name or said.key, "email": said.email}
        values |= {name: value for name, value in given.items() if value is not None}
        draft = at.draft()
        entity, problems = create(draft, USER, said.key, values)
        attributes = dict(pairs(said.attributes))
        wrong = (*group_problems(said.groups), *below(("attributes",), unstorable(attributes)))
        problems = (*problems, *unknown_roles(at, said.roles), *wrong)
        draft.profiles[said.key] = Profile(attributes)
        done = finish(draft, at.plane)
        problems = (*problems, *(replace(one, path=one.path[1:]) for one in done.problems))
        if entity is None or any(one.severity is Severity.ERROR for one in problems):
            return Changed(at.plane.key, said.key, None, problems)
        missing = _missing_groups(at, said.groups)
        wanted = {said.key: Membership(frozenset(said.roles), frozenset(said.groups))}
        groups = (Insert(at.plane, group_of(key)) for key in missing)
        mutations = (*done.mutations, *groups, *membership_changes(at, {}, wanted))
        at.transaction.apply(Plan(mutations=mutations))
        return Changed(at.plane.key, said.key, _person(at, said.key), problems, missing)


def regrant(  # noqa: PLR0917  # what a command line says
    store: Store, tenant: str | None, key: str, more: Sequence[str], fewer: Sequence[str], clock: Clock
) -> Changed:
    """The person with more roles, and without others.

    Raises `NoInputError` where there is no such person, and as `add_person` does.
    """
    with desk(store, tenant, clock, write=True) as at:
        person = _person(at, key)
        problems = tuple(unknown_roles(at, (*more, *fewer)))
        if problems:
            return Changed(at.plane.key, key, person, problems)
        before = memberships(at, [key])
        after = replace(before[key], roles=(before[key].roles | {*more}) - {*fewer})
        at.transaction.apply(Plan(mutations=tuple(membership_changes(at, before, {key: after}))))
        return Changed(at.plane.key, key, _person(at, key), ())


def list_people(
    store: Store, tenant: str | None, clock: Clock, *, role: str | None = None, group: str | None = None
) -> tuple[Person, ...]:
    """The people of a tenant by key, or those who have a role or belong to a group.

    Raises `RefusedError` where there is no such tenant, and `NoInputError` where there is no such role or group.
    """
    with desk(store, tenant, clock) as at:
        where: dict[str, Any] = {}
        if role is not None:
            if role not in at.ontology.roles:
                raise NoInputError(f"there is no role `{role}`", meant(role, at.ontology.roles))
            held = at.transaction.find(at.plane, UserRole, {"role_id": at.ontology.roles[role]})
            where["key"] = {one.user_key for one in held}
        if group is not None:
            members = at.transaction.find(at.plane, GroupMember, {"group_key": _group(at, group)})
            keys = {one.user_key for one in members}
            where["key"] = keys & where["key"] if "key" in where else keys
        return tuple(_people(at, at.transaction.find(at.plane, User, where)))


def show_person(store: Store, tenant: str | None, key: str, clock: Clock) -> Person:
    """The person of that key. Raises `NoInputError` where there is none, and as `list_people` does."""
    with desk(store, tenant, clock) as at:
        return _person(at, key)


def _group(at: Desk, key: str) -> str:
    groups = [one.key for one in at.transaction.find(at.plane, Group, {})]
    if key not in groups:
        raise NoInputError(f"there is no group `{key}`", meant(key, groups))
    return key


def _missing_groups(at: Desk, groups: Sequence[str]) -> tuple[str, ...]:
    there = at.transaction.get(at.plane, Group, [(key,) for key in groups])
    return tuple(key for key in dict.fromkeys(groups) if (key,) not in there)


def _person(at: Desk, key: str) -> Person:
    user = at.transaction.get(at.plane, User, [(key,)]).get((key,)) if is_id(key) else None
    if user is None:
        known = [one.key for one in at.transaction.find(at.plane, User, {}, limit=_FEW)]
        raise NoInputError(f"`{at.plane.key}` has no person `{key}`", meant(key, known))
    return next(_people(at, [user]))


def _people(at: Desk, users: Sequence[User]) -> Iterator[Person]:
    keys = [user.key for user in users]
    has = memberships(at, keys)
    entities = at.transaction.get(at.plane, Entity, [(key,) for key in keys])
    for user in users:
        entity = entities.get((user.key,))
        yield Person(
            key=user.key,
            name=user.name,
            email=user.email,
            is_active=user.is_active,
            roles=tuple(sorted(has[user.key].roles)),
            groups=tuple(sorted(has[user.key].groups)),
            attributes=user.attributes,
            fields={} if entity is None else entity.properties,
        )


#: So many people are looked through for one whose key is nearly the one that was given.
_FEW = 500
