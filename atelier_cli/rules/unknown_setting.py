"""A sheet names a setting that it does not have.

Settings belong to one application: `$config.KEY` and `values_from: {setting: KEY}` read those of the sheet they stand
in.

## Example

```yaml
settings:
  - {key: channels, type: list, default_value: [email, phone]}
actions:
  - key: note
    label: Add a note
    target_model: report
    parameters:
      - {key: channel, type: string, values_from: {setting: chanels}}
```

## Instead

```yaml
settings:
  - {key: channels, type: list, default_value: [email, phone]}
actions:
  - key: note
    label: Add a note
    target_model: report
    parameters:
      - {key: channel, type: string, values_from: {setting: channels}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import SettingValues

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (SettingValues,)


def check(node: Node[SettingValues], catalog: Catalog) -> Iterator[Diagnostic]:
    known = catalog.application_of(node).settings
    key = node.model.setting
    if key not in known and key not in catalog.suspects and ("settings",) not in node.parsed.gaps:
        yield dangling(
            "unknown-setting",
            f"unknown setting `{key}`",
            key,
            known,
            node.at("setting"),
            otherwise="add it to the `settings` of this sheet",
        )
