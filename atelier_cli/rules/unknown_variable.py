"""The words of a notification read what the event does not say.

The variables of a template are the members of the event's payload. Those it uses are listed in `available_vars`;
without such a list, they have to be in the payload of each event that the rules use it for.

## Example

```yaml
notifications:
  templates:
    - {key: closed, subject: "Closed: {{ reprt }}", body_text: Done., available_vars: [report]}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: "Closed: {{ report }}", body_text: Done., available_vars: [report]}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterable, Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.catalog.template_words import template_words
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.language.types import from_schema
from atelier_cli.names import suggest
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import Notifications, Template

SEVERITY = Severity.ERROR
CATEGORY = Category.NOTIFICATIONS
NODES = (Notifications,)
_TEXTS = ("subject", "body_text", "body_html")


def check(node: Node[Notifications], catalog: Catalog) -> Iterator[Diagnostic]:
    payloads = _payloads(node, catalog)
    for i, template in enumerate(node.model.templates):
        known = payloads.get(template.key)
        if template.available_vars:
            yield from _listed(node, i, template, known)
        elif known is not None and template.extends in {None, "base"}:
            members, event = known
            for word, place in _read(node, i, template):
                if word not in members:
                    yield _finding(word, members, place, event)


def _payloads(node: Node[Notifications], catalog: Catalog) -> dict[str, tuple[frozenset[str], str]]:
    """What can be read in each template whatever event it is used for, with the event that has least."""
    found: dict[str, tuple[frozenset[str], str]] = {}
    for rule in node.model.rules:
        event = catalog.events.get(rule.event)
        payload = None if event is None else from_schema(event.model.payload_schema)
        if payload is not None and payload.name == "object" and not payload.open and payload.fields:
            members = frozenset(payload.fields)
            before, first = found.get(rule.template, (members, rule.event))
            found[rule.template] = (before & members, first if before <= members else rule.event)
    return found


def _listed(
    node: Node[Notifications], i: int, template: Template, known: tuple[frozenset[str], str] | None
) -> Iterator[Diagnostic]:
    strange = set()
    for j, name in enumerate(template.available_vars):
        if known is not None and name not in known[0]:
            # That the list lacks what was meant is the same mistake.
            strange |= {name, suggest(name, known[0])}
            yield _finding(name, known[0], node.at("templates", i, "available_vars", j), known[1])
    for word, place in _read(node, i, template):
        if word not in template.available_vars and word not in strange:
            yield _finding(word, template.available_vars, place, "")


def _read(node: Node[Notifications], i: int, template: Template) -> Iterator[tuple[str, Place]]:
    for key in _TEXTS:
        text = getattr(template, key)
        for word in template_words(text).words if text is not None else ():
            yield word.text, node.at("templates", i, key, within=word.span)


def _finding(word: str, known: Iterable[str], place: Place, event: str) -> Diagnostic:
    source = f"the payload of `{event}`" if event else "`available_vars`"
    return dangling(
        "unknown-variable",
        f"unknown variable `{word}`: it is not in {source}",
        word,
        known,
        place,
        otherwise=f"add it to {source}",
    )
