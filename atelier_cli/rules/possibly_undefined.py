"""A step reads what is not there on every way to it.

What a step may read of `context` and `steps` is what every path to it defines. After an error a step has put out
nothing, nor has a wait whose time is up; a step that comes later has put out nothing yet. The run would fail where it
reads the name. An expression may ask first: `has(context.fit) && context.fit.score > 0.5`.

## Example

```yaml
flows:
  - key: answer
    label: Answer
    steps:
      - id: draft
        kind: sage_skill
        with: {skill: draft_letter, input: {topic: Trees}}
        save_as: draft
        on_error: send
      - {id: read, kind: human_task, with: {assignee: "role:clerk", description: Read it.}, on_rejected: halt}
      - id: send
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: $context.draft.text}}
```

## Instead

```yaml
flows:
  - key: answer
    label: Answer
    steps:
      - id: draft
        kind: sage_skill
        with: {skill: draft_letter, input: {topic: Trees}}
        save_as: draft
        on_error: fail
      - {id: read, kind: human_task, with: {assignee: "role:clerk", description: Read it.}, on_rejected: halt}
      - id: send
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: $context.draft.text}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.assignment import Gap, gaps
from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_text import told_route, told_steps
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, Step

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    for gap in gaps(node, catalog):
        if gap.use.name not in catalog.suspects:
            yield _finding(gap, node)


def _finding(gap: Gap, node: Node[Flow]) -> Diagnostic:
    steps = node.model.steps
    use = gap.use
    name = f"{use.root}.{use.name}" if use.name.isidentifier() else f"{use.root}['{use.name}']"
    return Diagnostic(
        "possibly-undefined",
        SEVERITY,
        f"`{name}` is not defined {_where(gap, steps)}",
        node.at(*use.path, within=use.within),
        annotation=f"defined by {told_steps(gap.defined_by, steps)}"
        if gap.defined_by
        else "no step says that it defines it",
        labels=tuple(Label(node.at("steps", i, "id"), "defined here") for i in gap.defined_by[:2]),
        help=_help(gap, name),
    )


def _where(gap: Gap, steps: list[Step]) -> str:
    if gap.step is None:
        return "before the first step"
    return f"on the path {told_route(gap.route, gap.step, steps)}" if gap.route else "where the flow begins"


def _help(gap: Gap, name: str) -> str:
    if gap.step is None or not gap.route:
        return "a step can read only what steps before it put out"
    if gap.use.path[-1] in {"expression", "match", "$expr"} and name.startswith("context."):
        return f"ask first: `has({name}) && ...`, or let another way lead here"
    return "let that path define it too, or lead elsewhere"
