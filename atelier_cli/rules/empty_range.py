"""No value lies between two bounds.

The lower bound is greater than the upper one: whatever is entered is refused.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, constraints: {min: 10, max: 1}}
    edits:
      - {field: visits, value: $parameters.visits}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, constraints: {min: 1, max: 10}}
    edits:
      - {field: visits, value: $parameters.visits}
```
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.literals import literal
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import parameter_type
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.language.comparison import order
from atelier_cli.language.constraints import PAIRS, bound_type
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.resolve import resolve
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, Parameter
from atelier_cli.sheet.models.criteria import RangeConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)
_COUNTED = ("$today", "$now")
#: What is so on days like these is so on all: months and years are not all as long.
_DAYS = tuple(
    datetime(year, month, day, tzinfo=UTC) for year in (2024, 2025) for month, day in ((1, 31), (2, 28), (7, 1))
)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    for i, parameter in enumerate(node.model.parameters):
        if parameter.constraints is not None and len(parameter.constraints.model_fields_set) > 1:
            yield from _of_constraints(node, i, parameter, catalog)
    for i, criteria in enumerate(node.model.submission_criteria):
        config = criteria.config
        if isinstance(config, RangeConfig):
            parameter_ = next((one for one in node.model.parameters if one.key == config.field), None)
            if parameter_ is not None:
                kind = parameter_type(parameter_, catalog)
                where: Path = ("submission_criteria", i, "config")
                yield from _compare(node, where, ("min", "max"), (config.min, config.max), kind)


def _of_constraints(node: Node[Action], i: int, parameter: Parameter, catalog: Catalog) -> Iterator[Diagnostic]:
    kind = parameter_type(parameter, catalog)
    said = parameter.constraints
    where: Path = ("parameters", i, "constraints")
    for keys in PAIRS:
        bounds = tuple(getattr(said, key) for key in keys)
        if None not in bounds:
            yield from _compare(node, where, keys, bounds, bound_type(keys[0], kind))


def _order_of_counted(bounds: tuple[object, ...], kind: Type) -> int | None:
    """The order of two bounds that are counted from the day of the run; None where it is not the same on all days."""
    orders = set()
    for now in _DAYS:
        scope = Scope({"now": now, "today": now.date()})
        try:
            orders.add(order(*(resolve(one, scope, kind) for one in bounds)))
        except EvaluationError:
            return None
    return orders.pop() if len(orders) == 1 else None


def _compare(
    node: Node[Action], where: Path, keys: tuple[str, str], bounds: tuple[object, ...], kind: Type
) -> Iterator[Diagnostic]:
    if all(isinstance(one, str) and one.startswith(_COUNTED) for one in bounds):
        found = _order_of_counted(bounds, kind)
    else:
        low, high = (literal(one, kind) for one in bounds)
        found = None if low is None or high is None else order(low, high)
    is_open = any(key.startswith("exclusive") for key in keys)
    if found == 1 or (found == 0 and is_open):
        yield Diagnostic(
            "empty-range",
            SEVERITY,
            f"nothing lies between `{keys[0]}` {bounds[0]} and `{keys[1]}` {bounds[1]}",
            node.at(*where, keys[1]),
            labels=(Label(node.at(*where, keys[0]), "the lower bound"),),
            help="exchange them" if found == 1 else "leave room between them",
        )
