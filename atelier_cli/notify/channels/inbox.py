"""The inbox: a notice that a person reads in Atelier, written with the very transaction that says it was sent."""

from datetime import datetime

from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import Outside
from atelier_cli.rows.audit import Delivery, Notice
from atelier_cli.rows.record import Record


def recipient(person: Person) -> str | None:
    return person.key


def records(delivery: Delivery, id_: str, at: datetime) -> tuple[Record, ...]:
    notice = Notice(
        id=id_,
        delivery_id=delivery.id,
        user_key=delivery.recipient,
        subject=delivery.subject,
        body_text=delivery.body_text,
        created_at=at,
        read_at=None,
    )
    return (notice,)


def send(_delivery: Delivery, _outside: Outside, _at: datetime) -> None:
    """Nothing leaves the store."""
