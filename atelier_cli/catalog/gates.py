"""What the gates of an action say together, as far as it is written out."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.literals import literal
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import action_roots
from atelier_cli.catalog.states import state_field
from atelier_cli.language.comparison import order
from atelier_cli.language.operators import OPERATORS
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.verdict import Verdict
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import FieldConfig

#: Operators whose verdict on a value is known beforehand; the others compare with what was before, or with the caller.
_PRESENCE = {"is_null", "is_not_null", "is_empty", "is_not_empty"}
_JUDGED = {"eq", "ne", "gt", "gte", "lt", "lte", "in", "not_in", "between", "starts_with", "ends_with", "contains"}
_LOWER = {"gt": True, "gte": False}
_UPPER = {"lt": True, "lte": False}


class Gate(NamedTuple):
    """A comparison of a field with what is written out; the action is refused where it does not hold."""

    criteria: int
    operator: str
    #: None for an operator without a right side.
    value: Any


class Gated(NamedTuple):
    """A field of the target, or a parameter, with all that gates ask of it."""

    subject: str
    field: str
    type: Type
    gates: tuple[Gate, ...]


def gated(node: Node[Action], catalog: Catalog) -> tuple[Gated, ...]:
    """The fields and parameters that gates compare with something written out."""
    found: dict[tuple[str, str], list[Gate]] = {}
    types: dict[tuple[str, str], Type] = {}
    for i, criteria in enumerate(node.model.submission_criteria):
        config = criteria.config
        if not isinstance(config, FieldConfig) or config.enforcement != "gate" or not criteria.is_active:
            continue
        key = (config.subject, config.field)
        if key not in types:
            types[key] = _type_of(config, node, catalog)
        gate = _gate(i, config, types[key])
        if gate is not None:
            found.setdefault(key, []).append(gate)
    return tuple(Gated(*key, types[key], tuple(gates)) for key, gates in found.items())


def _type_of(config: FieldConfig, node: Node[Action], catalog: Catalog) -> Type:
    if config.subject == "parameters":
        return (action_roots(node, catalog)["parameters"].fields or {}).get(config.field, ANY)
    symbol = catalog.entity_types.get(node.model.target_model)
    if config.subject != "entity" or symbol is None or not symbol.is_whole:
        return ANY
    kind = symbol.members.get(config.field, ANY)
    state = state_field(symbol, catalog)
    # An entity has a state from the start.
    return kind.not_null() if state is not None and state.states.field == config.field else kind


def _gate(i: int, config: FieldConfig, kind: Type) -> Gate | None:
    if config.operator in _PRESENCE:
        return Gate(i, config.operator, None)
    wanted = OPERATORS[config.operator].right_type(kind) if config.operator in _JUDGED and kind.name != "any" else None
    value = None if wanted is None else literal(config.value, wanted)
    # What the operator refuses is reported as that.
    makes_sense = value is not None and OPERATORS[config.operator].refuses(kind, value) is None
    return Gate(i, config.operator, value) if makes_sense else None


def contradiction(found: Gated) -> tuple[Gate, Gate | None] | None:
    """The gate that cannot hold beside those before it, with one of those; None where all can hold together."""
    for end in range(1, len(found.gates) + 1 if found.type.name != "any" else 1):
        if not _can_hold(found.gates[:end], found.type):
            return found.gates[end - 1], found.gates[0] if end > 1 else None
    return None


def _can_hold(gates: Sequence[Gate], kind: Type) -> bool:
    absent = [gate for gate in gates if gate.operator == "is_null"]
    if absent:
        return kind.nullable and all(gate.operator in {"is_null", "is_empty"} for gate in gates)
    asked = {gate.operator for gate in gates}
    if "is_empty" in asked and "is_not_empty" in asked:
        return False
    candidates = _candidates(gates, kind)
    if candidates is not None:
        return any(all(holds(gate, one) for gate in gates) for one in candidates)
    return _leaves_room(gates)


def holds(gate: Gate, value: Any) -> bool:
    """Whether a gate lets a value pass."""
    return OPERATORS[gate.operator].evaluate(value, gate.value, Facts()) is Verdict.TRUE


def _candidates(gates: Sequence[Gate], kind: Type) -> list[Any] | None:
    """All values that may pass; None where there are too many to tell."""
    if kind.name == "enum" and kind.choices:
        return list(kind.choices)
    if kind.name == "boolean":
        return [True, False]
    for gate in gates:
        if gate.operator == "eq":
            return [gate.value]
        if gate.operator == "in":
            return list(gate.value)
    return None


def _leaves_room(gates: Sequence[Gate]) -> bool:
    """Whether the least value that is asked for is below the greatest."""
    lows, highs = list(_bounds(gates, _LOWER, 0)), list(_bounds(gates, _UPPER, 1))
    for low, is_above in lows:
        for high, is_below in highs:
            found = order(low, high)
            if found == 1 or (found == 0 and (is_above or is_below)):
                return False
    return True


def _bounds(gates: Sequence[Gate], words: dict[str, bool], end: int) -> Iterator[tuple[Any, bool]]:
    for gate in gates:
        if gate.operator in words:
            yield gate.value, words[gate.operator]
        elif gate.operator == "between" and len(gate.value) == len(("low", "high")):
            yield gate.value[end], False
