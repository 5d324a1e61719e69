"""A step says what comes of something that cannot happen to it.

A task without a deadline has no time-out; `on_timeout` is never taken. A task or a wait fails only where a value or an
expression of it cannot be evaluated, or its output collides with the context: where it has none, `on_error` is never
taken. `max_attempts: 1` tries once, and never again.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "role:director", description: Sign.}
        on_rejected: halt
        on_timeout: halt
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "role:director", description: Sign., deadline: P5D}
        on_rejected: halt
        on_timeout: halt
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import HumanStep, ProductStep, SkillStep, WaitStep

SEVERITY = Severity.WARNING
CATEGORY = Category.FLOWS
NODES = (HumanStep, WaitStep, SkillStep, ProductStep)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    if node.is_broken():
        return
    for path, why, instead in _never(node.model):
        place = node.at(*path, part="key")
        yield Diagnostic("never-taken", SEVERITY, f"`{path[-1]}` never happens: {why}", place, help=instead)


def _never(step: Any) -> Iterator[tuple[Path, str, str]]:
    match step:
        case HumanStep():
            if step.on_timeout is not None and step.with_.deadline is None:
                yield ("on_timeout",), "the task has no deadline", "add `deadline` to `with`, or take it out"
            if step.on_error is not None and step.save_as is not None and _is_written(step.with_.deadline):
                yield ("on_error",), "the task has nothing that can fail", "take it out, or say `on_rejected`"
        case WaitStep() if step.on_error is not None and step.save_as is not None and step.with_.match is None:
            yield ("on_error",), "a wait without a match cannot fail", "take it out, or say `on_timeout`"
        case SkillStep(retry=retry) | ProductStep(retry=retry) if retry is not None and retry.max_attempts == 1:
            yield ("retry",), "the first attempt is the only one", "allow more `max_attempts`, or take `retry` out"


def _is_written(deadline: Any) -> bool:
    return deadline is None or (isinstance(deadline, str) and not deadline.startswith("$"))
