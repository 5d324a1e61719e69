"""Nodes: the parts of a sheet that rules look at, each with its path and what it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, cast

from atelier_cli.diagnostics import Path, Place
from atelier_cli.sheet.models.base import Model
from atelier_cli.sheet.parse import Parsed

ModelT_co = TypeVar("ModelT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Node(Generic[ModelT_co]):
    """A part of a sheet or vocabulary: a model of the language, where it stands, and the node around it."""

    model: ModelT_co
    path: Path
    parsed: Parsed
    parent: "Node[Any] | None" = None

    def at(
        self, *below: str | int, part: Literal["key", "value"] = "value", within: tuple[int, int] | None = None
    ) -> Place:
        """The place of something below this node."""
        return self.parsed.place((*self.path, *below), part, within)

    def is_same(self, other: "Node[Any]") -> bool:
        return self.model is other.model

    def around(self, kind: type[Any]) -> "Node[Any] | None":
        """The nearest node of a kind that this one stands in; itself if it is one."""
        node: Node[Any] | None = self
        while node is not None and not isinstance(node.model, kind):
            node = node.parent
        return node


def walk(parsed: Parsed) -> Iterator[Node[Model]]:
    """Every model of a file as a node, each after the one it stands in."""
    if parsed.model is not None:
        yield from _walk(Node(parsed.model, (), parsed))


def _walk(node: Node[Any]) -> Iterator[Node[Model]]:
    yield cast("Node[Model]", node)
    for name, key in _parts(type(node.model)):
        value = getattr(node.model, name)
        if isinstance(value, Model):
            yield from _walk(Node(value, (*node.path, key), node.parsed, node))
        elif isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, Model):
                    yield from _walk(Node(item, (*node.path, key, i), node.parsed, node))


#: The fields of each model that may hold models, with their keys: worked out once.
_PARTS: dict[type[Model], tuple[tuple[str, str], ...]] = {}
_PLAIN = {str, int, bool, float, str | None, int | None, bool | None, Any, dict[str, Any], list[str]}


def _parts(model: type[Model]) -> tuple[tuple[str, str], ...]:
    known = _PARTS.get(model)
    if known is None:
        known = _PARTS[model] = tuple(
            (name, info.alias or name) for name, info in model.model_fields.items() if info.annotation not in _PLAIN
        )
    return known
