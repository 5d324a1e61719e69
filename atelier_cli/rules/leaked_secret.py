"""A secret goes where it is not kept.

What a schema marks as `writeOnly: true` or `x-secret: true`, and a parameter marked `sensitive`, is redacted wherever
it is traced. That ends where the value is sent on under a name that is not marked: in the payload of a step or of an
event, in the input of a flow, or among the operands of a gate or a match, which are traced as they are.

## Example

```yaml
flows:
  - key: look-up
    label: Look up
    input: {type: object, required: [token], properties: {token: {type: string, writeOnly: true}}}
    steps:
      - {id: look-up, kind: product_action, with: {product: phone, action: look_up, payload: {plate: $input.token}}}
```

## Instead

```yaml
flows:
  - key: look-up
    label: Look up
    input: {type: object, required: [token], properties: {token: {type: string, writeOnly: true}}}
    steps:
      - id: look-up
        kind: product_action
        with: {product: phone, action: look_up, payload: {plate: AA-00-AA, token: $input.token}}
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_secrets import Leak, flow_leaks
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reads import reads
from atelier_cli.catalog.secrets import is_marked_at
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow, Action)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, Flow):
        for leak in flow_leaks(node, catalog):
            yield _of_flow(leak, node)
    else:
        yield from _of_action(node, catalog)


def _of_flow(leak: Leak, node: Node[Flow]) -> Diagnostic:
    name = ".".join(leak.names)
    place = node.at(*leak.path, within=leak.within)
    if leak.is_operand:
        return _finding(f"the secret `{name}` is traced as an operand", place, "keep secrets out of expressions")
    return _finding(
        f"the secret `{name}` is sent where it is not marked as one", place, "mark the member there as `x-secret: true`"
    )


def _of_action(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    secret = {parameter.key: i for i, parameter in enumerate(node.model.parameters) if parameter.sensitive}
    if secret:
        yield from _into_flow(node, secret, catalog)
        yield from _into_events(node, secret, catalog)


def _into_flow(node: Node[Action], secret: Mapping[str, int], catalog: Catalog) -> Iterator[Diagnostic]:
    """The flow that carries an async action is given the parameters of which it has the names in its input."""
    flow = catalog.application_of(node).flows.get(node.model.flow or "")
    schema = None if flow is None else flow.model.input
    members = {} if schema is None else schema.get("properties")
    for name, i in secret.items():
        if flow is not None and isinstance(members, Mapping) and name in members and not is_marked_at(schema, (name,)):
            yield _finding(
                f"the secret `parameters.{name}` is given to the flow `{flow.model.key}`, whose input does not mark it",
                node.at("parameters", i, "sensitive"),
                f"mark `{name}` as `x-secret: true` in the input of the flow",
                Label(flow.at("input", "properties", name, part="key"), "not marked"),
            )


def _into_events(node: Node[Action], secret: Mapping[str, int], catalog: Catalog) -> Iterator[Diagnostic]:
    for i, effect in enumerate(node.model.side_effects):
        event = catalog.events.get(effect.event)
        for name, said in effect.payload_aliases.items():
            if event is not None and is_marked_at(event.model.payload_schema, (name,)):
                continue
            for read in reads(said):
                if read.names[0] == "parameters" and secret.keys() & read.names[1:2]:
                    yield _finding(
                        f"the secret `{'.'.join(read.names)}` is sent where it is not marked as one",
                        node.at("side_effects", i, "payload_aliases", name, *read.path, within=read.within),
                        f"mark `{name}` as `x-secret: true` in the payload of `{effect.event}`",
                    )


def _finding(message: str, place: Place, hint: str, *labels: Label) -> Diagnostic:
    return Diagnostic("leaked-secret", SEVERITY, message, place, labels=labels, help=hint)
