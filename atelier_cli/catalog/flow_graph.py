"""The graph of a flow: its steps, and every way from each to the next, as the engine takes them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.sheet.models.flow import Flow, GateStep, HumanStep, Step, WaitStep

END, FAIL, HALT = "end", "fail", "halt"
#: Where a run ends: no step is called so.
ENDS = frozenset({END, FAIL, HALT})
Outcome = Literal["next", "pass", "fail", "error", "timeout", "rejected"]


class Way(NamedTuple):
    """One way on from a step."""

    outcome: Outcome
    #: From the step to the word that says where it leads; empty where the sheet leaves it to the default.
    path: Path
    #: A step's id, or one of the ends.
    word: str
    #: The index of the step it leads to; None for an end, and for a step that the flow does not have.
    target: int | None
    #: Whether the step has put out something when a run goes this way.
    gives: bool


@frozen
class FlowGraph:
    """The steps that run, by their index in the sheet, with the ways between them."""

    #: Where a run begins; None for a flow with no active step.
    first: int | None
    #: By step, in the order of reading; inactive steps are left out.
    ways: Mapping[int, tuple[Way, ...]]
    #: The steps that can be reached from the first, each after those that lead to it, but for cycles.
    order: tuple[int, ...]
    #: Whether every way is known: not where one leads to a step that is not there, or a part could not be read.
    is_whole: bool
    #: Whether a run may come to a step again.
    has_cycle: bool

    def edges(self) -> dict[int, Sequence[int]]:
        """The steps that a run can reach, with those that each leads to."""
        return {step: [way.target for way in self.ways[step] if way.target is not None] for step in self.order}


def flow_graph(node: Node[Flow], _catalog: Catalog) -> FlowGraph:
    steps = node.model.steps
    active = sorted((i for i, step in enumerate(steps) if step.is_active), key=lambda i: _place(i, steps[i]))
    by_id = {steps[i].id: i for i in reversed(active)}
    ways = {i: tuple(_ways(steps[i], below, by_id)) for i, below in zip(active, _below(active, steps), strict=True)}
    is_whole = (
        len(by_id) == len(active)
        and ENDS.isdisjoint(by_id)
        and not node.is_broken()
        and all(way.target is not None or way.word in ENDS for each in ways.values() for way in each)
    )
    first = active[0] if active else None
    order = () if first is None else tuple(_search(first, ways))
    return FlowGraph(first, ways, order, is_whole, _has_cycle(order, ways))


def has_same_ways(step: Step) -> bool:
    """Whether a step is a gate that goes on alike whether it passes or not."""
    return isinstance(step, GateStep) and step.with_.on_pass == step.with_.on_fail


def _place(index: int, step: Step) -> tuple[int, str]:
    return (index + 1 if step.order is None else step.order, step.id)


def _below(active: list[int], steps: list[Step]) -> Iterator[str]:
    yield from (steps[i].id for i in active[1:])
    yield END


def _ways(step: Step, below: str, by_id: Mapping[str, int]) -> Iterator[Way]:
    for outcome, key, default, gives in _outcomes(step):
        word = getattr(step, key, None)
        said = (below if outcome == "next" else default) if word is None else word
        if said is not None:
            yield Way(outcome, () if word is None else (key,), said, by_id.get(said), gives)
    if isinstance(step, GateStep):
        for outcome, alias, word in (("pass", "onPass", step.with_.on_pass), ("fail", "onFail", step.with_.on_fail)):
            yield Way(outcome, ("with", alias), word, by_id.get(word), gives=False)


def _outcomes(step: Step) -> Iterator[tuple[Outcome, str, str | None, bool]]:
    """What may come of a step: the key for where it goes on then, the default, and whether it has put out anything."""
    if not isinstance(step, GateStep):
        yield "next", "next", None, True
    if isinstance(step, HumanStep):
        yield "rejected", "on_rejected", None, True
    if isinstance(step, HumanStep | WaitStep):
        # A task whose time is up puts out that it has expired; an event that did not come is nothing.
        yield "timeout", "on_timeout", FAIL, isinstance(step, HumanStep)
    elif not isinstance(step, GateStep):
        # Without a way of its own, a time-out is an error like any other.
        yield "timeout", "on_timeout", None, False
    yield "error", "on_error", FAIL, False


def _has_cycle(order: tuple[int, ...], ways: Mapping[int, tuple[Way, ...]]) -> bool:
    """In reverse post-order, a way back closes a cycle, and only such a way does."""
    seen: set[int] = set()
    for step in order:
        seen.add(step)
        if any(way.target in seen for way in ways[step]):
            return True
    return False


def _search(first: int, ways: Mapping[int, tuple[Way, ...]]) -> Iterator[int]:
    """The steps that can be reached, in reverse post-order."""
    seen, done = {first}, []
    stack = [(first, iter(ways[first]))]
    while stack:
        step, rest = stack[-1]
        target = next((way.target for way in rest if way.target is not None and way.target not in seen), None)
        if target is None:
            done.append(step)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(ways[target])))
    return reversed(done)
