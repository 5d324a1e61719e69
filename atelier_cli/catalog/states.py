"""The states of an entity type, and those of them that the gates of an action admit."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from atelier_cli.catalog.catalog import Catalog, EntityTypeSymbol
from atelier_cli.catalog.node import Node
from atelier_cli.language.condition.parse import Comparison, Nesting, parse
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import FieldConfig
from atelier_cli.sheet.models.entity import States


class StateField(NamedTuple):
    """The field that holds the state of an entity type, with the moves between its values."""

    states: States
    #: The node that declares the moves: that of the type, or of one it inherits from.
    owner: Node[Any]
    choices: tuple[str, ...]


def state_field(symbol: EntityTypeSymbol, catalog: Catalog) -> StateField | None:
    """Where the state of a type stands; None where it has none, or not all is known of it."""
    return catalog.once(_state_field, symbol.node)


def _state_field(node: Node[Any], catalog: Catalog) -> StateField | None:
    symbol = catalog.entity_types[node.model.entity_type]
    for code in (symbol.code, *symbol.ancestors):
        owner = catalog.entity_types[code].node
        schema = owner.model.schema_
        if schema is not None and schema.states is not None:
            kind = symbol.members.get(schema.states.field)
            # Not all that is declared of the states could be read.
            if kind is None or not kind.choices or owner.is_broken():
                return None
            return StateField(schema.states, owner, kind.choices)
    return None


def admitted(action: Action, state: StateField, when: Any = None) -> tuple[str, ...]:
    """The states in which the gates of an action, and the condition of an edit, let an entity through."""
    left = [
        (config.operator, config.value)
        for config in gates(action)
        if config.subject == "entity" and config.field == state.states.field
    ]
    left.extend(_compared(when, state.states.field))
    found = frozenset(state.choices)
    for operator, said in left:
        found &= _passing(operator, said, state.choices)
    return tuple(one for one in state.choices if one in found)


def gates(action: Action) -> Iterator[FieldConfig]:
    """The comparisons that refuse the action when they do not hold."""
    for criteria in action.submission_criteria:
        config = criteria.config
        if isinstance(config, FieldConfig) and config.enforcement == "gate" and criteria.is_active:
            yield config


def _compared(condition: Any, field: str) -> Iterator[tuple[str, Any]]:
    """What a condition says of a field that holds whenever the condition does."""
    read = None if condition is None else parse(condition)[0]
    parts = read.conditions if isinstance(read, Nesting) and read.combinator == "all" else (read,)
    for part in parts:
        if isinstance(part, Comparison) and part.operator is not None and field in {part.field, _entity(part.left)}:
            yield part.operator, part.right


def _entity(left: Any) -> str:
    return left.removeprefix("$entity.") if isinstance(left, str) else ""


def _passing(operator: str, said: Any, choices: tuple[str, ...]) -> frozenset[str]:
    """The states in which a comparison may hold: all of them where that cannot be told."""
    every = frozenset(choices)
    words = said if isinstance(said, list) else [said]
    if not all(isinstance(word, str) and not word.startswith("$") for word in words):
        return every
    named = every.intersection(words)
    if operator in {"eq", "in"}:
        return named
    return every - named if operator in {"ne", "not_in"} else every
