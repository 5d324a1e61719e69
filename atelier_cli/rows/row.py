"""The row: what every authored row has, and how a row class states the rest of itself.

A row class is a frozen dataclass below `Row`. Its annotations say the columns, `PARENT` and
`Annotated[..., To(...)]` the foreign keys, `KEY` the natural key within the parent. Tables, fork order, export order
and content are derived from that.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

ResultT = TypeVar("ResultT")

#: A JSON value: what names other things in it names them by key, never by id.
Json = Any

#: A row's natural keys from the top of its plane down: those of its parents, then its own.
Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class To:
    """Marks a field that names a row of another class by its key."""

    row_class: str
    #: How many leading keys of the row's own address the target's address shares.
    within: int = 0


@dataclass(frozen=True, slots=True)
class Unordered:
    """Marks a list whose order says nothing: it is kept sorted, and compared and merged as a set."""


#: A list of words whose order says nothing.
Words = Annotated[tuple[str, ...], Unordered()]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a row was written: a file, a JSON pointer into it, and a 1-based line."""

    file: str
    pointer: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One authored row, without ids: whose it is and where it was written; its class adds what it says."""

    #: The table's name.
    TABLE: ClassVar[str]
    #: `vocabulary` rows live in the system plane and are only referred to; `template` rows live in every other plane.
    PLANE: ClassVar[Literal["vocabulary", "template"]] = "template"
    #: Whether a fork copies rows of this class.
    FORKABLE: ClassVar[bool] = True
    #: The class of the row that this one belongs to, if any.
    PARENT: ClassVar["type[Row] | None"] = None
    #: The fields that name the row among its siblings.
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    #: Whether the place among the siblings is part of what the row says.
    ORDERED: ClassVar[bool] = True
    #: Whether the rows are computed from other rows of the plane, so that no sheet writes them.
    DERIVED: ClassVar[bool] = False
    #: Whether an older row stays beside the new one when the content changes (only the newest is current).
    VERSIONED: ClassVar[bool] = False
    #: Whether the store counts how many plans have touched the row or one that belongs to it.
    COUNTED: ClassVar[bool] = False

    address: Address
    order: int = 0
    is_active: bool = True
    #: The code of the application or vocabulary whose sheet wrote the row.
    owner: str
    source: SourceRef | None = None
    #: The address that the row had before, when the sheet says that it was renamed.
    renamed_from: Address | None = None


#: The fields that say where a row stands, not what it says.
ENVELOPE: tuple[str, ...] = tuple(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row class that holds a value."""

    name: str
    type: Literal["text", "integer", "boolean", "json"]
    nullable: bool = False
    unordered: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of a row class that names a row of another class: in the table, a foreign key."""

    name: str
    target: str
    within: int
    nullable: bool = False

    @property
    def column(self) -> str:
        return f"{self.name}_id"

    def address(self, row: Row) -> Address | None:
        """The address of the row that `row` names here; None where it names none."""
        key = getattr(row, self.name)
        return None if key is None else (*row.address[: self.within], key)


def once_a_class(work: Callable[[type[Row]], ResultT]) -> Callable[[type[Row]], ResultT]:
    """The same function, which does its work once for each row class."""
    return cast("Callable[[type[Row]], ResultT]", cache(work))  # mypy takes the hash of the rows for that of the class


@once_a_class
def row_class_name(row_class: type[Row]) -> str:
    """The name of a row class in addresses and messages: `action_type` for `ActionType`."""
    name = row_class.__name__
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


@once_a_class
def members(row_class: type[Row]) -> tuple[Column | Reference, ...]:
    """The columns and references that a row class declares beyond the envelope, in order."""
    hints = get_type_hints(row_class, include_extras=True)
    names = (field.name for field in fields(row_class) if field.name not in ENVELOPE)
    return tuple(_member(name, hints[name]) for name in names)


@once_a_class
def columns(row_class: type[Row]) -> tuple[Column, ...]:
    return tuple(member for member in members(row_class) if isinstance(member, Column))


@once_a_class
def references(row_class: type[Row]) -> tuple[Reference, ...]:
    return tuple(member for member in members(row_class) if isinstance(member, Reference))


def parent_column(row_class: type[Row]) -> str | None:
    """The name of the foreign key to the parent; None for a class at the top of its plane."""
    return None if row_class.PARENT is None else f"{row_class_name(row_class.PARENT)}_id"


def own_keys(row: Row) -> Address:
    """The part of the address that names the row among its siblings."""
    return row.address[-len(row.KEY) :]


def _member(name: str, hint: Any) -> Column | Reference:
    hint, nullable = _without_none(hint)
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    for mark in marks:
        if isinstance(mark, To):
            return Reference(name, mark.row_class, mark.within, nullable)
    plain = get_args(hint)[0] if marks else hint
    unordered = any(isinstance(mark, Unordered) for mark in marks)
    if plain is str:
        return Column(name, "text", nullable)
    if plain is bool:
        return Column(name, "boolean", nullable)
    if plain is int:
        return Column(name, "integer", nullable)
    return Column(name, "json", nullable or plain is Any, unordered)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in {UnionType, Union}:
        return hint, False
    rest = [one for one in get_args(hint) if one is not NoneType]
    return rest[0], len(rest) < len(get_args(hint))
