"""One person, by key: `user:ana`."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.notify.directory import Directory
from atelier_cli.notify.resolvers.protocol import Found


def find(name: str, _payload: Mapping[str, Any], directory: Directory) -> Found:
    person = directory.person(name)
    return Found(problems=(f"there is no person `{name}`",)) if person is None else Found((person,))
