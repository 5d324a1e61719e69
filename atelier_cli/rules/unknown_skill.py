"""A flow asks a skill that no vocabulary has.

Skills are declared, with the schemas of what they are given and what they answer, in `skills` of a vocabulary.

## Example

```yaml
flows:
  - key: score
    label: Score an opportunity
    steps:
      - {id: score, kind: sage_skill, with: {skill: score_fitt, input: {title: Street trees}}}
```

## Instead

```yaml
flows:
  - key: score
    label: Score an opportunity
    steps:
      - {id: score, kind: sage_skill, with: {skill: score_fit, input: {title: Street trees}}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import SkillStep

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (SkillStep,)


def check(node: Node[SkillStep], catalog: Catalog) -> Iterator[Diagnostic]:
    code = node.model.with_.skill
    if code not in catalog.skills and code not in catalog.suspects:
        yield dangling(
            "unknown-skill",
            f"unknown skill `{code}`",
            code,
            catalog.skills,
            node.at("with", "skill"),
            otherwise="add it to the `skills` of a vocabulary",
        )
