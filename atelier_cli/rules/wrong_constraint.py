"""A constraint does not fit the type of the parameter, or constrains nothing.

A number has no length and a text no size in bytes: such a constraint would never be checked. Nor is any text shorter
than nothing, a number a multiple of 0, or a value other than itself. What a `range` is about has an order, and at least
one bound.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, constraints: {max_length: 3}}
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
      - {key: visits, type: integer, constraints: {max: 999}}
    edits:
      - {field: visits, value: $parameters.visits}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.language.constraints import CONSTRAINTS
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, Parameter
from atelier_cli.sheet.models.criteria import RangeConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (Parameter, Action)
#: The least value of a bound that is written out.
_LEAST = {"min_length": 0, "max_length": 1, "min_items": 0, "max_items": 1, "max_bytes": 1}


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, Action):
        yield from _ranges(node)
        return
    yield from _misfits(node)
    yield from _idle(node)


def _misfits(node: Node[Parameter]) -> Iterator[Diagnostic]:
    parameter = node.model
    if parameter.constraints is None or parameter.type == "json":
        return
    for name in sorted(parameter.constraints.model_fields_set):
        known = CONSTRAINTS.get(name)
        if known is not None and parameter.type not in known.types:
            yield Diagnostic(
                "wrong-constraint",
                SEVERITY,
                f"`{name}` does not constrain a parameter of type {parameter.type}",
                node.at("constraints", name, part="key"),
                annotation=f"it constrains: {alternatives(known.types)}",
                help=_instead(name, parameter.type),
            )


def _idle(node: Node[Parameter]) -> Iterator[Diagnostic]:
    """The bounds that no value, or every value, keeps to."""
    constraints = node.model.constraints
    said = {} if constraints is None else {name: getattr(constraints, name) for name in constraints.model_fields_set}
    for name, bound in said.items():
        if _is_number(bound) and name in _LEAST and bound < _LEAST[name]:
            yield _found(node.at("constraints", name), f"expected at least {_LEAST[name]}, found {bound}")
        elif _is_number(bound) and name == "multiple_of" and bound <= 0:
            yield _found(node.at("constraints", name), f"expected more than 0, found {bound}")
        elif bound == f"$parameters.{node.model.key}":
            yield _found(node.at("constraints", name), f"`{node.model.key}` is compared with itself")


def _is_number(bound: Any) -> bool:
    return isinstance(bound, int | float) and not isinstance(bound, bool)


def _ranges(node: Node[Action]) -> Iterator[Diagnostic]:
    types = {parameter.key: parameter.type for parameter in node.model.parameters}
    for i, criteria in enumerate(node.model.submission_criteria):
        config = criteria.config
        if not isinstance(config, RangeConfig):
            continue
        type_ = types.get(config.field, "json")
        if type_ != "json" and type_ not in CONSTRAINTS["min"].types:
            message = f"a parameter of type {type_} lies in no range"
            yield _found(node.at("submission_criteria", i, "config", "field"), message)
        elif config.min is None and config.max is None:
            message = "expected a `min` or a `max`, found neither"
            yield _found(node.at("submission_criteria", i, "config", part="key"), message)


def _found(place: Place, message: str) -> Diagnostic:
    return Diagnostic("wrong-constraint", SEVERITY, message, place)


def _instead(name: str, type_: str) -> str:
    """A constraint of the same end that fits."""
    end = name.partition("_")[0]
    fitting = [one for one, known in CONSTRAINTS.items() if type_ in known.types and one.partition("_")[0] == end]
    return f"use `{fitting[0]}`" if fitting else ""
