"""A comment that looks like an ignore cannot be understood.

It ignores nothing. An ignore names the rules in brackets, separated by commas; it may say until when it applies, and
should say why: `# atelier: ignore[unknown-key, unknown-role] until=2027-01-31 the roles come with the reform`.

## Example

```yaml
settings:
  # atelier: ignore until the reform
  - {key: repair_days, type: integer}
```

## Instead

```yaml
settings:
  # atelier: ignore[unknown-key] until the reform
  - {key: repair_days, type: integer, colour: red}
```
"""

from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, found_elsewhere
from atelier_cli.sheet.ignores import Ignore

SEVERITY = Severity.WARNING
CATEGORY = Category.SUPPRESSIONS
NODES = ()
check = found_elsewhere


def report(ignore: Ignore) -> Diagnostic:
    """The finding about an ignore with a fault."""
    remedy = "write `# atelier: ignore[rule] reason`, or another comment"
    return Diagnostic("malformed-ignore", SEVERITY, ignore.fault, ignore.place, help=remedy)
