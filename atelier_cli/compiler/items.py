"""List items on their way to rows and back: their keys, their places, and what they say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from atelier_cli.compiler.canonical import plain
from atelier_cli.diagnostics import Path
from atelier_cli.rows.row import Address, Column, Row, SourceRef, members
from atelier_cli.sheet.models.base import Item, Named
from atelier_cli.sheet.parse import Parsed

RowT = TypeVar("RowT", bound=Row)
ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the rows of one file: it knows whose they are and where each was written."""

    parsed: Parsed
    owner: str
    #: The JSON pointers of the lists that items were written from.
    _pointers: dict[Path, str] = field(default_factory=dict)

    def row(
        self, row_class: type[RowT], item: BaseModel, path: Path, address: Address, *, order: int = 0, **overrides: Any
    ) -> RowT:
        """The row of a class that says what the item says; `overrides` replace single fields."""
        named = (
            {"is_active": item.is_active, "renamed_from": _renamed(item, address)} if isinstance(item, Named) else {}
        )
        return row_class(
            address=address,
            owner=self.owner,
            source=self.source(path),
            order=order if row_class.ORDERED else 0,
            **{**named, **said(row_class, item), **overrides},
        )

    def source(self, path: Path) -> SourceRef:
        place = self.parsed.place(path).path
        above = self._pointers.get(place[:-1])
        if above is None:
            above = self._pointers[place[:-1]] = "".join(map(_token, place[:-1]))
        document = self.parsed.document
        return SourceRef(document.name, f"{above}{_token(place[-1])}", document.line_of(place))


def _token(step: str | int) -> str:
    """A step of a path as a token of a JSON pointer (RFC 6901)."""
    return f"/{step}" if isinstance(step, int) else f"/{step.replace('~', '~0').replace('/', '~1')}"


def placed(items: Iterable[ItemT], path: Path) -> Iterator[tuple[ItemT, Path, int]]:
    """Each item with its path and its place among its siblings, from 1."""
    for i, item in enumerate(items):
        yield item, (*path, i), i + 1 if item.order is None else item.order


def said(row_class: type[Row], item: BaseModel) -> dict[str, Any]:
    """The fields of the row class that the item has too, as JSON values."""
    fields: dict[str, Any] = {}
    for name, attribute, unordered in _shared(row_class, type(item)):
        value = getattr(item, attribute)
        fields[name] = tuple(sorted(set(value))) if unordered else plain(value)
    return fields


#: What each row class and model share, worked out once.
_SHARED: dict[tuple[type[Row], type[BaseModel]], tuple[tuple[str, str, bool], ...]] = {}


def _shared(row_class: type[Row], model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """The fields that a row class and a model both have: its name in either, and whether it is an unordered list."""
    known = _SHARED.get((row_class, model))
    if known is None:
        known = _SHARED[row_class, model] = tuple(
            (member.name, name, isinstance(member, Column) and member.unordered)
            for member in members(row_class)
            for name in (member.name, f"{member.name}_")
            if name in model.model_fields
        )
    return known


def _renamed(item: Named, address: Address) -> Address | None:
    return None if item.renamed_from is None else (*address[:-1], item.renamed_from)
