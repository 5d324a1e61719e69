"""Makes an example of what a JSON Schema describes: always the same one for the same schema."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from math import ceil
from typing import Any

#: How long an example may be: a schema that asks for more gets none that satisfies it.
_LONGEST = 1_000
_FORMATS = {
    "date": "2026-01-15",
    "date-time": "2026-01-15T09:00:00Z",
    "time": "09:00:00Z",
    "duration": "P1D",
    "email": "someone@example.org",
    "uri": "https://example.org/",
    "uri-reference": "/",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.org",
}


def example(schema: Any, name: str = "text") -> Any:
    """A value that satisfies the schema, as far as one can be made: whoever uses it checks it.

    What the schema itself offers comes first: `const`, `examples`, `default`, `enum`. Text is called after its member.
    """
    with suppress(_EndlessError):
        return _example(schema, name, schema, frozenset())
    return None


class _EndlessError(Exception):
    """What is to be made an example of refers to itself."""


def _example(schema: Any, name: str, top: Any, within: frozenset[str]) -> Any:
    """The example of a part of the schema `top`; `within` are the references that lead there."""
    schema, within = _flat(schema, top, within)
    for key, pick in _OFFERED:
        if key in schema:
            return pick(schema[key])
    kind = _kind(schema)
    match kind:
        case "object":
            return _object(schema, top, within)
        case "array":
            return _array(schema, name, top, within)
        case _:
            return _SCALARS[kind](schema, name)


#: What a schema offers, and which of it is taken.
_OFFERED: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("const", lambda said: said),
    ("examples", lambda said: said[0] if isinstance(said, list) and said else None),
    ("default", lambda said: said),
    ("enum", lambda said: said[0]),
)


def _flat(schema: Any, top: Any, within: frozenset[str]) -> tuple[dict[str, Any], frozenset[str]]:
    """The schema with its `$ref`, all of `allOf`, and one of `anyOf` and `oneOf`, drawn into it.

    With it come the references that led there. Raises `_EndlessError` where one leads to where it is from.
    """
    if not isinstance(schema, Mapping):
        return {}, within
    found: dict[str, Any] = {}
    parts: list[Any] = []
    if "$ref" in schema:
        reference = str(schema["$ref"])
        if reference in within:
            raise _EndlessError
        within |= {reference}
        parts.append(_target(reference, top))
    parts += schema.get("allOf", [])
    parts += [_choice(schema[key], within) for key in ("anyOf", "oneOf") if schema.get(key)]
    flat: list[Mapping[str, Any]] = []
    for part in parts:
        drawn, within = _flat(part, top, within)
        flat.append(drawn)
    for one in (*flat, schema):
        found = {
            **found,
            **one,
            "properties": {**found.get("properties", {}), **one.get("properties", {})},
            "required": [*found.get("required", []), *one.get("required", [])],
        }
    return {key: value for key, value in found.items() if value or key not in {"properties", "required"}}, within


def _choice(schemas: list[Any], within: frozenset[str]) -> Any:
    """The first of the schemas that does not lead back; else the first."""
    ahead = (one for one in schemas if not (isinstance(one, Mapping) and one.get("$ref") in within))
    return next(ahead, schemas[0])


def _target(reference: str, top: Any) -> Any:
    """What a reference into the schema itself leads to; one to itself alone is nothing."""
    at = top
    for name in reference.removeprefix("#").split("/")[1:]:
        at = at.get(name.replace("~1", "/").replace("~0", "~"), {}) if isinstance(at, Mapping) else {}
    return {} if isinstance(at, Mapping) and at.get("$ref") == reference else at


def _kind(schema: Mapping[str, Any]) -> str:
    said = schema.get("type")
    if isinstance(said, list):
        return next((str(kind) for kind in said if kind != "null"), "null")
    if isinstance(said, str):
        return said
    hints = {"object": ("properties", "required"), "array": ("items", "prefixItems"), "number": ("minimum", "maximum")}
    return next((kind for kind, keys in hints.items() if any(key in schema for key in keys)), "string")


def _object(schema: Mapping[str, Any], top: Any, within: frozenset[str]) -> dict[str, Any]:
    members = schema.get("properties", {})
    made = {}
    for name in dict.fromkeys((*members, *schema.get("required", []))):
        with suppress(_EndlessError):
            made[name] = _example(members.get(name, {}), name, top, within)
    return made


def _array(schema: Mapping[str, Any], name: str, top: Any, within: frozenset[str]) -> list[Any]:
    made = []
    with suppress(_EndlessError):
        made += [_example(item, name, top, within) for item in schema.get("prefixItems", [])]
        wanted = min(max(schema.get("minItems", 0), 1), _LONGEST)
        if len(made) < wanted:
            more = [_example(schema.get("items", {}), name, top, within)] * (wanted - len(made))
            made += _apart(more) if schema.get("uniqueItems") else more
    return made


def _apart(items: list[Any]) -> list[Any]:
    """The items, each different from the others where that is easily done."""
    if isinstance(items[0], str):
        return [item if i == 0 else f"{item} {i + 1}" for i, item in enumerate(items)]
    if isinstance(items[0], int | float) and not isinstance(items[0], bool):
        return [item + i for i, item in enumerate(items)]
    return items


def _string(schema: Mapping[str, Any], name: str) -> str:
    known = _FORMATS.get(str(schema.get("format", "")))
    if known is not None:
        return known
    text = name.replace("_", " ")
    shortest, longest = min(schema.get("minLength", 0), _LONGEST), schema.get("maxLength")
    while len(text) < shortest:
        text += f" {text}"
    return text if longest is None else text[:longest]


def _number(schema: Mapping[str, Any], step: float) -> Any:
    """The least number above the lower bound, else the greatest below the upper one, else one."""
    unit = schema.get("multipleOf", step)
    low, high = schema.get("minimum"), schema.get("maximum")
    if "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + unit
    if "exclusiveMaximum" in schema:
        high = schema["exclusiveMaximum"] - unit
    if low is not None:
        found = ceil(low / unit) * unit
        # Between two bounds that are close, half way is inside where one unit further is not.
        return found if high is None or found <= high else (low + high) / 2
    if high is not None and high < unit:
        return (high // unit) * unit
    return unit


_SCALARS: dict[str, Callable[[Mapping[str, Any], str], Any]] = {
    "string": _string,
    "integer": lambda schema, _name: int(_number(schema, 1)),
    "number": lambda schema, _name: _number(schema, 1),
    "boolean": lambda _schema, _name: True,
    "null": lambda _schema, _name: None,
}
