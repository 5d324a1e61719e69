"""What messages go out through, as the settings of a project say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from atelier_cli.rows.audit import Delivery


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes e-mail, and as whom."""

    host: str
    port: int
    sender: str
    security: Literal["none", "starttls", "tls"] = "starttls"
    user: str | None = None
    password: str | None = None
    #: Seconds until a server that says nothing counts as gone.
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where messages are posted to, and the secret that both sides share."""

    url: str
    secret: bytes
    #: Whether it may be on this machine or in a private network.
    private: bool = False
    #: Seconds until a server that says nothing counts as gone.
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class Outside:
    """The ways out of an organisation."""

    #: The key of the organisation.
    org: str
    #: Shows a message to whoever runs the command.
    show: Callable[[Delivery], None]
    email: MailServer | None = None
    webhook: Endpoint | None = None
