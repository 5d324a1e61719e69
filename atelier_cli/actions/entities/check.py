"""Values of fields, checked against their types: what is stored of them, and what is wrong with them."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind, FieldKind, Ontology
from atelier_cli.diagnostics import Severity
from atelier_cli.language.coerce import coerce
from atelier_cli.language.json_schema import Check, compile_schema
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import Type
from atelier_cli.rows.content import canonical_json


def check(kind: EntityKind, name: str, value: Any, known: Ontology) -> tuple[Any, Problems]:
    """The value of a field as the store holds it, and what is wrong with it; of a faulty value the first part is None.

    Null is checked too: a required field cannot be without a value. Whether an entity or a person that it names exists
    is not: see `named`. Paths start at the name of the field.
    """
    field = kind.fields.get(name)
    if field is None:
        return None, (unknown_member(kind, name),)
    stored, problems = _check(field, value, known)
    return stored, below((name,), problems)


def unknown_member(kind: EntityKind, name: str) -> Problem:
    """What is wrong with a name that is no field or relation of a type."""
    settable = (*kind.fields, *kind.relations, *kind.reverse)
    message, hint = unknown("field", name, settable)
    return Problem("unknown-field", f"{message} on entity `{kind.code}`", (name,), help=hint, known=settable)


def named(type_: Type, value: Any) -> Iterator[tuple[str, str]]:
    """The ids of entities that a checked value names, each with the type that the entity has to be of, or nothing."""
    if value is None:
        return
    if type_.name in {"entity", "user"}:
        yield value, "user" if type_.name == "user" else type_.entity_type
    elif type_.name == "list" and type_.item is not None:
        for item in value:
            yield from named(type_.item, item)


def _check(field: FieldKind, value: Any, known: Ontology) -> tuple[Any, Problems]:
    if value is None:
        if not field.required or field.deprecated:
            return None, ()
        message = f"expected a value of type {field.type}, found none: the field is required"
        return None, (Problem("missing-value", message),)
    coerced, problems = coerce(value, field.held)
    if problems:
        return None, problems
    stored = _plain(to_json(coerced, field.held), field.held)
    problems = (*unstorable(stored), *_of_schema(field, stored), *_roles(field.held, coerced, known))
    if not problems and field.precision is not None:
        stored, problems = _precise(stored, field.precision)
    if problems:
        return None, problems
    return stored, (_deprecated(field),) if field.deprecated else ()


def _plain(value: Any, type_: Type) -> Any:
    """The value with the id of a record in place of the record."""
    if type_.name in {"entity", "user"}:
        return value["id"] if isinstance(value, Mapping) else value
    if type_.name == "list" and type_.item is not None:
        return [_plain(item, type_.item) for item in value]
    return value


def unstorable(value: Any) -> Problems:
    """What is wrong with text that no database keeps: coercion looks at declared text only."""
    text = json.dumps(value)
    if "\\u0000" in text or any(f"\\ud{digit}" in text for digit in "89abcdef"):
        return tuple(_unstorable_parts(value))
    return ()


def _unstorable_parts(value: Any) -> Iterator[Problem]:
    match value:
        case str():
            if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
                yield Problem("wrong-type", "expected text that can be stored, found a NUL or half of a surrogate pair")
        case list():
            for i, item in enumerate(value):
                yield from below((i,), _unstorable_parts(item))
        case dict():
            for key, item in value.items():
                yield from _unstorable_parts(key)
                yield from below((key,), _unstorable_parts(item))
        case _:
            pass


def _of_schema(field: FieldKind, value: Any) -> Problems:
    return () if field.schema is None else _compiled(canonical_json(field.schema))(value)


@lru_cache(maxsize=256)
def _compiled(schema: str) -> Check:
    """The check of a schema; what is wrong with the schema itself is for lint to say."""
    return compile_schema(json.loads(schema))[0]


def _roles(type_: Type, value: Any, known: Ontology) -> Problems:
    if type_.name == "role" and value not in known.roles:
        message, hint = unknown("role", value, known.roles)
        return (Problem("unknown-role", message, help=hint),)
    if type_.name == "list" and type_.item is not None:
        item = type_.item
        return tuple(one for i, part in enumerate(value) for one in below((i,), _roles(item, part, known)))
    return ()


def _precise(stored: Any, precision: int) -> tuple[Any, Problems]:
    """The amount, or the amounts, with so many digits after the point; more of them are refused, never rounded."""
    if isinstance(stored, list):
        found = [_precise(one, precision) for one in stored]
        return [one for one, _ in found], tuple(
            one for i, (_, faults) in enumerate(found) for one in below((i,), faults)
        )
    whole, _, digits = stored.partition(".")
    digits = digits.rstrip("0")
    if len(digits) > precision:
        message = f"expected at most {precision} digits after the point, found {stored}"
        return None, (Problem("wrong-type", message),)
    return f"{whole}.{digits:0<{precision}}" if precision else whole, ()


def _deprecated(field: FieldKind) -> Problem:
    return Problem(
        "deprecated-field",
        f"`{field.key}` is deprecated",
        help="write the field that takes its place",
        severity=Severity.WARNING,
    )
