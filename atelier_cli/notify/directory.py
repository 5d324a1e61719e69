"""Who there is to be told: people, by their key, their role or their group."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be told, known to the organisation or only by an address."""

    #: The person's key; None for one who is only an address.
    key: str | None
    email: str | None


class Directory(Protocol):
    """The people of an organisation; those who are not active are not there."""

    def person(self, key: str) -> Person | None: ...

    def with_email(self, email: str) -> Person | None: ...

    def with_role(self, role: str) -> tuple[Person, ...] | None:
        """The people who have a role; None for a role that nobody declares."""
        ...

    def in_group(self, group: str) -> tuple[Person, ...] | None:
        """The people of a group; None for a group that is not there."""
        ...
