"""The condition of a side effect can never hold, or is only half a condition.

`when_parameter` names the parameter that decides whether the event is sent, `when_equals` the value that sends it: one
without the other says nothing, and a value that the parameter never has sends nothing.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: enum, required: true, constraints: {one_of: [repaired, duplicate]}}
    side_effects:
      - event: report.closed
        when_parameter: outcome
        when_equals: mended
        payload_aliases: {report: $entity.id}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: enum, required: true, constraints: {one_of: [repaired, duplicate]}}
    side_effects:
      - event: report.closed
        when_parameter: outcome
        when_equals: repaired
        payload_aliases: {report: $entity.id}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import renaming
from atelier_cli.catalog.roots import parameter_type
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.coerce import coerce
from atelier_cli.names import suggest
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionSideEffect

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (ActionSideEffect,)


def check(node: Node[ActionSideEffect], catalog: Catalog) -> Iterator[Diagnostic]:
    effect = node.model
    has_value = "when_equals" in effect.model_fields_set
    if effect.when_parameter is None and not has_value:
        return
    action = node.around(Action)
    if effect.when_parameter is None or not has_value:
        there, missing = ("when_equals", "when_parameter") if has_value else ("when_parameter", "when_equals")
        if not node.is_broken():
            message = f"expected `{missing}` beside `{there}`, found none"
            yield Diagnostic("wrong-effect-condition", SEVERITY, message, node.at(there, part="key"))
    elif action is not None:
        yield from _check_value(node, action, effect.when_parameter, catalog)


def _check_value(
    node: Node[ActionSideEffect], action: Node[Action], key: str, catalog: Catalog
) -> Iterator[Diagnostic]:
    parameter = next((one for one in action.model.parameters if one.key == key), None)
    if parameter is None or action.is_broken():
        return
    wanted = parameter_type(parameter, catalog)
    said = node.model.when_equals
    _, problems = coerce(said, wanted)
    for problem in problems:
        place = node.at("when_equals", *problem.path)
        meant = suggest(said, wanted.choices) if isinstance(said, str) else ""
        yield Diagnostic(
            "wrong-effect-condition",
            SEVERITY,
            f"`{key}` never equals this: {problem.message}",
            place,
            help=problem.help,
            fixes=renaming(place, meant),
        )
