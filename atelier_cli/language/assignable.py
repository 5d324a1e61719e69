"""Which types a value may have that goes where another type is expected."""

from atelier_cli.language.comparison import TEXTS
from atelier_cli.language.members import is_record, record_code
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type

_OPEN = {"any", "json"}
#: By the type that is expected: the other types whose values it holds, or may hold.
_WIDER = {
    "number": {"integer", "decimal", "money", "numeric"},
    "decimal": {"integer", "number", "money", "numeric"},
    "money": {"integer", "number", "decimal", "numeric"},
    "geometry": {"geo_point", "object"},
    "geo_point": {"geometry", "object"},
    "address": {"object", *TEXTS},
    "file": {"object"},
    "object": {"address", "file", "geometry", "geo_point"},
    "user": TEXTS,
    "entity": TEXTS,
    # What the text says is seen when it is there: a form gives a choice or an address as text.
    **{text: {*TEXTS, "user", "entity"} for text in TEXTS},
}
#: Levels of entity types above one; more are a circle.
_MOST_PARENTS = 32


def not_assignable(found: Type, expected: Type, names: Names) -> str | None:
    """Why no value of one type is ever one of the other; None where one may be. Nulls are not looked at."""
    if found.name in _OPEN or expected.name in _OPEN or found.name == "null":
        return None
    if is_record(found) and is_record(expected):
        return None if is_kind_of(record_code(found), record_code(expected), names) else _mismatch(found, expected)
    if found.name == expected.name:
        return _inner_mismatch(found, expected, names)
    return None if found.name in _WIDER.get(expected.name, ()) else _mismatch(found, expected)


def _inner_mismatch(found: Type, expected: Type, names: Names) -> str | None:
    if found.name == "list":
        inner = not_assignable(found.item or ANY, expected.item or ANY, names)
        return None if inner is None else _mismatch(found, expected)
    if found.name == "enum" and found.choices and expected.choices and not {*found.choices} & {*expected.choices}:
        return f"expected one of {', '.join(expected.choices)}, found one of {', '.join(found.choices)}"
    return _member_mismatch(found, expected, names) if found.name == "object" else None


def _member_mismatch(found: Type, expected: Type, names: Names) -> str | None:
    members = found.fields or {}
    for name, wanted in (expected.fields or {}).items():
        if name not in members:
            if wanted.nullable or found.open:
                continue
            return f"expected an object with a member `{name}`, found one without"
        inner = not_assignable(members[name], wanted, names)
        if inner is not None:
            return f"{name}: {inner}"
    return None


def is_kind_of(code: str, wanted: str, names: Names) -> bool:
    """Whether an entity type is another or specialises it; one that is not known may be."""
    if not code or not wanted:
        return True
    kind: str | None = code
    for _ in range(_MOST_PARENTS):
        if kind is None or kind == wanted:
            return kind is not None
        kind = names.parent(kind)
    return False


def _mismatch(found: Type, expected: Type) -> str:
    return f"expected {expected}, found {found}"
