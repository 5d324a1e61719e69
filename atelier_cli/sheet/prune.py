"""Leaves broken parts out of a document's data, so that the rest can still be read and checked."""

from collections.abc import Iterable, Iterator
from typing import Any

from atelier_cli.diagnostics import Path

#: A tree of paths: what is to be left out below a node; None where the node itself is.
_Cuts = dict[str | int, Any]

#: Stands for "everything was left out".
NOTHING: Any = object()


def prune(data: Any, paths: Iterable[Path]) -> tuple[Any, dict[Path, Path], list[Any]]:
    """The data without the nodes at `paths`; where the later items of shortened lists stood; and what was left out.

    Returns `NOTHING` for data when the top itself is left out. The data given is left as it is.
    """
    cuts: _Cuts = {}
    for path in paths:
        if not path:
            return NOTHING, {}, [data]
        _cut(cuts, path)
    moved: dict[Path, Path] = {}
    removed: list[Any] = []
    return _without(data, cuts, ((), ()), moved, removed), moved, removed


def original(path: Path, moved: dict[Path, Path]) -> Path:
    """Where the node at `path` stood before its ancestors moved."""
    if not moved:
        return path
    new: Path = ()
    old: Path = ()
    for step in path:
        new = (*new, step)
        old = moved.get(new, (*old, step))
    return old


def names_in(values: Iterable[Any], naming: frozenset[str]) -> Iterator[str]:
    """The names that are declared, under one of the `naming` keys, anywhere in the values."""
    for value in values:
        if isinstance(value, dict):
            yield from (name for key, name in value.items() if key in naming and isinstance(name, str))
            yield from names_in(value.values(), naming)
        elif isinstance(value, list):
            yield from (name for name in value if isinstance(name, str))
            yield from names_in(value, naming)


def _cut(cuts: _Cuts, path: Path) -> None:
    for step in path[:-1]:
        below = cuts.setdefault(step, {})
        if below is None:
            return
        cuts = below
    cuts[path[-1]] = None


def _without(data: Any, cuts: _Cuts, paths: tuple[Path, Path], moved: dict[Path, Path], removed: list[Any]) -> Any:
    new, old = paths
    if isinstance(data, list):
        kept: list[Any] = []
        for i, item in enumerate(data):
            if i in cuts and cuts[i] is None:
                removed.append(item)
                continue
            here = ((*new, len(kept)), (*old, i))
            if here[0] != here[1]:
                moved[here[0]] = here[1]
            kept.append(_without(item, cuts[i], here, moved, removed) if i in cuts else item)
        return kept
    if isinstance(data, dict):
        removed.extend(data[key] for key, below in cuts.items() if below is None and key in data)
        return {
            key: _without(value, cuts[key], ((*new, key), (*old, key)), moved, removed) if key in cuts else value
            for key, value in data.items()
            if cuts.get(key, {}) is not None
        }
    return data
