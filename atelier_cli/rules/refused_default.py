"""The default of a parameter is refused by the parameter's own constraints.

Whoever leaves the default as it is cannot submit the action.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, default: 20, constraints: {max: 10}}
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
      - {key: visits, type: integer, default: 10, constraints: {max: 10}}
    edits:
      - {field: visits, value: $parameters.visits}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.literals import is_literal, literal
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import parameter_type
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.language.comparison import equal, order
from atelier_cli.language.constraints import bound_type
from atelier_cli.language.patterns import PatternError, matches_fully
from atelier_cli.language.types import Type
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ChoiceValues, Constraints, Parameter

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Parameter,)
#: By constraint: what it compares, and the results of a comparison with the bound that it refuses.
_VALUE = {
    "min": {-1},
    "max": {1},
    "exclusive_min": {-1, 0},
    "exclusive_max": {0, 1},
    "not_before": {-1},
    "not_after": {1},
}
_SIZE = {"min_length": {-1}, "max_length": {1}, "min_items": {-1}, "max_items": {1}}


def check(node: Node[Parameter], catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    if parameter.default is None or (parameter.constraints is None and parameter.values_from is None):
        return
    kind = parameter_type(parameter, catalog)
    value = literal(parameter.default, kind)
    refused = None if value is None else _refusing(value, kind, parameter)
    if refused is not None:
        yield Diagnostic(
            "refused-default",
            SEVERITY,
            f"the default is refused by the parameter's own `{refused[-1]}`",
            node.at("default"),
            labels=(Label(node.at(*refused), "what it has to satisfy"),),
            help="change one of them",
        )


def _refusing(value: Any, kind: Type, parameter: Parameter) -> Path | None:
    """The way to the constraint that refuses a value; None where all take it."""
    # That an enum does not have a choice is seen where its type is.
    offered = parameter.values_from.choices if isinstance(parameter.values_from, ChoiceValues) else []
    if offered and kind.name not in {"enum", "list"} and all(choice.value != value for choice in offered):
        return ("values_from", "choices")
    said = parameter.constraints
    for name in sorted(said.model_fields_set) if said is not None else ():
        if said is not None and _refuses(name, value, kind, said):
            return ("constraints", name)
    return None


def _refuses(name: str, value: Any, kind: Type, said: Constraints) -> bool:
    bound = literal(getattr(said, name), bound_type(name, kind))
    match name:
        case "one_of" | "not_one_of" if (
            kind.name not in {"enum", "list"} and bound is not None and all(map(is_literal, bound))
        ):
            return any(equal(value, one) is True for one in bound) is (name == "not_one_of")
        case "pattern" if isinstance(value, str) and bound is not None:
            return not _matches(bound, value)
        case _ if bound is not None and name in _VALUE:
            return order(value, bound) in _VALUE[name]
        case _ if bound is not None and name in _SIZE and isinstance(value, str | list):
            return order(len(value), bound) in _SIZE[name]
    return False


def _matches(pattern: str, text: str) -> bool:
    """Whether a text matches; one that is no pattern is another finding."""
    try:
        return matches_fully(pattern, text)
    except PatternError:
        return True
