"""A parameter chooses from a setting that is no list.

`values_from: {setting: ...}` offers what stands in the setting: only a list has several values to offer.

## Example

```yaml
settings:
  - {key: channel, type: string, default_value: email}
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: by, type: string, values_from: {setting: channel}}
    edits:
      - {field: description, value: $parameters.by}
```

## Instead

```yaml
settings:
  - {key: channels, type: list, default_value: [email, phone]}
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: by, type: string, values_from: {setting: channels}}
    edits:
      - {field: description, value: $parameters.by}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import SettingValues

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (SettingValues,)
#: Types whose values may be lists.
_LISTS = {"list", "json"}


def check(node: Node[SettingValues], catalog: Catalog) -> Iterator[Diagnostic]:
    setting = catalog.application_of(node).settings.get(node.model.setting)
    if setting is not None and setting.model.type not in _LISTS:
        yield Diagnostic(
            "wrong-options",
            SEVERITY,
            f"expected a setting of type list, found one of type {setting.model.type}",
            node.at("setting"),
            labels=(Label(setting.at("type"), "declared here"),),
            help="make it a list, or choose from another one",
        )
