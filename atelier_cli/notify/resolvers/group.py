"""Everybody in a group: `group:duty-desk`."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.notify.directory import Directory
from atelier_cli.notify.resolvers.protocol import Found


def find(name: str, _payload: Mapping[str, Any], directory: Directory) -> Found:
    people = directory.in_group(name)
    if people is None:
        return Found(problems=(f"there is no group `{name}`",))
    return Found(people) if people else Found(problems=(f"nobody is in the group `{name}`",))
