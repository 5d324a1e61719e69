"""No way leads to a step.

A run begins with the first step and goes on as each step says: `next`, by default the step below, the two ways of a
gate, and what `on_error`, `on_timeout` and `on_rejected` name. A step that none of them leads to never runs.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}, next: end}
      - {id: log, kind: human_task, with: {assignee: "role:clerk", description: Log the call.}, on_rejected: halt}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - {id: log, kind: human_task, with: {assignee: "role:clerk", description: Log the call.}, on_rejected: halt}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import FlowGraph, flow_graph, has_same_ways
from atelier_cli.catalog.flow_text import told_steps
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    graph = catalog.once(flow_graph, node)
    if len(graph.order) == len(graph.ways):
        return
    # A gate whose ways are the same is the cause where it leads past a step, and is told by itself.
    if not graph.is_whole or any(map(has_same_ways, node.model.steps)):
        return
    for step, behind in _islands(graph):
        also = f"; nor to {told_steps(behind, node.model.steps)} behind it" if behind else ""
        yield Diagnostic(
            "unreachable-step",
            SEVERITY,
            f"no way leads to the step `{node.model.steps[step].id}`{also}",
            node.at("steps", step, "id"),
            help="let a step before it lead here, or take it out",
        )


def _islands(graph: FlowGraph) -> Iterator[tuple[int, list[int]]]:
    """The steps that a run cannot reach, without those that others of them lead to; each with these."""
    left = sorted(graph.ways.keys() - set(graph.order))
    led_to = {way.target for step in left for way in graph.ways[step]}
    seen = set(graph.order)
    # Of a circle each step is led to by another: there, the first in the sheet stands for all.
    for step in (*(step for step in left if step not in led_to), *(step for step in left if step in led_to)):
        if step not in seen:
            yield step, sorted(_behind(step, graph, seen))


def _behind(start: int, graph: FlowGraph, seen: set[int]) -> Iterator[int]:
    seen.add(start)
    rest = [start]
    while rest:
        for way in graph.ways[rest.pop()]:
            if way.target is not None and way.target not in seen:
                seen.add(way.target)
                rest.append(way.target)
                yield way.target
