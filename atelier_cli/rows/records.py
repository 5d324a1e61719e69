"""Every record class, each after those its foreign keys point at. A new class is a dataclass and a line here."""

from atelier_cli.rows.audit import Delivery, EditEvent, Notice, Outbox, Reply, Submission
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import Group, GroupMember, User, UserRole
from atelier_cli.rows.record import Record

RECORD_CLASSES: tuple[type[Record], ...] = (
    Entity,
    EntityLink,
    EntityUnique,
    User,
    UserRole,
    Group,
    GroupMember,
    EditEvent,
    Reply,
    Submission,
    Outbox,
    Delivery,
    Notice,
)
