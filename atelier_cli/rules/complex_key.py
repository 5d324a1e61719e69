"""A mapping or a list stands where a key is expected.

Keys are texts. Most often this is a text that begins with a brace, such as `{{ title }}` in a template: it needs
quotes.

## Example

```yaml
notifications:
  templates:
    - key: closed
      subject: {{ title }}
      body_text: It is closed.
```

## Instead

```yaml
notifications:
  templates:
    - key: closed
      subject: "{{ report }}"
      body_text: It is closed.
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
