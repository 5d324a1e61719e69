"""People: the record of a person, kept in step with the entity that the person is."""

from collections.abc import Iterable, Iterator

from atelier_cli.actions.entities.draft import Draft, Profile
from atelier_cli.actions.entities.ontology import USER
from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import key_of

#: What both say: the fields of the entity, which are the columns of the record.
_SHARED = ("name", "email")


def user_mutations(draft: Draft, changed: Iterable[Entity], plane: Plane) -> Iterator[Mutation]:
    """What brings the records of people in step with those of the changed entities that are people."""
    people = {one.id: one for one in changed if draft.kind(one).is_a(USER)}
    people.update((key, one) for key in draft.profiles if (one := draft.entity(key)) is not None)
    draft.read_users(people)
    for key, entity in people.items():
        before = draft.users[key]
        after = _user(entity, before, draft.profiles.get(key))
        if before is None:
            yield Insert(plane, after)
        elif before != after:
            columns = (*_SHARED, "attributes", "is_active")
            values = {name: getattr(after, name) for name in columns if getattr(after, name) != getattr(before, name)}
            yield Update(plane, User, key_of(before), values)


def _user(entity: Entity, before: User | None, profile: Profile | None) -> User:
    said = profile or (Profile() if before is None else Profile(before.attributes, before.is_active))
    return User(
        key=entity.id,
        name=entity.properties.get("name") or entity.id,
        email=entity.properties.get("email"),
        attributes=dict(said.attributes),
        is_active=said.is_active,
    )
