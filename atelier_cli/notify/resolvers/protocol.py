"""What the module of a resolver exposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from atelier_cli.notify.directory import Directory, Person


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a resolver found, and what keeps it from finding more."""

    people: tuple[Person, ...] = ()
    #: Each a sentence without its period: "there is no group `duty-desk`".
    problems: tuple[str, ...] = ()


class Resolver(Protocol):
    """A module that finds the recipients of a notification."""

    def find(self, name: str, payload: Mapping[str, Any], directory: Directory, /) -> Found:
        """Whom to tell; `name` is what follows the colon."""
