"""What constraints and criteria may ask of the store while they judge: read-only, of the moment of the submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from atelier_cli.actions.compiled import CompiledCondition
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type
from atelier_cli.language.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as a condition reads it."""

    #: The code of its own type, which may be below the one that was asked for.
    type: str
    #: By field key and relation code, with its `id`.
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """Which entities a parameter offers, in which scope its filter is read."""

    entity_type: str
    filter: CompiledCondition | None
    #: The member that is stored, and its type; and the one that people read.
    value: str
    value_type: Type
    label: str | None
    scope: Scope
    #: Only the entities whose `value` is this one; None for all.
    only: Any = None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a parameter offers, and what people read."""

    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a path, all those of that name, followed forward or backward."""

    #: The ids of the relations.
    relations: tuple[str, ...]
    forward: bool


class Reader(Protocol):
    """Reads what the frozen snapshot does not hold."""

    def entity(self, id_: str, /) -> Found | None:
        """The entity of that id; None where there is none."""
        ...

    def options(self, query: Query, limit: int, /) -> Sequence[Option]:
        """The first of the values that are offered, by label, at most as many as said."""
        ...

    def taken(self, entity_type: str, field: str, value: Any, /) -> str | None:
        """The id of an entity of the type, or of one below it, whose field or relation has the value already.

        The value is of the field's type; None where nobody has it.
        """
        ...

    def reach(self, start: str, path: Sequence[Step], target: str, budget: int, /) -> Verdict:
        """Whether a path leads from one entity to the other; UNEVALUABLE where the budget of links was not enough."""
        ...
