"""A gate always passes.

It asks for what is so in any case: that a required value is there, that a choice is one of all its choices, that a
field equals itself, or it stands there twice.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: in, value: [open, planned, closed]}}
    edits:
      - {field: due_on, value: $today}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: in, value: [open, planned]}}
    edits:
      - {field: due_on, value: $today}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.gates import Gate, Gated, gated, holds
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
from atelier_cli.language.expression.constant import constant
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import ExpressionConfig, FieldConfig

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)
_SURE = {"is_not_null"}
_EQUAL = {"eq", "gte", "lte"}


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    criteria = node.model.submission_criteria
    if not criteria:
        return
    for found in catalog.once(gated, node):
        for gate in found.gates:
            if _always_holds(gate, found):
                yield _finding(node, gate.criteria, "operator" if gate.value is None else "value")
    seen: dict[tuple[str, ...], int] = {}
    for i, one in enumerate(criteria):
        config = one.config
        if not one.is_active or getattr(config, "enforcement", "") != "gate":
            continue
        if isinstance(config, ExpressionConfig) and constant(config.expression):
            yield _finding(node, i, "expression")
        elif isinstance(config, FieldConfig) and _compares_itself(config):
            yield _finding(node, i, "value")
        first = seen.setdefault(_said(config), i)
        if first != i:
            place = node.at("submission_criteria", first)
            yield _finding(node, i, "", "the gate stands there twice", Label(place, "the first one"))


def _said(config: Any) -> tuple[str, ...]:
    """What a gate says, as something that is quickly compared."""
    match config:
        case FieldConfig():
            return (config.subject, config.field, config.operator, repr(config.value))
        case ExpressionConfig():
            return (config.expression,)
        case _:
            return (repr(config),)


def _compares_itself(config: FieldConfig) -> bool:
    is_itself = config.subject == "entity" and config.value == f"$entity.{config.field}"
    return is_itself and config.operator in _EQUAL


def _always_holds(gate: Gate, found: Gated) -> bool:
    if found.type.nullable or found.type.name == "any":
        return False
    if gate.operator in _SURE:
        return True
    choices = found.type.choices if found.type.name == "enum" else ()
    return bool(choices) and all(holds(gate, one) for one in choices)


def _finding(
    node: Node[Action], i: int, key: str, message: str = "the gate always passes", label: Label | None = None
) -> Diagnostic:
    where: Place = node.at("submission_criteria", i, "config", key) if key else node.at("submission_criteria", i)
    hint = "compare something that may be otherwise, or leave the gate out"
    return Diagnostic("idle-gate", SEVERITY, message, where, labels=(label,) if label else (), help=hint)
