"""The console: the message is shown to whoever runs the command."""

from datetime import datetime

from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import Outside
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.record import Record


def recipient(person: Person) -> str | None:
    return person.key or person.email


def records(_delivery: Delivery, _id: str, _at: datetime) -> tuple[Record, ...]:
    return ()


def send(delivery: Delivery, outside: Outside, _at: datetime) -> None:
    outside.show(delivery)
