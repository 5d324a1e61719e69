"""The roles and groups of people: what they have, and what brings them to what they are to have."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from atelier_cli.actions.entities.change import ID_FORM, is_id
from atelier_cli.language.problems import Problem, unknown
from atelier_cli.language.shown import shown
from atelier_cli.names import humanise
from atelier_cli.operations.desk import Desk
from atelier_cli.plan.mutation import Delete, Insert, Mutation
from atelier_cli.rows.people import Group, GroupMember, UserRole


@dataclass(frozen=True, slots=True)
class Membership:
    """The roles, by code, and the groups, by key, that a person has."""

    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


def memberships(at: Desk, keys: Collection[str]) -> dict[str, Membership]:
    """What each of some people has; a role that the vocabulary has no more is none."""
    codes = {id_: code for code, id_ in at.ontology.roles.items()}
    roles: dict[str, set[str]] = {key: set() for key in keys}
    groups: dict[str, set[str]] = {key: set() for key in keys}
    named = {"user_key": [*keys]}
    for role in at.transaction.find(at.plane, UserRole, named) if keys else ():
        if role.role_id in codes:
            roles[role.user_key].add(codes[role.role_id])
    for member in at.transaction.find(at.plane, GroupMember, named) if keys else ():
        groups[member.user_key].add(member.group_key)
    return {key: Membership(frozenset(roles[key]), frozenset(groups[key])) for key in keys}


def unknown_roles(at: Desk, roles: Collection[str]) -> Iterator[Problem]:
    """What is wrong with roles that the vocabulary does not have."""
    for i, role in enumerate(roles):
        if role not in at.ontology.roles:
            message, hint = unknown("role", role, at.ontology.roles)
            yield Problem("unknown-role", message, ("roles", i), help=hint)


def group_problems(groups: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the keys of groups."""
    for i, group in enumerate(groups):
        if not is_id(group):
            message = f"expected the key of a group, found {shown(group)}"
            yield Problem("wrong-value", message, ("groups", i), help=ID_FORM)


def membership_changes(at: Desk, before: Mapping[str, Membership], after: Mapping[str, Membership]) -> list[Mutation]:
    """What gives people the roles and groups that they are to have; the roles must be known, the groups be there."""
    found: list[Mutation] = []
    for key, wanted in after.items():
        had = before.get(key, Membership())
        ids = at.ontology.roles
        found.extend(Delete(at.plane, UserRole, (key, ids[role])) for role in sorted(had.roles - wanted.roles))
        new = sorted(wanted.roles - had.roles)
        found.extend(Insert(at.plane, UserRole(user_key=key, role_id=ids[role])) for role in new)
        found.extend(Delete(at.plane, GroupMember, (group, key)) for group in sorted(had.groups - wanted.groups))
        joined = sorted(wanted.groups - had.groups)
        found.extend(Insert(at.plane, GroupMember(group_key=group, user_key=key)) for group in joined)
    return found


def group_of(key: str, label: str | None = None) -> Group:
    """A group; its label is by default made from its key."""
    return Group(key=key, label=label or humanise(key))
