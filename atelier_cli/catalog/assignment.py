"""Definite assignment over flows: which names are there at a step, whichever way a run came to it.

A forward analysis over the graph of the flow: a name is there at a step if it is there on every way to it. A way adds
what the step before it puts out on that way, and what that step has read: without it the run had gone another way.
Sets of names are the bits of a number, so that a step costs as little as the flow has names that anybody reads.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import or_

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import FlowGraph, Way, flow_graph
from atelier_cli.catalog.flow_uses import Use, flow_uses
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import may_be_anything, outputs
from atelier_cli.frozen import frozen
from atelier_cli.language.types import Type
from atelier_cli.sheet.models.flow import Flow, Step, WaitStep

#: A root and a name below it.
Fact = tuple[str, str]
#: The ways of a run from the first step on, each with the index of the step it leaves.
Route = tuple[tuple[int, Way], ...]


@frozen
class Gap:
    """A name that is read where it is not always there."""

    use: Use
    #: The index of the step that reads it; None for the flow itself, which reads before there is any step.
    step: int | None
    #: A way to that step on which nothing defines it; empty where that is the first.
    route: Route
    #: The steps that say that they define it, by their index; none where a step may define anything.
    defined_by: tuple[int, ...]


def gaps(node: Node[Flow], catalog: Catalog) -> Iterator[Gap]:
    """The names that are read and not always there, each once a step; what nothing defines at all is not among them."""
    graph = catalog.once(flow_graph, node)
    before, uses = catalog.once(flow_uses, node)
    bits = {fact: 1 << i for i, fact in enumerate(dict.fromkeys(use.fact for use in chain(before, *uses)))}
    if graph.first is None or not graph.is_whole or not bits:
        return
    put_out = catalog.once(outputs, node)
    ways = _ways(node, catalog, bits)
    defined, known = ways.defined, ways.known

    def gap(use: Use, step: int | None, route: Route) -> Gap:
        declared = (i for i, there in defined.items() if there & bits[use.fact])
        return Gap(use, step, route, tuple(i for i in declared if use.root == "steps" or not _is_merged_whole(i)))

    def _is_merged_whole(i: int) -> bool:
        return may_be_anything(put_out[i]) and getattr(node.model.steps[i], "save_as", None) is None

    yield from (gap(use, None, ()) for use in before if bits[use.fact] & known)
    there = _always_there(graph, ways, known)
    routes: dict[Fact, dict[int, tuple[int, Way]]] = {}
    for step in sorted(graph.order):
        missing = ways.read[step] & known & ~there[step]
        for use in {use.fact: use for use in reversed(uses[step])}.values() if missing else ():
            if bits[use.fact] & missing:
                if use.fact not in routes:
                    routes[use.fact] = _search_without(bits[use.fact], graph.first, graph, ways)
                yield gap(use, step, _route(routes[use.fact], step))


def always_there(node: Node[Flow], catalog: Catalog, step: int | None) -> frozenset[Fact] | None:
    """The names that are there at a step whichever way a run came to it; at the flow itself, before there is any step.

    None where nobody can tell: where the flow has a way that leads nowhere, or none that leads to the step.
    """
    if step is None:
        return frozenset()
    graph = catalog.once(flow_graph, node)
    saved = {i: getattr(node.model.steps[i], "save_as", None) for i in catalog.once(outputs, node)}
    facts = [
        *(use.fact for each in catalog.once(flow_uses, node)[1] for use in each),
        *(("steps", node.model.steps[i].id) for i in saved),
        *(("context", name) for i, name in saved.items() if name is not None),
        *(
            ("context", name)
            for i, type in catalog.once(outputs, node).items()
            if not saved[i]
            for name in type.fields or ()
        ),
    ]
    bits = {fact: 1 << i for i, fact in enumerate(dict.fromkeys(facts))}
    ways = _ways(node, catalog, bits)
    there = _always_there(graph, ways, ways.known) if graph.first is not None and graph.is_whole else {}
    return frozenset(fact for fact, bit in bits.items() if bit & there[step]) if step in there else None


def _ways(node: Node[Flow], catalog: Catalog, bits: dict[Fact, int]) -> "_Ways":
    defined = {i: _defined(node.model.steps[i], type, bits) for i, type in catalog.once(outputs, node).items()}
    _, uses = catalog.once(flow_uses, node)
    read = [_sum(bits[use.fact] for use in each) for each in uses]
    return _Ways(node.model.steps, catalog.once(flow_graph, node), defined, read)


def _sum(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


def _defined(step: Step, output: Type, bits: dict[Fact, int]) -> int:
    """The names that are there once a step has put out what it does."""
    whole = bits.get(("steps", step.id), 0)
    saved = getattr(step, "save_as", None)
    if saved is not None:
        return whole | bits.get(("context", saved), 0)
    if may_be_anything(output):
        return whole | _sum(bit for fact, bit in bits.items() if fact[0] == "context")
    return whole | _sum(bits.get(("context", name), 0) for name in output.fields or {})


@frozen
class _Ways:
    """What the ways between the steps add."""

    steps: list[Step]
    graph: FlowGraph
    defined: dict[int, int]
    read: list[int]

    @property
    def known(self) -> int:
        """The names that any step defines."""
        return reduce(or_, self.defined.values(), 0)

    def adds(self, step: int, way: Way) -> int:
        """The names that are there after a step when a run goes this way, whatever was there before."""
        # A step fails where a name is missing; and a wait whose time is up may never have looked at an event.
        is_read = way.outcome != "error" and not (way.outcome == "timeout" and isinstance(self.steps[step], WaitStep))
        return (self.defined.get(step, 0) if way.gives else 0) | (self.read[step] if is_read else 0)


def _always_there(graph: FlowGraph, ways: _Ways, known: int) -> dict[int, int]:
    """By step that can be reached, the names that are there on every way to it."""
    found = dict.fromkeys(graph.order, known)
    if graph.first is not None:
        found[graph.first] = 0
    edges = [
        (step, way.target, ways.adds(step, way))
        for step in graph.order
        for way in graph.ways[step]
        if way.target is not None
    ]
    changed = True
    while changed:
        changed = False
        for step, target, added in edges:
            less = found[target] & (found[step] | added)
            # Each step comes after those that lead to it, so that only a cycle asks for another round.
            changed = changed or (graph.has_cycle and less != found[target])
            found[target] = less
    return found


def _search_without(bit: int, first: int, graph: FlowGraph, ways: _Ways) -> dict[int, tuple[int, Way]]:
    """Where a run comes from that reaches a step without a name being defined, the shortest way."""
    came: dict[int, tuple[int, Way]] = {}
    rest = deque([first])
    while rest:
        step = rest.popleft()
        for way in graph.ways[step]:
            target = way.target
            if target is not None and target != first and target not in came and not ways.adds(step, way) & bit:
                came[target] = (step, way)
                rest.append(target)
    return came


def _route(came: dict[int, tuple[int, Way]], step: int) -> Route:
    route = []
    at = step
    while at in came:
        route.append(came[at])
        at = came[at][0]
    return tuple(reversed(route))
