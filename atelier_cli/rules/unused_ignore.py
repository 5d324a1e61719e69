"""A comment ignores what is not found.

What it was written for has been mended, or never was there; left standing it would hide the next mistake in that place.
An ignore at the end of a line is for what starts on that line, one on a line of its own for the node that follows, one
above everything else for the file. What keeps a file from being read, as `syntax`, cannot be ignored: nothing else in
that file was checked.

## Example

```yaml
settings:
  - {key: repair_days, type: integer}  # atelier: ignore[unknown-key] comes with the next version
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer}
```
"""

from collections.abc import Collection, Sequence

from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Place, Range, Severity
from atelier_cli.rules.protocol import Category, found_elsewhere
from atelier_cli.sheet.ignores import Ignore, Name, Scope

SEVERITY = Severity.WARNING
CATEGORY = Category.SUPPRESSIONS
NODES = ()
check = found_elsewhere


def report(ignore: Ignore, idle: Sequence[Name], always_on: Collection[str]) -> Diagnostic:
    """The finding about the names in an ignore that it does without; `always_on` are rules that cannot be ignored."""
    names = " and ".join(f"`{name.text}`" for name in idle)
    never = [name.text for name in idle if name.text in always_on]
    said = f"`{never[0]}` cannot be ignored" if never else f"there is no {names} to ignore"
    left = [name.text for name in ignore.rules if name not in idle]
    place = ignore.place if not left else ignore.place_of(idle[0])
    where = f"nothing {_WHERE[ignore.scope]}"
    remedy = "take it out of the list" if left else "remove it"
    return Diagnostic("unused-ignore", SEVERITY, said, place, where, help=remedy, fixes=(_fix(ignore, left),))


def _fix(ignore: Ignore, left: list[str]) -> Fix:
    """Takes the names out that are not used; with none left, the comment."""
    if not left:
        return Fix("remove the ignore", safe=True, edits=(Edit(Place(ignore.source, range=ignore.removal), ""),))
    written = Range(ignore.rules[0].range.start, ignore.rules[-1].range.end)
    edit = Edit(Place(ignore.source, range=written), ", ".join(left))
    return Fix(f"ignore only {', '.join(left)}", safe=True, edits=(edit,))


_WHERE = {Scope.LINE: "that starts on this line", Scope.NODE: "in what follows", Scope.FILE: "in this file"}
