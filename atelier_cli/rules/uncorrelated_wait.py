"""A wait takes any event of its type, and does not say that it means to.

Every run that waits is woken by every such event, whomever it is about. An equality between the event and the run, such
as `payload.call_id == context.call.call_id`, says whose event it is, and lets the waiting run be found by its key. A
wait that means all events says `broadcast: true`.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - id: answer
        kind: event_wait
        with: {eventType: phone.call.answered, match: payload.will_act, timeoutMs: 60000}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - id: answer
        kind: event_wait
        with: {eventType: phone.call.answered, match: payload.call_id == context.call_id, timeoutMs: 60000}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.expression.correlation import correlation
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import names_used
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import WaitStep

SEVERITY = Severity.WARNING
CATEGORY = Category.FLOWS
NODES = (WaitStep,)
_EVENT = ("event", "payload")
_RUN = ("context", "input", "steps", "run", "config")


def check(node: Node[WaitStep], _catalog: Catalog) -> Iterator[Diagnostic]:
    said = node.model.with_
    if said.broadcast or node.is_broken() or (said.match is not None and not _is_uncorrelated(said.match)):
        return
    yield Diagnostic(
        "uncorrelated-wait",
        SEVERITY,
        f"`{node.model.id}` takes any `{said.event_type}`"
        if said.match is None
        else "no equality between the event and the run",
        node.at("with", "eventType" if said.match is None else "match"),
        help="add one, such as `payload.id == context.id`, or say `broadcast: true`",
    )


def _is_uncorrelated(match: str) -> bool:
    """Whether a match that can be read has no equality by which a run can be found."""
    tree, problems = parse(match)
    if tree is None or problems or not {use.path[0] for use in names_used(tree)} <= {*_EVENT, *_RUN}:
        return False
    return correlation(tree, _EVENT, _RUN) is None
