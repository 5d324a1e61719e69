"""The records of people: who they are, what they may be, and which groups they belong to.

A person is also an entity of the type `user` with the same id, so that relations and fields lead to people as to
everything else. Name and e-mail address are written in both places at once.
"""

from dataclasses import dataclass
from typing import Annotated

from atelier_cli.rows.record import Id, Names, Record
from atelier_cli.rows.row import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Record):
    """A person who can call actions."""

    TABLE = "atelier_user"
    KEY = ("key",)
    INDEXES = (("email",),)

    key: Annotated[str, Names("atelier_entity")]
    name: str
    email: str | None
    #: What else the directory says of the person.
    attributes: Json
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRole(Record):
    """A role that a person has."""

    TABLE = "atelier_user_role"
    KEY = ("user_key", "role_id")

    user_key: Annotated[str, Names("atelier_user")]
    role_id: Annotated[str, Id("role")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A group of people."""

    TABLE = "atelier_group"
    KEY = ("key",)

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMember(Record):
    """A person who belongs to a group."""

    TABLE = "atelier_group_member"
    KEY = ("group_key", "user_key")

    group_key: Annotated[str, Names("atelier_group")]
    user_key: Annotated[str, Names("atelier_user")]
