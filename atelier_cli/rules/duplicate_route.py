"""Two applications have the same routes.

The first part of an application's routes is its `route_namespace`, or else its code: of two that share it, only one can
be opened.

## Example

```yaml
# desk.yaml
identity: {code: desk, name: Desk, route_namespace: registry}
```

## Instead

```yaml
# desk.yaml
identity: {code: desk, name: Desk, route_namespace: service}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.identity import Identity
from atelier_cli.sheet.models.sheet import Sheet

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = (Sheet,)


def check(node: Node[Sheet], catalog: Catalog) -> Iterator[Diagnostic]:
    identity = node.model.identity
    for other in catalog.routes.get(identity.route, ()):
        if other.is_same(node):
            return  # of two, the later one is told
        theirs = other.model.identity
        # Two applications of one code are another mistake.
        if theirs.code != identity.code:
            yield Diagnostic(
                "duplicate-route",
                SEVERITY,
                f"the application `{theirs.code}` has the routes `{identity.route}` already",
                node.at("identity", _key(identity)),
                labels=(Label(other.at("identity", _key(theirs)), "the first one"),),
                help="give one of them another `route_namespace`",
            )
            return


def _key(identity: Identity) -> str:
    return "code" if identity.route_namespace is None else "route_namespace"
