"""What of a value that is written out breaks the bounds of a JSON Schema: lengths, ranges, patterns and constants.

Of what type a value must be, and which members it must have, the types say that `from_schema` makes; here is what they
do not know. A part with a reference in it may be anything, and is passed over.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from atelier_cli.language.patterns import PatternError, compile_pattern
from atelier_cli.language.problems import Problem, Problems, below
from atelier_cli.language.shown import shown
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import ListNode, Literal, MapNode, Node
from atelier_cli.language.values.written import plain_key

RULE = "out-of-bounds"


def schema_bounds(said: Any, schema: Any) -> Problems:
    """The bounds that a value of a sheet breaks; paths start at the value."""
    return tuple(_bounds(parse(said)[0], schema))


def has_bounds(schema: Any) -> bool:
    """Whether a schema sets any bounds at all, as deep as it goes."""
    if isinstance(schema, Mapping):
        return not _HOLDS.keys().isdisjoint(schema) or any(map(has_bounds, schema.values()))
    return isinstance(schema, list) and any(map(has_bounds, schema))


def _bounds(node: Node, schema: Any) -> Iterator[Problem]:
    if not isinstance(schema, Mapping):
        return
    match node:
        case Literal(value):
            yield from _broken(value, schema)
        case ListNode(items):
            yield from _broken(items, schema)
            for i, item in enumerate(items):
                yield from below((i,), _bounds(item, schema.get("items")))
        case MapNode(members):
            schemas = schema.get("properties")
            if isinstance(schemas, Mapping):
                for name, member in members.items():
                    yield from below((name,), _bounds(member, schemas.get(plain_key(name))))


def _broken(value: Any, schema: Mapping[str, Any]) -> Iterator[Problem]:
    for keyword, bound in schema.items():
        holds = _HOLDS.get(keyword)
        expected = None if holds is None else holds(value, bound)
        if expected:
            found = f"{len(value)}" if keyword in _COUNTED else shown(value)
            yield Problem(RULE, f"expected {expected}, found {found}")


#: What is expected of a value by a keyword and what stands behind it, where the value is not so; else nothing.
_Expected = Callable[[Any, Any], str]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range(words: str, holds: Callable[[Any, Any], bool]) -> _Expected:
    def expected(value: Any, bound: Any) -> str:
        are_numbers = _is_number(value) and _is_number(bound)
        return f"{words} {shown(bound)}" if are_numbers and not holds(value, bound) else ""

    return expected


def _count(kind: type, words: str, holds: Callable[[int, Any], bool]) -> _Expected:
    def expected(value: Any, bound: Any) -> str:
        are_right = isinstance(value, kind) and _is_number(bound)
        return words.format(shown(bound)) if are_right and not holds(len(value), bound) else ""

    return expected


def _pattern(value: Any, bound: Any) -> str:
    if not isinstance(value, str) or not isinstance(bound, str):
        return ""
    try:
        return "" if compile_pattern(bound).search(value) is not None else f"text that matches {bound}"
    except PatternError:
        return ""  # a schema that is wrong itself is told where it stands


def _multiple(value: Any, bound: Any) -> str:
    """Decimal, as it is written: 0.3 is a multiple of 0.1."""
    if not _is_number(value) or not _is_number(bound) or bound <= 0:
        return ""
    return f"a multiple of {shown(bound)}" if Decimal(repr(value)) % Decimal(repr(bound)) else ""


def _constant(value: Any, bound: Any) -> str:
    is_plain = isinstance(value, str | int | float | bool) and type(value) is type(bound)
    return shown(bound) if is_plain and value != bound else ""


def _choice(value: Any, bound: Any) -> str:
    """Of choices that are all text, the types tell."""
    are_other = isinstance(bound, list) and not all(isinstance(one, str) for one in bound)
    if not are_other or not isinstance(value, str | int | float | bool):
        return ""
    if any(value == one and isinstance(value, bool) is isinstance(one, bool) for one in bound):
        return ""
    return f"one of {', '.join(map(shown, bound))}"


_COUNTED = frozenset(("minLength", "maxLength", "minItems", "maxItems"))
_HOLDS: Mapping[str, _Expected] = {
    "minimum": _range("at least", lambda value, bound: bool(value >= bound)),
    "maximum": _range("at most", lambda value, bound: bool(value <= bound)),
    "exclusiveMinimum": _range("more than", lambda value, bound: bool(value > bound)),
    "exclusiveMaximum": _range("less than", lambda value, bound: bool(value < bound)),
    "minLength": _count(str, "at least {} characters", lambda size, bound: bool(size >= bound)),
    "maxLength": _count(str, "at most {} characters", lambda size, bound: bool(size <= bound)),
    "minItems": _count(tuple, "at least {} items", lambda size, bound: bool(size >= bound)),
    "maxItems": _count(tuple, "at most {} items", lambda size, bound: bool(size <= bound)),
    "pattern": _pattern,
    "multipleOf": _multiple,
    "const": _constant,
    "enum": _choice,
}
