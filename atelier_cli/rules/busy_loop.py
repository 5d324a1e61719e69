"""Steps lead round in a circle with nothing to wait for.

A circle needs a step at which it may stop: a wait, a task for a person, or a gate that leads out. Without one, a run
would call its skills and products for ever; and gates alone would give the same answer each time, so a run that comes
round through gates only is failed.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: "12"}}
        on_error: call
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: "12"}}
        on_error: ask
        next: end
      - id: ask
        kind: human_task
        with: {assignee: "role:clerk", description: Try again?}
        on_rejected: halt
        next: call
```
"""

from collections.abc import Iterator, Sequence

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.components import Edges, components, is_cycle, without
from atelier_cli.catalog.flow_graph import FlowGraph, flow_graph, has_same_ways
from atelier_cli.catalog.flow_text import told_steps
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, GateStep, HumanStep, Step, WaitStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    graph = catalog.once(flow_graph, node)
    if not graph.is_whole or not graph.has_cycle:
        return
    steps = node.model.steps
    for circle in _circles(graph, steps):
        are_gates = all(isinstance(steps[i], GateStep) for i in circle)
        comes = "come" if len(circle) > 1 else "comes"
        what = (
            f"{comes} round with nothing happening in between" if are_gates else "may go round for ever without a wait"
        )
        yield Diagnostic(
            "busy-loop",
            SEVERITY,
            f"{told_steps(circle, steps)} {what}",
            node.at("steps", circle[0], "id"),
            help="put a wait or a task for a person in the circle"
            if are_gates
            else "put a wait, a task for a person, or a gate that leads out in the circle",
        )


def _circles(graph: FlowGraph, steps: list[Step]) -> Iterator[list[int]]:
    edges = without(graph.edges(), (i for i in graph.order if isinstance(steps[i], HumanStep | WaitStep)))
    told: set[int] = set()
    for circle in (*_of_gates(edges, steps), *_without_exit(edges, graph, steps), *_without_gate(edges, steps)):
        if told.isdisjoint(circle):
            told.update(circle)
            yield sorted(circle)


def _of_gates(edges: Edges, steps: list[Step]) -> Iterator[Sequence[int]]:
    return _cycles(without(edges, (i for i in edges if not isinstance(steps[i], GateStep))))


def _without_gate(edges: Edges, steps: list[Step]) -> Iterator[Sequence[int]]:
    """The circles of which no gate is a part, as they stay where larger ones have a way out."""
    return _cycles(without(edges, (i for i in edges if isinstance(steps[i], GateStep) and not has_same_ways(steps[i]))))


def _without_exit(edges: Edges, graph: FlowGraph, steps: list[Step]) -> Iterator[Sequence[int]]:
    """The largest circles, where none of their gates leads out."""
    for circle in _cycles(edges):
        inside = set(circle)
        if not any(isinstance(steps[i], GateStep) and _leads_out(i, inside, graph) for i in circle):
            yield circle


def _cycles(edges: Edges) -> Iterator[Sequence[int]]:
    return (found for found in components(edges) if is_cycle(found, edges))


def _leads_out(gate: int, inside: set[int], graph: FlowGraph) -> bool:
    return any(way.target not in inside for way in graph.ways[gate] if way.outcome != "error")
