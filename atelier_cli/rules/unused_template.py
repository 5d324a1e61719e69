"""No rule sends a template.

A template is used by the rules of its sheet, or by a template that extends it. What nothing uses is never sent.

## Example

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: Done.}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: Done.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import Notifications

SEVERITY = Severity.WARNING
CATEGORY = Category.NOTIFICATIONS
NODES = (Notifications,)


def check(node: Node[Notifications], _catalog: Catalog) -> Iterator[Diagnostic]:
    templates = node.model.templates
    if node.is_broken() or not templates:
        return
    keys = {template.key for template in templates}
    used = {rule.template for rule in node.model.rules}
    if not used <= keys:
        return  # the template that is not known is probably the one
    used |= {template.extends for template in templates if template.extends is not None}
    for i, template in enumerate(templates):
        if template.key not in used and template.is_active:
            message = f"no rule sends the template `{template.key}`"
            place = node.at("templates", i, "key")
            yield Diagnostic("unused-template", SEVERITY, message, place, help="add a rule, or leave it out")
