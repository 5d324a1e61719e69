"""A comment ignores a finding and does not say why.

Who comes next cannot tell whether it may go. This is asked for in the profile `strict` only.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, colour: red}  # atelier: ignore[unknown-key]
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, colour: red}  # atelier: ignore[unknown-key] read by the old form only
```
"""

from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile, found_elsewhere
from atelier_cli.sheet.ignores import Ignore

SEVERITY = Severity.INFO
CATEGORY = Category.SUPPRESSIONS
PROFILE = Profile.STRICT
NODES = ()
check = found_elsewhere


def report(ignore: Ignore) -> Diagnostic:
    """The finding about an ignore without a reason."""
    remedy = "say why, behind the bracket"
    return Diagnostic("unexplained-ignore", SEVERITY, "the ignore gives no reason", ignore.place, help=remedy)
