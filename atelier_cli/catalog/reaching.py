"""Reaching definitions over flows: which steps may have given a name of the context the value it has at a step."""

from collections.abc import Iterator, Mapping

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import FlowGraph, flow_graph
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import outputs
from atelier_cli.frozen import frozen
from atelier_cli.language.join import join
from atelier_cli.language.types import Type
from atelier_cli.sheet.models.flow import Flow


@frozen
class Definition:
    """A step that gives a name of the context a value."""

    name: str
    #: The step's index.
    step: int
    type: Type
    #: Whether the name is a member of an output without `save_as`, which must not be there already.
    is_merged: bool


@frozen
class Reaching:
    """The names that several steps define, and which of those definitions come to each step."""

    definitions: tuple[Definition, ...]
    #: By step that can be reached: a bit for each of the definitions.
    at: Mapping[int, int]
    #: The bits of those names whose definitions differ in type.
    varied: int = 0

    @property
    def merged(self) -> dict[int, set[str]]:
        """By step, those names that are members of its output: they must not be there already."""
        found: dict[int, set[str]] = {}
        for one in self.definitions:
            if one.is_merged:
                found.setdefault(one.step, set()).add(one.name)
        return found

    def at_step(self, step: int) -> Iterator[Definition]:
        return self._of(self.at.get(step, 0))

    def _of(self, bits: int) -> Iterator[Definition]:
        while bits:
            lowest = bits & -bits
            yield self.definitions[lowest.bit_length() - 1]
            bits ^= lowest

    def types(self, step: int) -> dict[str, Type]:
        """The types at a step of the names whose definitions differ in type."""
        found: dict[str, list[Type]] = {}
        for one in self._of(self.at.get(step, 0) & self.varied):
            found.setdefault(one.name, []).append(one.type)
        return {name: join(types) for name, types in found.items()}


def reaching(node: Node[Flow], catalog: Catalog) -> Reaching:
    graph = catalog.once(flow_graph, node)
    by_name: dict[str, list[Definition]] = {}
    for step, output in catalog.once(outputs, node).items():
        for one in _definitions(node.model, step, output):
            by_name.setdefault(one.name, []).append(one)
    definitions = tuple(one for each in by_name.values() if len(each) > 1 for one in each)
    differ = {name for name, each in by_name.items() if any(one.type != each[0].type for one in each)}
    varied = sum(1 << i for i, one in enumerate(definitions) if one.name in differ)
    return Reaching(definitions, _settled(graph, definitions) if definitions else {}, varied)


def _definitions(flow: Flow, step: int, output: Type) -> Iterator[Definition]:
    saved = getattr(flow.steps[step], "save_as", None)
    if saved is not None:
        yield Definition(saved, step, output, is_merged=False)
    else:
        for name, type in (output.fields or {}).items():
            yield Definition(name, step, type, is_merged=True)


def _settled(graph: FlowGraph, definitions: tuple[Definition, ...]) -> dict[int, int]:
    """By step the definitions that come to it on some way without another in between."""
    of_name: dict[str, int] = {}
    made: dict[int, int] = {}
    replaced: dict[int, int] = {}
    for i, one in enumerate(definitions):
        of_name[one.name] = of_name.get(one.name, 0) | 1 << i
        made[one.step] = made.get(one.step, 0) | 1 << i
    for one in definitions:
        replaced[one.step] = replaced.get(one.step, 0) | of_name[one.name]
    found = dict.fromkeys(graph.order, 0)
    changed = True
    while changed:
        changed = False
        for step in graph.order:
            after = found[step] & ~replaced.get(step, 0) | made.get(step, 0)
            for way in graph.ways[step]:
                if way.target is not None:
                    more = found[way.target] | (after if way.gives else found[step])
                    changed = changed or more != found[way.target]
                    found[way.target] = more
    return found
