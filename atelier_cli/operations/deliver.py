"""Delivers what the actions of an organisation have promised to tell."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from atelier_cli.errors import UsageError
from atelier_cli.notify import delivering
from atelier_cli.notify.delivering import Worker
from atelier_cli.notify.outside import Endpoint, MailServer, Outside
from atelier_cli.operations.notify_settings import NotifySettings, Secret
from atelier_cli.operations.settings import Project
from atelier_cli.rows.audit import Delivery


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the deliveries that were made and sent."""

    deliveries: tuple[Delivery, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many are `sent`, `pending` (to be tried again) and `dead`."""
        return Counter(one.state for one in self.deliveries)


def deliver(worker: Worker, outside: Outside) -> Delivered:
    """Makes the deliveries of all events that are due, and sends all deliveries that are.

    It may be called by several at once, and again after it was killed: each message goes out under one id.
    """
    made = delivering.take_up(worker)
    sent = delivering.send(worker, outside)
    return Delivered((*(one for one in made if one.state == "dead"), *sent))


def ways_out(
    project: Project, org: str, show: Callable[[Delivery], None], environment: Mapping[str, str] = os.environ
) -> Outside:
    """The ways out that the settings of a project say; raises `UsageError` for a secret that is not where they say."""
    notify = project.settings.notify

    def secret(said: Secret, key: str) -> str:
        return _secret(said, key, project.root, environment)

    return Outside(org, show, _mail_server(notify, secret), _endpoint(notify, secret))


def _mail_server(notify: NotifySettings, secret: Callable[[Secret, str], str]) -> MailServer | None:
    said = notify.email
    if said is None:
        return None
    password = None if said.password is None else secret(said.password, "notify.email.password")
    return MailServer(said.host, said.port, said.sender, said.security, said.user, password)


def _endpoint(notify: NotifySettings, secret: Callable[[Secret, str], str]) -> Endpoint | None:
    said = notify.webhook
    if said is None:
        return None
    return Endpoint(said.url, secret(said.secret, "notify.webhook.secret").encode(), said.private)


def _secret(said: Secret, key: str, root: Path, environment: Mapping[str, str]) -> str:
    if said.env is not None:
        found = environment.get(said.env, "")
        if not found:
            raise UsageError(f"`{key}`: the environment variable {said.env} is not set", "set it")
        return found
    file = root / (said.file or "")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"`{key}`: {file} cannot be read: {error}", "check the path and the rights on it") from error
