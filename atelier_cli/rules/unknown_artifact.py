"""The id of an artifact is read from a member that the answer does not have.

`artifact` says what a skill or an action of a product has drafted or judged: its kind, and the path of its id in the
answer. Traces could never name an artifact whose path leads nowhere.

## Example

```yaml
vocabulary:
  code: letters
  skills:
    - code: write_letter
      output_schema: {type: object, required: [letter_id], properties: {letter_id: {type: string}}}
      artifact: {kind: letter, id: leter_id}
```

## Instead

```yaml
vocabulary:
  code: letters
  skills:
    - code: write_letter
      output_schema: {type: object, required: [letter_id], properties: {letter_id: {type: string}}}
      artifact: {kind: letter, id: letter_id}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.members import known_members, member_type
from atelier_cli.language.scope import NO_NAMES
from atelier_cli.language.types import from_schema
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.vocabulary import ProductAction, Skill

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (Skill, ProductAction)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    model = node.model
    if model.artifact is None:
        return
    schema, key = (
        (model.output_schema, "output_schema") if isinstance(model, Skill) else (model.result_schema, "result_schema")
    )
    at, start = from_schema(schema), 0
    for name in model.artifact.id.split("."):
        found = member_type(at, name, NO_NAMES)
        if found is None:
            yield dangling(
                "unknown-artifact",
                f"the answer has no member `{name}`",
                name,
                known_members(at, NO_NAMES),
                node.at("artifact", "id", within=(start, start + len(name))),
                holder="it has",
                declared=node.at(key, part="key"),
            )
            return
        at, start = found, start + len(name) + 1
