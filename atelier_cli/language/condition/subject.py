"""The record whose fields a condition reads by `field`."""

from dataclasses import dataclass
from typing import Any

from atelier_cli.language.operators.protocol import UNKNOWN
from atelier_cli.language.types import ANY, Type


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with its type; with what it was before, where a plan has changed it."""

    record: Any = None
    type: Type = ANY
    #: The record before the action; UNKNOWN where nothing was planned yet.
    before: Any = UNKNOWN


NO_SUBJECT = Subject()
