"""A path does not lead from the caller to the target of the action.

`reachable` follows the relations of its path, one after the other, from the caller: the last of them has to lead to the
entity type that the action acts on, and there may be no more of them than `max_depth`.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: reachable, config: {path: ["crews>"]}, message: Only for the crew.}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: reachable, config: {path: ["crews>", "reports>"]}, message: Only for the crew.}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import ReachableConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (ReachableConfig,)


def check(node: Node[ReachableConfig], catalog: Catalog) -> Iterator[Diagnostic]:
    path = node.model.path
    if len(path) > node.model.max_depth:
        message = f"the path is {len(path)} relations long, and `max_depth` is {node.model.max_depth}"
        yield Diagnostic(
            "wrong-path", SEVERITY, message, node.at("max_depth"), help="allow as many, or shorten the path"
        )
    action = node.around(Action)
    end = _end(node.model, catalog)
    if action is None or end is None or node.is_broken():
        return
    target = action.model.target_model
    if target in catalog.entity_types and target not in _kin(end, catalog) and end not in _kin(target, catalog):
        yield Diagnostic(
            "wrong-path",
            SEVERITY,
            f"the path leads to `{end}`, and the action acts on `{target}`",
            node.at("path", len(path) - 1),
            help=f"go on from there, or end at `{target}`",
        )


def _end(config: ReachableConfig, catalog: Catalog) -> str | None:
    """The entity type that the path leads to; None where it breaks off."""
    code: str | None = config.from_
    for hop in config.path:
        symbol = catalog.entity_types.get(code or "")
        if symbol is None:
            return None
        code = (symbol.backward if hop.startswith("<") else symbol.forward).get(hop.strip("<>"))
    return code


def _kin(code: str, catalog: Catalog) -> tuple[str, ...]:
    """A type and those it inherits from."""
    symbol = catalog.entity_types.get(code)
    return (code,) if symbol is None else (code, *symbol.ancestors)
