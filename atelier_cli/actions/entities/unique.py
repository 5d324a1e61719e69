"""Unique constraints: what an entity takes of each, as a hash of its typed values.

Values that are equal have one hash: `1` and `1.0` as numbers, an instant whatever its offset. Where one of the values
is null, nothing is taken, as in SQL.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind, UniqueConstraint
from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import Duration
from atelier_cli.language.instants import format_instant
from atelier_cli.language.types import Type
from atelier_cli.rows.content import canonical_json
from atelier_cli.rows.entity import EntityUnique


def uniques(kind: EntityKind, id: str, values: Mapping[str, Any]) -> Iterator[tuple[UniqueConstraint, EntityUnique]]:
    """What an entity takes of the constraints of its type; `values` are those of its fields, and where relations lead.

    A constraint over a name that the type does not have takes nothing.
    """
    for constraint in kind.uniques:
        said = [_value(kind, name, values) for name in constraint.names]
        if None not in said:
            hashed = hashlib.sha256(canonical_json(said).encode()).hexdigest()
            record = EntityUnique(
                type_id=constraint.type_id, constraint_key=constraint.key, value_hash=hashed, entity_id=id
            )
            yield constraint, record


def _value(kind: EntityKind, name: str, values: Mapping[str, Any]) -> Any:
    field = kind.fields.get(name)
    return values.get(name) if field is None else _canonical(values.get(name), field.held)


def _canonical(value: Any, type_: Type) -> Any:  # noqa: PLR0911  # one a kind of value
    """The value as JSON in the one form that all values equal to it have."""
    coerced, problems = coerce(value, type_.or_null())
    if problems:
        return value
    match coerced:
        case bool() | str() | None:
            return coerced
        case int() | float() | Decimal():
            return _number(coerced)
        case datetime():
            return format_instant(coerced)
        case date() | time():
            return coerced.isoformat()
        case Duration():
            return [coerced.months, coerced.rest // timedelta(microseconds=1)]
        case _:
            return coerced


def _number(value: float | Decimal) -> str:
    """The number's exact decimal text without needless digits: `12.5` for `12.50`."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    whole, _, digits = format(exact, "f").partition(".")
    digits = digits.rstrip("0")
    text = f"{whole}.{digits}" if digits else whole
    return "0" if text == "-0" else text
