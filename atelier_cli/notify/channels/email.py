"""E-mail, by SMTP (RFC 5321): one message to one recipient, with the delivery's id as its `Message-ID`."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.errors import MessageError, NonASCIILocalPartDefect
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from atelier_cli.notify.channels.protocol import SendError
from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import MailServer, Outside
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.record import Record

#: The greatest reply code that says "try again later".
_TRANSIENT = 499


def recipient(person: Person) -> str | None:
    return person.email


def records(_delivery: Delivery, _id: str, _at: datetime) -> tuple[Record, ...]:
    return ()


def send(delivery: Delivery, outside: Outside, at: datetime) -> None:
    server = outside.email
    if server is None:
        raise SendError("there is no mail server: set `[notify.email]`")
    message = _message(delivery, server, outside.org, at)
    try:
        with _connected(server) as connection:
            connection.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        raise _refused(error) from error
    # Python raises a UnicodeError for a name that can be no host.
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise SendError(f"{server.host}:{server.port}: {error}") from error


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    trust = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=trust)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    with connection:
        if server.security == "starttls":
            connection.starttls(context=trust)
        if server.user is not None:
            connection.login(server.user, server.password or "")
        yield connection


def _message(delivery: Delivery, server: MailServer, org: str, at: datetime) -> EmailMessage:
    """The message; raises a final `SendError` for a recipient that is not the address of one."""
    message = EmailMessage(policy=SMTP)
    if not _set(message, "From", server.sender):
        raise SendError(f"`{server.sender}` is no e-mail address: set `[notify.email]`")
    # A name or a second address beside it would be somebody else, whom whoever wrote it chose.
    if not _set(message, "To", delivery.recipient) or message["To"].addresses[0].addr_spec != delivery.recipient:
        raise SendError(f"`{delivery.recipient}` is no e-mail address", final=True)
    try:
        message["Subject"] = delivery.subject
    except (ValueError, IndexError, MessageError) as error:
        raise SendError(f"the subject cannot be sent: {error}", final=True) from error
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{delivery.id}@{org}.atelier>"
    # Machines that answer by themselves leave this one alone (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(delivery.body_text)
    if delivery.body_html is not None:
        message.add_alternative(delivery.body_html, subtype="html")
    return message


def _set(message: EmailMessage, name: str, address: str) -> bool:
    """Sets a header to an address; whether it is the address of one."""
    try:
        message[name] = address
    except (ValueError, IndexError, StopIteration, MessageError):
        return False
    said = message[name]
    # Other letters than ASCII are sent as RFC 6531 has it.
    is_whole = all(isinstance(one, NonASCIILocalPartDefect) for one in said.defects)
    return is_whole and len(said.addresses) == 1 and bool(said.addresses[0].domain)


def _refused(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> SendError:
    """What the server said; a reply of the class 5 is final (RFC 5321, section 4.2.1)."""
    code, said = _reply(error)
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return SendError(f"the mail server says {code}: {text}", final=code > _TRANSIENT)


def _reply(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> tuple[int, bytes | str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    return error.smtp_code, error.smtp_error
