"""A template lists a variable that its words do not use.

`available_vars` says what the words read: what stands there and nowhere else may be misspelt in the text, or forgotten.

## Example

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: "The report {{ report }} is done.", available_vars: [report, outcome]}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: "The report {{ report }} is done.", available_vars: [report]}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.template_words import template_words
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import Template

SEVERITY = Severity.INFO
CATEGORY = Category.NOTIFICATIONS
NODES = (Template,)


def check(node: Node[Template], _catalog: Catalog) -> Iterator[Diagnostic]:
    template = node.model
    listed = template.available_vars
    if not listed or template.extends not in {None, "base"}:
        return
    texts = (template.subject, template.body_text, template.body_html or "")
    read = {word.text for text in texts for word in template_words(text).words}
    if not read <= {*listed} or any(template_words(text).faults for text in texts):
        return  # the word that is not listed, or cannot be read, is probably the one
    for i, name in enumerate(listed):
        if name not in read:
            message = f"no word of the template uses `{name}`"
            yield Diagnostic("unused-variable", SEVERITY, message, node.at("available_vars", i), help="leave it out")
