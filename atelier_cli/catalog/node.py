"""Nodes: the parts of a sheet that rules look at, each with its path and what it stands in."""

from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar, get_args

from atelier_cli.diagnostics import Path, Place
from atelier_cli.frozen import frozen
from atelier_cli.language.words import Model
from atelier_cli.sheet.parse import Parsed

ModelT_co = TypeVar("ModelT_co", covariant=True)


@frozen
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

    def lacks(self, *below: str | int) -> bool:
        """Whether something could not be read below this node that may have declared any name there."""
        gaps = self.parsed.gaps
        return bool(gaps) and self.at(*below).path in gaps

    def is_broken(self) -> bool:
        """Whether something in it, however deep, could not be read."""
        broken = self.parsed.broken
        return bool(broken) and self.at().path in _around(broken)

    def is_same(self, other: "Node[Any]") -> bool:
        return self.model is other.model

    def around(self, kind: type[Any]) -> "Node[Any] | None":
        """The nearest node of a kind that this one stands in; itself if it is one."""
        node: Node[Any] | None = self
        while node is not None and not isinstance(node.model, kind):
            node = node.parent
        return node


@lru_cache(maxsize=256)  # a set keeps its hash, so that asking again costs nothing
def _around(broken: frozenset[Path]) -> frozenset[Path]:
    """The paths to all that something broken stands in."""
    return frozenset(path[:end] for path in broken for end in range(len(path) + 1))


def walk(parsed: Parsed) -> list[Node[Model]]:
    """Every model of a file as a node, each after the one it stands in."""
    found: list[Node[Any]] = []
    if parsed.model is not None:
        _walk(Node(parsed.model, (), parsed), found)
    return found


def _walk(node: Node[Any], found: list[Node[Any]]) -> None:
    found.append(node)
    model, path, parsed = node.model, node.path, node.parsed
    for name, key in _parts(type(model)):
        value = getattr(model, name)
        if isinstance(value, Model):
            _walk(Node(value, (*path, key), parsed, node), found)
        elif isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, Model):
                    _walk(Node(item, (*path, key, i), parsed, node), found)


#: The fields of each model that may hold models, with their keys: worked out once.
_PARTS: dict[type[Model], tuple[tuple[str, str], ...]] = {}


def _parts(model: type[Model]) -> tuple[tuple[str, str], ...]:
    known = _PARTS.get(model)
    if known is None:
        known = _PARTS[model] = tuple(
            (name, info.alias or name) for name, info in model.model_fields.items() if _holds_models(info.annotation)
        )
    return known


def _holds_models(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Model):
        return True
    return any(_holds_models(part) for part in get_args(hint))
