"""Planes: a plane is the organisation that a row belongs to, never a branch in the code."""

from dataclasses import dataclass, field
from typing import Literal

from atelier_cli import names
from atelier_cli.rows.row import Address, Row

PlaneKind = Literal["system", "template", "tenant"]

#: Template planes are called `template_municipality`; on the command line also just `municipality`.
TEMPLATE_PREFIX = "template_"


@dataclass(frozen=True, slots=True)
class Plane:
    """An organisation: the one system plane, a template, or a tenant."""

    id: str
    key: str
    kind: PlaneKind
    #: The key of the template that a tenant was forked from, once it was.
    forked_from: str | None = None


def plane(key: str, kind: PlaneKind) -> Plane:
    """The plane of that key, with its computed id."""
    return Plane(names.org_id(key), key, kind)


#: The vocabulary plane: what every other plane may refer to.
SYSTEM = plane("system", "system")


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row as the store has it: with its id and its lineage."""

    id: str
    row: Row
    content_hash: str
    #: Of a forked row: the id of the template row it was copied from.
    lineage_id: str | None = None
    #: Of a forked row: the template row's content hash when it was copied or last upgraded.
    base_hash: str | None = None
    #: Of a version: its number under its parent, from 1.
    number: int | None = None
    #: Of what is counted: how many plans have touched it or what belongs to it, its addition being the first.
    version: int | None = None


@dataclass(frozen=True, slots=True)
class StoredPlane:
    """All authored rows of a plane; of versioned rows and what belongs to them, the current ones only."""

    plane: Plane
    rows: dict[type[Row], dict[Address, StoredRow]]
    #: Ids in use by rows that are not among `rows`: superseded versions and their children.
    superseded: frozenset[str] = frozenset()
    #: The highest version number in use under each parent, by the parent's address and the versioned class.
    numbers: dict[tuple[type[Row], Address], int] = field(default_factory=dict)

    def of(self, row_class: type[Row]) -> dict[Address, StoredRow]:
        return self.rows.get(row_class, {})

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.rows.values())
