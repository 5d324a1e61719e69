"""Mutations: what a plan does to the records of an organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import Key, Record


@dataclass(frozen=True, slots=True)
class Insert:
    """A new record; refused where its key, or what must be unique of it, is taken."""

    plane: Plane
    record: Record


@dataclass(frozen=True, slots=True)
class Update:
    """Columns of a record that get other values."""

    plane: Plane
    record_class: type[Record]
    key: Key
    values: Mapping[str, Any]
    #: What columns must hold until now, such as the version that was read; the update is refused where they do not.
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delete:
    """A record that goes; refused where it is not there."""

    plane: Plane
    record_class: type[Record]
    key: Key


Mutation = Insert | Update | Delete
