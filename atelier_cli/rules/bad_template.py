"""The words of a notification cannot be rendered.

Templates are those of Jinja: what is opened with `{{` or `{%` has to be closed, and every `if`, `for` and `block` has
its end. A template that cannot be rendered reaches nobody.

## Example

```yaml
notifications:
  templates:
    - {key: closed, subject: "Closed: {{ report", body_text: Done.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: "Closed: {{ report }}", body_text: Done., available_vars: [report]}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.template_words import template_words
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ActionPresentation
from atelier_cli.sheet.models.notification import Template

SEVERITY = Severity.ERROR
CATEGORY = Category.NOTIFICATIONS
NODES = (Template, ActionPresentation)
_TEXTS: dict[type[Any], tuple[str, ...]] = {
    Template: ("subject", "body_text", "body_html"),
    ActionPresentation: ("activity_template",),
}


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for key in _TEXTS[type(node.model)]:
        text = getattr(node.model, key)
        for fault in template_words(text).faults if text is not None else ():
            place = node.at(key, within=fault.span)
            yield Diagnostic("bad-template", SEVERITY, fault.message, place, help=fault.hint)
