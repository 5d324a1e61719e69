"""Finds out of each finding which ignore covers it, and of each ignore what it has been good for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from atelier_cli.diagnostics import Position
from atelier_cli.frozen import frozen
from atelier_cli.sheet.ignores import Ignore, Name, Scope


class Spot(NamedTuple):
    """Where a finding of a rule starts."""

    start: Position
    rule: str


@frozen
class Cover:
    """The ignores of a document that apply, and what they have been good for so far."""

    #: Those that apply.
    ignores: tuple[Ignore, ...]
    #: The names in them that have ignored something.
    used: set[Name] = field(default_factory=set)

    def covering(self, spots: Sequence[Spot]) -> list[Ignore | None]:
        """The ignore that covers each of the spots, which come in the order of the text: the innermost."""
        lines: dict[int, list[Ignore]] = {}
        for ignore in self.ignores:
            if ignore.scope is Scope.LINE:
                lines.setdefault(ignore.range.start.line, []).append(ignore)
        whole = [ignore for ignore in self.ignores if ignore.scope is Scope.FILE]
        coming = sorted(
            (ignore for ignore in self.ignores if ignore.scope is Scope.NODE),
            key=lambda one: (one.covered.start, -one.covered.end.line, -one.covered.end.column),
            reverse=True,
        )
        around: list[Ignore] = []
        found = []
        for spot in spots:
            while coming and coming[-1].covered.start <= spot.start:
                around.append(coming.pop())
            # What has ended is in nobody's way again: nodes lie within one another, or apart.
            while around and around[-1].covered.end < spot.start:
                around.pop()
            inward = (*lines.get(spot.start.line, ()), *reversed(around), *whole)
            found.append(self._first(inward, spot))
        return found

    def unused(self) -> Iterator[tuple[Ignore, list[Name]]]:
        """The ignores with the names in them that have not ignored anything."""
        for ignore in self.ignores:
            idle = [name for name in ignore.rules if name not in self.used]
            if idle:
                yield ignore, idle

    def _first(self, ignores: Iterable[Ignore], spot: Spot) -> Ignore | None:
        """The first of the ignores that applies to a spot."""
        for ignore in ignores:
            name = next((one for one in ignore.rules if one.text == spot.rule), None)
            if name is not None:
                self.used.add(name)
                return ignore
        return None
