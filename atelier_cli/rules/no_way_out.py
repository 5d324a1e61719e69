"""From some steps a flow never comes to an end.

Their ways lead only to one another. That a step may fail is no way out: a flow says itself where it ends, by a step
that is the last, or with `end`, `halt` or `fail` on one of the ways.

## Example

```yaml
flows:
  - key: ask
    label: Ask
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - id: ask
        kind: human_task
        with: {assignee: "role:clerk", description: Did they answer?}
        on_rejected: call
        next: call
```

## Instead

```yaml
flows:
  - key: ask
    label: Ask
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - {id: ask, kind: human_task, with: {assignee: "role:clerk", description: Did they answer?}, on_rejected: call}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.components import components
from atelier_cli.catalog.flow_graph import FlowGraph, Way, flow_graph
from atelier_cli.catalog.flow_text import told_steps
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, HumanStep, WaitStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    graph = catalog.once(flow_graph, node)
    if not graph.is_whole or not graph.has_cycle:
        return
    steps = node.model.steps
    for trap in _traps(graph):
        if not any(isinstance(steps[i], HumanStep | WaitStep) for i in trap):
            continue  # that it never waits is the worse of it: busy-loop tells it
        alone = len(trap) == 1
        yield Diagnostic(
            "no-way-out",
            SEVERITY,
            f"no end can be reached from {told_steps(trap, steps)}",
            node.at("steps", trap[0], "id"),
            annotation="leads only to itself" if alone else "lead only to one another",
            help="let one of the ways lead to `end`, `halt`, or a step that does",
        )


def _traps(graph: FlowGraph) -> Iterator[list[int]]:
    """The sets of steps that a run cannot leave and in which it cannot end."""
    edges = {step: [way.target for way in graph.ways[step] if way.target is not None] for step in graph.order}
    for component in components(edges):
        inside = set(component)
        ways = [way for step in component for way in graph.ways[step]]
        if all(way.target in inside or _is_mere_failure(way) for way in ways):
            yield sorted(component)


def _is_mere_failure(way: Way) -> bool:
    """Whether a way to an end is only that of an error, or of a time-out that the sheet does not speak of."""
    return way.target is None and (way.outcome == "error" or (way.outcome == "timeout" and not way.path))
