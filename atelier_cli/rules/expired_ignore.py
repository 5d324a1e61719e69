"""A comment has ignored something until a day that is past.

`until=2027-01-31` says how long something may be left as it is. From the next day on it is a finding again, if it is
still there, and the comment is one too.

## Example

```yaml
settings:
  - {key: repair_days, type: integer}  # atelier: ignore[unknown-key] until=2020-01-31 the form is old
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer}
```
"""

from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from atelier_cli.rules.protocol import Category, found_elsewhere
from atelier_cli.sheet.ignores import Ignore

SEVERITY = Severity.WARNING
CATEGORY = Category.SUPPRESSIONS
NODES = ()
check = found_elsewhere


def report(ignore: Ignore) -> Diagnostic:
    """The finding about an ignore whose last day is past."""
    names = " and ".join(f"`{name.text}`" for name in ignore.rules)
    return Diagnostic(
        "expired-ignore",
        SEVERITY,
        f"the ignore of {names} has expired",
        ignore.place,
        f"until {ignore.until}",
        help="mend what it was for and remove it, or give it another day",
        fixes=(Fix("remove the ignore", safe=True, edits=(Edit(Place(ignore.source, range=ignore.removal), ""),)),),
    )
