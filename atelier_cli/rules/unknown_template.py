"""A notification rule or a template names a template that its sheet does not have.

Rules fill in templates of the same sheet. A template may extend another one, or `base`, the packaged layout.

## Example

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: The report is closed.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: close, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: The report is closed.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import NotificationRule, Template

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (NotificationRule, Template)


#: The layout that is always there.
_BASE = "base"


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    field = "extends" if isinstance(node.model, Template) else "template"
    key = getattr(node.model, field)
    own = catalog.application_of(node).templates
    known = {*own, _BASE} if field == "extends" else own.keys()
    if key is None or key in known or ("notifications", "templates") in node.parsed.gaps:
        return
    if key not in catalog.suspects:
        yield dangling(
            "unknown-template",
            f"unknown template `{key}`",
            key,
            known,
            node.at(field),
            otherwise="add it to `notifications.templates` of this sheet",
        )
