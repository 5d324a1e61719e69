"""Two steps put members of one name into the context.

An output without `save_as` is merged: each of its members becomes a name of the context. Where a step before it may
have given the context that name, the run fails, since nobody could tell whose value is meant.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - {id: clerk, kind: human_task, with: {assignee: "role:clerk", description: Sign.}, on_rejected: halt}
      - {id: director, kind: human_task, with: {assignee: "role:director", description: Sign.}, on_rejected: halt}
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - id: clerk
        kind: human_task
        with: {assignee: "role:clerk", description: Sign.}
        on_rejected: halt
        save_as: clerk
      - id: director
        kind: human_task
        with: {assignee: "role:director", description: Sign.}
        on_rejected: halt
        save_as: director
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import flow_graph
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reaching import Reaching, reaching
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    graph = catalog.once(flow_graph, node)
    found = catalog.once(reaching, node)
    if not found.definitions or not graph.is_whole:
        return
    steps, merged = node.model.steps, found.merged
    for step in sorted(graph.order):
        taken = dict(_taken(step, merged.get(step), found))
        if taken:
            yield Diagnostic(
                "context-collision",
                SEVERITY,
                f"the output of `{steps[step].id}` has names that the context has already: {alternatives(taken)}",
                node.at("steps", step, "id"),
                labels=tuple(
                    Label(node.at("steps", i, "id"), "put there here") for i in sorted(set(taken.values()))[:2]
                ),
                help="give the output a name of its own with `save_as`",
            )


def _taken(step: int, merged: set[str] | None, found: Reaching) -> Iterator[tuple[str, int]]:
    """The names that a step merges into the context and another may have put there, with that step."""
    for one in found.at_step(step) if merged else ():
        if merged and one.name in merged and one.step != step:
            yield one.name, one.step
