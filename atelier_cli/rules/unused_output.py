"""A step saves its output under a name that nothing reads.

`save_as` gives what a step puts out a name in the context, so that steps further on can read it. One that no value and
no expression of the sheet reads may be left over; people can still read it in the traces of the run. What comes before
a skill is read by it. Nor does the rule ask for a `save_as` to go that keeps two outputs apart.

## Example

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [phone], properties: {phone: {type: string, minLength: 2}}}
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: $input.phone}}
        save_as: call
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [phone], properties: {phone: {type: string, minLength: 2}}}
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: $input.phone}}
```
"""

import re
from collections import Counter
from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import FlowGraph, flow_graph
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import outputs
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.flow import Flow, GateStep, SkillStep, Step
from atelier_cli.sheet.models.sheet import Sheet

SEVERITY = Severity.INFO
CATEGORY = Category.FLOWS
PROFILE = Profile.STRICT
NODES = (Flow,)
#: How a text reads an output, or all of them; a name in a comment or in words for people counts as read.
_READ = re.compile(r"""\b(context|steps)\b\s*(?:\.\s*([\w-]+)|\[\s*\\?['"]([\w-]+)|(:))?""")
#: What is read where all outputs are.
_ALL = ""


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    steps = node.model.steps
    if not any(_saved(step) for step in steps) or node.is_broken():
        return
    sheet = node.around(Sheet)
    graph = catalog.once(flow_graph, node)
    read = {("context", _ALL)} if sheet is None else catalog.once(_read, sheet)
    if ("context", _ALL) in read or ("steps", _ALL) in read or not graph.is_whole:
        return
    unread = [
        i
        for i in sorted(graph.order)
        if (saved := _saved(steps[i])) and not {("context", saved), ("steps", steps[i].id)} & read
    ]
    kept = _given_to_skills(graph, node.model) | _kept_apart(node, catalog) if unread else ()
    for i in unread:
        if i not in kept:
            place = node.at("steps", i, "save_as")
            yield Diagnostic(
                "unused-output",
                SEVERITY,
                f"nothing reads `context.{_saved(steps[i])}`",
                place,
                help="leave it out",
                fixes=(Fix("leave it out", safe=False, edits=(Edit(place, None),)),),
            )


def _saved(step: Step) -> str | None:
    return None if isinstance(step, GateStep) else step.save_as


def _read(sheet: Node[Sheet], _catalog: Catalog) -> frozenset[tuple[str, str]]:
    """What the text of a sheet reads of `context` and `steps`: a key of that name reads nothing."""
    found = _READ.findall(sheet.parsed.document.text)
    return frozenset((root, one or other or _ALL) for root, one, other, key in found if not key)


def _given_to_skills(graph: FlowGraph, flow: Flow) -> set[int]:
    """The steps that a skill comes after, on some way."""
    before: dict[int, list[int]] = {}
    for step in graph.order:
        for way in graph.ways[step]:
            if way.target is not None:
                before.setdefault(way.target, []).append(step)
    found: set[int] = set()
    rest = [step for step in graph.order if isinstance(flow.steps[step], SkillStep)]
    while rest:
        more = {*before.get(rest.pop(), ())} - found
        found |= more
        rest += more
    return found


def _kept_apart(node: Node[Flow], catalog: Catalog) -> set[int]:
    """The steps whose outputs have members of a name that another output has, or is saved under."""
    names = {
        i: Counter({*(output.fields or ())}) + Counter(filter(None, [_saved(node.model.steps[i])]))
        for i, output in catalog.once(outputs, node).items()
    }
    total = sum(names.values(), Counter())
    return {
        i
        for i, output in catalog.once(outputs, node).items()
        if any(total[name] > names[i][name] for name in output.fields or ())
    }
