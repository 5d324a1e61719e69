"""A parameter offers a choice that its own constraints refuse.

`one_of` and `not_one_of` are enforced whatever the list of values offers: what stands in the one and not in the other
can never be given.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: by, type: enum, values_from: {choices: [email, phone]}, constraints: {one_of: [email, letter]}}
    edits:
      - {field: description, value: $parameters.by}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: by, type: enum, values_from: {choices: [email, letter]}}
    edits:
      - {field: description, value: $parameters.by}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ChoiceValues, Parameter

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Parameter,)


def check(node: Node[Parameter], _catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    said = parameter.constraints
    if said is None:
        return
    offered = parameter.values_from.choices if isinstance(parameter.values_from, ChoiceValues) else ()
    words = {choice.value for choice in offered}
    allowed = [value for value in said.one_of or () if isinstance(value, str)]
    if words and said.one_of is not None:
        extra = [i for i, value in enumerate(said.one_of) if isinstance(value, str) and value not in words]
        for i in extra:
            message = f"`{said.one_of[i]}` is allowed, and not offered"
            yield _finding(node, ("one_of", i), message, "offered")
        if not extra and words - {*allowed}:
            rest = alternatives(words - {*allowed})
            yield _finding(node, ("one_of",), f"offered, and not allowed: {rest}", "offered")
    for i, value in enumerate(said.not_one_of or ()):
        if said.one_of is not None and value in said.one_of:
            yield _finding(node, ("not_one_of", i), f"`{value}` is both allowed and refused", "allowed")


def _finding(node: Node[Parameter], where: tuple[str | int, ...], message: str, noun: str) -> Diagnostic:
    other = ("values_from", "choices") if noun == "offered" else ("constraints", "one_of")
    return Diagnostic(
        "excluded-choice",
        SEVERITY,
        message,
        node.at("constraints", *where),
        labels=(Label(node.at(*other), noun),),
        help="list the values once",
    )
