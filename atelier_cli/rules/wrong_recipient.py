"""What a rule takes its recipients from can be nobody's address.

`field:<path>` leads to a member of the payload that holds an e-mail address, a user, or a list of such. A number, a day
or one of a few words tells nobody.

## Example

```yaml
notifications:
  templates:
    - {key: c, subject: Closed, body_text: Done.}
  rules:
    - {key: tell, event: report.counted, recipients_resolver: "field:visits", template: c, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: c, subject: Closed, body_text: Done.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "field:reporter_email", template: c, channels: [inbox]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging.notification import PREFIX
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.language.condition.check import field_type
from atelier_cli.language.types import Type, from_schema
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import NotificationRule

SEVERITY = Severity.ERROR
CATEGORY = Category.NOTIFICATIONS
NODES = (NotificationRule,)
#: What may be, or hold, the address of somebody.
_PEOPLE = {"string", "text", "email", "phone", "user", "role", "entity", "any", "json", "null"}


def check(node: Node[NotificationRule], catalog: Catalog) -> Iterator[Diagnostic]:
    resolver = node.model.recipients_resolver
    event = catalog.events.get(node.model.event)
    if event is None or not resolver.startswith(PREFIX):
        return
    payload = from_schema(event.model.payload_schema)
    found, problems = field_type(resolver[len(PREFIX) :], payload, catalog.names({}))
    if not problems and not _is_address(found):
        yield Diagnostic(
            "wrong-recipient",
            SEVERITY,
            f"expected an e-mail address or a user, found {found}",
            node.at("recipients_resolver", within=(len(PREFIX), len(resolver))),
            labels=(Label(event.at("code"), "the event"),),
            help="name a member that holds an address, or a role: `role:<name>`",
        )


def _is_address(found: Type) -> bool:
    item = found.item if found.name == "list" else None
    return (found if item is None else item).name in {*_PEOPLE, *({"list"} if item is None else ())}
