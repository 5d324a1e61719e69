"""The values that a parameter is chosen from."""

from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.compiled import CompiledCondition
from atelier_cli.actions.reader import Query
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import ANY, Type


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is written in the sheet, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Options:
    """Exactly one of: choices that are written, a setting, a live query."""

    choices: tuple[Choice, ...] = ()
    #: The key of a setting that is a list.
    setting: str | None = None
    #: The type of the entities, and which of them.
    entity_type: str | None = None
    filter: CompiledCondition | None = None
    #: The member of the entities that is stored, and its type; and the one that people read.
    value: str = "id"
    value_type: Type = ANY
    label: str | None = None

    def query(self, scope: Scope, only: Any = None) -> Query | None:
        """What a reader is asked for: all that is offered, or one value alone; None where nothing is read live."""
        if self.entity_type is None:
            return None
        return Query(self.entity_type, self.filter, self.value, self.value_type, self.label, scope, only)
