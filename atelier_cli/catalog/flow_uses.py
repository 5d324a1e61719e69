"""What the steps of a flow read of each other: the names below `context` and `steps` that have to be there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Path
from atelier_cli.language.expression.needs import needs
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Call, Formula, ListNode, MapNode, Reference
from atelier_cli.language.values.syntax import Node as ValueNode
from atelier_cli.sheet.models.flow import Flow, GateStep, HumanStep, ProductStep, SkillStep, Step, WaitStep

#: The roots whose names are there only once a step has put them there.
_ROOTS = frozenset(("context", "steps"))


class Use(NamedTuple):
    """A name that is read, and where."""

    root: str
    name: str
    #: From the flow.
    path: Path
    within: tuple[int, int] | None

    @property
    def fact(self) -> tuple[str, str]:
        return self.root, self.name


def flow_uses(node: Node[Flow], _catalog: Catalog) -> tuple[tuple[Use, ...], tuple[tuple[Use, ...], ...]]:
    """What the flow's deadline reads, and what each of its steps does."""
    deadline = tuple(_of_value(("deadline",), node.model.deadline))
    return deadline, tuple(
        tuple(use for path, text in _texts(step) for use in _of_text(("steps", i, "with", *path), text))
        if isinstance(step, GateStep | WaitStep)
        else tuple(use for path, said in _values(step) for use in _of_value(("steps", i, "with", *path), said))
        for i, step in enumerate(node.model.steps)
    )


def _values(step: Step) -> Iterator[tuple[Path, Any]]:
    match step:
        case SkillStep():
            yield ("input",), step.with_.input
        case ProductStep():
            yield ("payload",), step.with_.payload
        case HumanStep():
            yield ("deadline",), step.with_.deadline


def _texts(step: Step) -> Iterator[tuple[Path, str]]:
    match step:
        case GateStep():
            yield ("expression",), step.with_.expression
        case WaitStep() if step.with_.match is not None:
            yield ("match",), step.with_.match


def _of_text(path: Path, text: str) -> Iterator[Use]:
    for need in needs(text):
        if need.root in _ROOTS:
            yield Use(need.root, need.name, path, need.span)


def _of_value(path: Path, said: Any) -> Iterator[Use]:
    if isinstance(said, dict | list) or (isinstance(said, str) and said.startswith("$")):
        yield from _of_node(path, parse(said)[0])


def _of_node(path: Path, node: ValueNode) -> Iterator[Use]:
    match node:
        case Reference(root, names) if root in _ROOTS and names:
            yield Use(root, names[0].text, path, names[0].span)
        case Formula(text):
            yield from _of_text((*path, "$expr"), text)
        case Call(_, args):
            for name, part in args.items():
                yield from _of_node((*path, "args", name), part)
        case ListNode(items):
            for i, part in enumerate(items):
                yield from _of_node((*path, i), part)
        case MapNode(members):
            for name, part in members.items():
                yield from _of_node((*path, name), part)
