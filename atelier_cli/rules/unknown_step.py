"""A flow goes on with a step that it does not have.

`next`, `onPass`, `onFail`, `on_error`, `on_timeout` and `on_rejected` name a step of the same flow, or one of the words
that end a run where they may: `end`, `halt`, `fail`.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - {id: draft, kind: sage_skill, with: {skill: score_fit, input: {title: Street trees}}}
      - {id: sign-off, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: draaft}
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - {id: draft, kind: sage_skill, with: {skill: score_fit, input: {title: Street trees}}}
      - {id: sign-off, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: draft}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, GateStep, Step

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (Flow,)
#: The ways on from a step, and the words that may stand there in place of a step.
_WAYS: dict[str, tuple[str, ...]] = {
    "next": ("end",),
    "on_error": ("fail",),
    "on_timeout": ("fail", "halt"),
    "on_rejected": ("fail", "halt"),
}


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    if node.lacks("steps"):
        return
    known = [step.id for step in node.model.steps]
    ids = frozenset(known)
    for i, step in enumerate(node.model.steps):
        for path, word, ends in _ways(step):
            if word not in ids and word not in ends and word not in catalog.suspects:
                yield dangling(
                    "unknown-step",
                    f"unknown step `{word}`",
                    word,
                    (*known, *ends),
                    node.at("steps", i, *path),
                    holder=f"`{node.model.key}` has",
                )


def _ways(step: Step) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for way, ends in _WAYS.items():
        word = getattr(step, way, None)
        if word is not None:
            yield (way,), word, ends
    if isinstance(step, GateStep):
        yield ("with", "onPass"), step.with_.on_pass, ("end",)
        yield ("with", "onFail"), step.with_.on_fail, ("halt", "end")
