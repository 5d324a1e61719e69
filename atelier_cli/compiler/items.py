"""List items on their way to rows and back: their keys, their places, and what they say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

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

    def row(
        self, row_class: type[RowT], item: BaseModel, path: Path, address: Address, *, order: int = 0, **overrides: Any
    ) -> RowT:
        """The row of a class that says what the item says; `overrides` replace single fields."""
        return row_class(
            address=address,
            owner=self.owner,
            source=self.source(path),
            order=order if row_class.ORDERED else 0,
            is_active=overrides.pop("is_active", item.is_active if isinstance(item, Named) else True),
            renamed_from=_renamed(row_class, item, address),
            **{**said(row_class, item), **overrides},
        )

    def source(self, path: Path) -> SourceRef:
        place = self.parsed.place(path)
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place.path)
        return SourceRef(place.source, pointer, self.parsed.document.locate(place).start.line)


def placed(items: Iterable[ItemT], path: Path) -> Iterator[tuple[ItemT, Path, int]]:
    """Each item with its path and its place among its siblings, from 1."""
    for i, item in enumerate(items):
        yield item, (*path, i), i + 1 if item.order is None else item.order


def keys(items: Iterable[BaseModel], source: str) -> list[str]:
    """The key of each item: its own, or the value of its field `source`, with `-2`, `-3` on repeats."""
    items = list(items)
    taken = {key for item in items if (key := getattr(item, "key", None)) is not None}
    found = []
    for item in items:
        key = getattr(item, "key", None)
        if key is None:
            base = key_after(item, source)
            key, repeat = base, 2
            while key in taken:
                key, repeat = f"{base}-{repeat}", repeat + 1
            taken.add(key)
        found.append(key)
    return found


def key_after(item: BaseModel, source: str) -> str:
    """The key that an item takes from its field `source`."""
    return str(getattr(item, source)).replace(".", "-")


def said(row_class: type[Row], item: BaseModel) -> dict[str, Any]:
    """The fields of the row class that the item has too, as JSON values."""
    fields: dict[str, Any] = {}
    for member in members(row_class):
        for name in (member.name, f"{member.name}_"):
            if name in type(item).model_fields:
                value = plain(getattr(item, name))
                unordered = isinstance(member, Column) and member.unordered
                fields[member.name] = tuple(sorted(set(value))) if unordered else value
    return fields


def plain(value: Any) -> Any:
    """The value as JSON: models as mappings without what they leave at its default."""
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_defaults=True)
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def _renamed(row_class: type[Row], item: BaseModel, address: Address) -> Address | None:
    former = item.renamed_from if isinstance(item, Named) else None
    return None if former is None or row_class.DERIVED else (*address[:-1], former)
