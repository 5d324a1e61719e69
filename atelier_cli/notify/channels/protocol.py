"""What the module of a channel exposes."""

from datetime import datetime
from typing import Protocol

from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import Outside
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.record import Record


class SendError(Exception):
    """A message did not go out; says why. One that is final will not go out later either."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class Channel(Protocol):
    """A module that brings a message to a recipient."""

    def recipient(self, person: Person, /) -> str | None:
        """What the channel reaches a person by; None for one whom it cannot reach."""

    def records(self, delivery: Delivery, id_: str, at: datetime, /) -> tuple[Record, ...]:
        """What is written when the message has gone out, in the transaction that says so."""

    def send(self, delivery: Delivery, outside: Outside, at: datetime, /) -> None:
        """Sends the message; raises `SendError`. Sent twice, it is recognisably the same: it has the delivery's id."""
