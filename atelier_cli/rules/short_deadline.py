"""A flow must be done before one of its steps may have used up its time.

The deadline of a flow ends the run wherever it stands. A step whose own time-out is longer never comes to it: what
`on_timeout` says is never done.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    deadline: P3D
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "role:director", description: Sign., deadline: P5D}
        on_rejected: halt
        on_timeout: halt
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    deadline: P10D
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "role:director", description: Sign., deadline: P5D}
        on_rejected: halt
        on_timeout: halt
```
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_text import told_steps
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.language.durations import Duration, order_durations, parse_duration
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Reference
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, HumanStep, SkillStep, Step, WaitStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], _catalog: Catalog) -> Iterator[Diagnostic]:
    flow = node.model
    whole = _span(flow.deadline)
    if whole is None:
        return
    longer = {i: path for i, step in enumerate(flow.steps) for path, span in _time_out(step) if _is_more(span, whole)}
    if longer:
        yield Diagnostic(
            "short-deadline",
            SEVERITY,
            f"the deadline comes before the time-out of {told_steps(longer, flow.steps)}",
            node.at("deadline"),
            labels=tuple(Label(node.at("steps", i, *path), "takes longer") for i, path in [*longer.items()][:2]),
            help="give the flow more time, or the step less",
        )


def _is_more(span: Duration, whole: Duration) -> bool:
    return order_durations(span, whole) == 1


def _time_out(step: Step) -> Iterator[tuple[Path, Duration]]:
    """The longest time that a step takes, where the sheet says it."""
    match step:
        case HumanStep():
            span = _span(step.with_.deadline)
            if span is not None:
                yield ("with", "deadline"), span
        case SkillStep() | WaitStep() if step.with_.timeout_ms is not None:
            yield ("with", "timeoutMs"), _milliseconds(step.with_.timeout_ms)


def _milliseconds(count: int) -> Duration:
    try:
        return Duration(rest=timedelta(milliseconds=count))
    except OverflowError:
        return Duration(rest=timedelta.max)


def _span(said: Any) -> Duration | None:
    """The duration that a deadline is, or the offset of one based on `$now`."""
    if not isinstance(said, str):
        return None
    node = parse(said)[0]
    if isinstance(node, Reference):
        return node.offset if node.root == "now" else None
    return parse_duration(said)
