"""The values expressions work on, and how they are told apart.

null, bool, int, double, string, list and map are Python's None, bool, int, float, str, list and dict. The others are
here. Instants and spans count nanoseconds, as CEL does; Python's own end at microseconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from atelier_cli.language.expression.errors import EvaluationError


@dataclass(frozen=True, slots=True, order=True)
class Timestamp:
    """An instant, in nanoseconds since 1970 in UTC."""

    nanoseconds: int


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A span of exact time, in nanoseconds."""

    nanoseconds: int


class Record(dict[str, Any]):
    """An object with declared members: reading one that is not there gives null, and `has()` is false for null.

    So CEL treats messages; of a plain map, reading what is not there is an error.
    """

    __slots__ = ()


class Reference(Mapping[str, Any]):
    """A record and its id: equal to the id as a string, and to whatever else refers to the same record."""

    __slots__ = ("id", "members")

    def __init__(self, id: str, members: Record) -> None:
        self.id = id
        self.members = members

    def __getitem__(self, name: str) -> Any:
        return self.members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def __eq__(self, other: object) -> bool:
        return self.id == (other.id if isinstance(other, Reference) else other)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Reference({self.id!r})"


class BoolKey(Enum):
    """true and false as keys of a map: as Python's own they would be the keys 1 and 0."""

    TRUE = True
    FALSE = False


KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "bool",
    int: "int",
    float: "double",
    str: "string",
    list: "list",
    tuple: "list",
    dict: "map",
    Record: "map",
    Reference: "reference",
    Timestamp: "timestamp",
    Duration: "duration",
}


def kind_of(value: Any) -> str:
    """The name of a value's CEL type; `unknown` for what no expression can work on."""
    kind = KINDS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, Mapping):
        return "map"
    if isinstance(value, str):
        return "string"
    return "list" if isinstance(value, Sequence) else "unknown"


def as_key(value: Any) -> Any:
    """A value as a key of a map: a whole double is the int it equals."""
    kind = type(value)
    if kind is str or kind is int or kind is float:
        return value
    if kind is bool:
        return BoolKey.TRUE if value else BoolKey.FALSE
    raise EvaluationError("no-such-overload", f"{kind_of(value)} cannot be a key of a map")


def from_key(key: Any) -> Any:
    return key.value if isinstance(key, BoolKey) else key
