"""An action names a parameter that it does not have.

Criteria, side effects, conditions and `$parameters` references can only use what the caller of this very action gives:
the parameters of one action are not known to another.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: string}
    edits:
      - {field: description, value: $parameters.outcom}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: string}
    edits:
      - {field: description, value: $parameters.outcome}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import OneOfConfig, RangeConfig, RequiredFieldsConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    if node.lacks("parameters"):
        return
    known = {parameter.key for parameter in node.model.parameters}
    for path, name in _uses(node.model):
        if name not in known and name not in catalog.suspects:
            yield dangling(
                "unknown-parameter",
                f"unknown parameter `{name}`",
                name,
                known,
                node.at(*path),
                holder=f"`{node.model.key}` has",
                otherwise="" if known else "the action has no parameters",
            )


def _uses(action: Action) -> Iterator[tuple[Path, str]]:
    for i, criteria in enumerate(action.submission_criteria):
        for path, name in _named_in(criteria.config):
            yield ("submission_criteria", i, "config", *path), name
    for i, effect in enumerate(action.side_effects):
        if effect.when_parameter is not None:
            yield ("side_effects", i, "when_parameter"), effect.when_parameter


def _named_in(config: Any) -> Iterator[tuple[Path, str]]:
    match config:
        case RequiredFieldsConfig():
            yield from ((("fields", i), name) for i, name in enumerate(config.fields_))
        case OneOfConfig():
            yield from (
                (("groups", i, j), name) for i, group in enumerate(config.groups) for j, name in enumerate(group)
            )
        case RangeConfig():
            yield ("field",), config.field
