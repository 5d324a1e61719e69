"""A template extends itself.

`extends` leads from a template to the one it fills in; followed long enough, it must end.

## Example

```yaml
notifications:
  templates:
    - {key: letter, subject: Letter, body_text: Text, extends: letter}
```

## Instead

```yaml
notifications:
  templates:
    - {key: letter, subject: Letter, body_text: "{% block content %}Text{% endblock %}", extends: base}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: letter, channels: [inbox]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import Notifications

SEVERITY = Severity.ERROR
CATEGORY = Category.NOTIFICATIONS
NODES = (Notifications,)


def check(node: Node[Notifications], _catalog: Catalog) -> Iterator[Diagnostic]:
    parents = {template.key: template.extends for template in node.model.templates if template.extends is not None}
    told: set[str] = set()
    for i, template in enumerate(node.model.templates):
        circle = _circle(template.key, parents)
        if circle and not told.intersection(circle):
            told.update(circle)
            way = " -> ".join((*circle, template.key))
            message = f"the template extends itself: {way}"
            place = node.at("templates", i, "extends")
            yield Diagnostic("template-cycle", SEVERITY, message, place, help="let one of them stand alone")


def _circle(key: str, parents: dict[str, str]) -> list[str]:
    """The templates from one back to itself; none where the way ends, or circles elsewhere."""
    way = [key]
    at = parents.get(key)
    while at is not None and at not in way:
        way.append(at)
        at = parents.get(at)
    return way if at == key else []
