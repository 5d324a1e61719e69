"""A comment ignores a rule that does not exist.

It ignores nothing. `atelier rules` lists the rules; a finding names its own.

## Example

```yaml
# atelier: ignore[unknown-kye] the form is older than its schema
settings:
  - {key: repair_days, type: integer}
```

## Instead

```yaml
settings:
  # atelier: ignore[unknown-key] the form is older than its schema
  - {key: repair_days, type: integer, colour: red}
```
"""

from collections.abc import Collection

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Severity
from atelier_cli.rules.protocol import Category, found_elsewhere
from atelier_cli.sheet.ignores import Ignore, Name

SEVERITY = Severity.WARNING
CATEGORY = Category.SUPPRESSIONS
NODES = ()
check = found_elsewhere


def report(ignore: Ignore, name: Name, known: Collection[str]) -> Diagnostic:
    """The finding about a name in an ignore that is none of the known rules."""
    if name.text in {*Category}:
        message, meant, remedy = f"`{name.text}` is a category, not a rule", "", "name the rules that it is about"
    else:
        meant = names.suggest(name.text, known)
        message = f"unknown rule `{name.text}`"
        remedy = f"did you mean `{meant}`?" if meant else "`atelier rules` lists the rules"
    place = ignore.place_of(name)
    fixes = (Fix(f"rename to `{meant}`", safe=False, edits=(Edit(place, meant),)),) if meant else ()
    return Diagnostic("unknown-ignore", SEVERITY, message, place, help=remedy, fixes=fixes)
