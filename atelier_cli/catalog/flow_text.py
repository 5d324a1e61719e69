"""Steps and ways of a flow as a message tells them."""

from collections.abc import Iterable

from atelier_cli.catalog.assignment import Route
from atelier_cli.catalog.flow_graph import Outcome
from atelier_cli.sheet.models.flow import Step

_SAID: dict[Outcome, str] = {
    "next": "",
    "pass": "gate passes",
    "fail": "gate fails",
    "error": "error",
    "timeout": "time-out",
    "rejected": "rejected",
}
#: Longer routes are told by their beginning and end.
_MOST_STEPS = 8


def told_route(route: Route, last: int, steps: list[Step]) -> str:
    """The steps of a route and what came of them, but for what comes of most: `a -> b -> (gate fails) -> c`."""
    words = [(steps[step].id, _SAID[way.outcome]) for step, way in route]
    if len(words) > _MOST_STEPS:
        half = _MOST_STEPS // 2
        words = [*words[:half], ("...", ""), *words[-half:]]
    told = [part for name, outcome in words for part in (name, f"({outcome})" if outcome else "") if part]
    return " -> ".join((*told, steps[last].id))


def told_steps(indices: Iterable[int], steps: list[Step]) -> str:
    """The steps by name: `a`, `b` and `c`."""
    names = [f"`{steps[i].id}`" for i in indices]
    if len(names) > _MOST_STEPS:
        names = [*names[:_MOST_STEPS], f"{len(names) - _MOST_STEPS} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
