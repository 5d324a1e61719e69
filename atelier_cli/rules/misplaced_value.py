"""A reference stands where it cannot be read.

Each place for a value has its own modes: a create is not there before the creates, what classifies is known to side
effects alone, a setting is written out, and a flow does not know the `$entity` of an action.

## Example

```yaml
flows:
  - key: score
    label: Score
    steps:
      - {id: score, kind: sage_skill, with: {skill: score_fit, input: {title: $entity.description}}}
```

## Instead

```yaml
flows:
  - key: score
    label: Score
    input: {type: object, properties: {title: {type: string}}}
    steps:
      - {id: score, kind: sage_skill, with: {skill: score_fit, input: {title: $input.title}}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
