"""The people of an organisation as the store has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier_cli.notify.directory import Person
from atelier_cli.rows.people import Group, GroupMember, User, UserRole
from atelier_cli.rows.plane import SYSTEM, Plane
from atelier_cli.rows.vocabulary import Role
from atelier_cli.store.protocol import Transaction


@dataclass(frozen=True, slots=True)
class StoredDirectory:
    """A directory that asks the store; those who are not active are not there."""

    transaction: Transaction
    plane: Plane

    def person(self, key: str) -> Person | None:
        return next(iter(self._people((key,))), None)

    def with_email(self, email: str) -> Person | None:
        found = self.transaction.find(self.plane, User, {"email": email, "is_active": True}, limit=1)
        return _person(found[0]) if found else None

    def with_role(self, role: str) -> tuple[Person, ...] | None:
        roles = self.transaction.rows(SYSTEM, Role, code=role)
        if not roles:
            return None
        held = self.transaction.find(self.plane, UserRole, {"role_id": roles[0].id})
        return self._people(one.user_key for one in held)

    def in_group(self, group: str) -> tuple[Person, ...] | None:
        if not self.transaction.get(self.plane, Group, [(group,)]):
            return None
        members = self.transaction.find(self.plane, GroupMember, {"group_key": group})
        return self._people(one.user_key for one in members)

    def _people(self, keys: Iterable[str]) -> tuple[Person, ...]:
        found = self.transaction.get(self.plane, User, [(key,) for key in keys])
        return tuple(_person(user) for _, user in sorted(found.items()) if user.is_active)


def _person(user: User) -> Person:
    return Person(user.key, user.email)
