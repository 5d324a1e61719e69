"""The gates of an action can never all hold.

Every gate has to hold for an action to be submitted. Where one asks for what another one rules out, or for what the
field can never be, nobody can ever submit it.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: open, criteria_type: field, config: {field: status, operator: eq, value: open}}
      - {key: planned, criteria_type: field, config: {field: status, operator: eq, value: planned}}
    edits:
      - {field: status, value: closed}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: in_work, criteria_type: field, config: {field: status, operator: in, value: [open, planned]}}
    edits:
      - {field: status, value: closed}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.gates import Gate, Gated, contradiction, gated
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
from atelier_cli.language.expression.constant import constant
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import ExpressionConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)
_HELP = "loosen one of them, or make it `enforcement: classify`"


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    if not node.model.submission_criteria:
        return
    for found in catalog.once(gated, node):
        clash = contradiction(found)
        if clash is not None:
            yield _finding(node, found, *clash)
    for i, criteria in enumerate(node.model.submission_criteria):
        config = criteria.config
        if (
            isinstance(config, ExpressionConfig)
            and config.enforcement == "gate"
            and constant(config.expression) is False
        ):
            place = node.at("submission_criteria", i, "config", "expression")
            yield Diagnostic("impossible-gate", SEVERITY, "the gate never passes", place, help="compare something")


def _finding(node: Node[Action], found: Gated, gate: Gate, other: Gate | None) -> Diagnostic:
    subject = "parameter " if found.subject == "parameters" else ""
    message = f"{subject}`{found.field}` never is what this gate asks for"
    return Diagnostic(
        "impossible-gate",
        SEVERITY,
        message if other is None else f"{message} beside the gates before it",
        _where(node, gate),
        labels=() if other is None else (Label(_where(node, other), "asked for here"),),
        help=_HELP if other is not None else "",
    )


def _where(node: Node[Action], gate: Gate) -> Place:
    return node.at("submission_criteria", gate.criteria, "config", "operator" if gate.value is None else "value")
