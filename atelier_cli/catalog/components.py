"""The strongly connected components of a graph: what lies on cycles together (Tarjan 1972, without recursion)."""

from collections.abc import Iterable, Mapping, Sequence

#: From each node to those that it leads to; one that is no key is not looked at.
Edges = Mapping[int, Sequence[int]]


def components(edges: Edges) -> list[list[int]]:
    """The components, each after those that it leads to; a node on no cycle is one of its own."""
    search = _Search(edges)
    for node in edges:
        if node not in search.number:
            search.visit(node)
    return search.found


def is_cycle(component: Sequence[int], edges: Edges) -> bool:
    """Whether one comes round in a component: most are a single node that does not lead to itself."""
    return len(component) > 1 or component[0] in edges[component[0]]


def without(edges: Edges, nodes: Iterable[int]) -> dict[int, Sequence[int]]:
    """The graph without some of its nodes."""
    gone = set(nodes)
    return {node: targets for node, targets in edges.items() if node not in gone}


class _Search:
    """A depth-first search under way."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.number: dict[int, int] = {}
        self.low: dict[int, int] = {}
        self.path: list[int] = []
        self.on_path: set[int] = set()
        self.found: list[list[int]] = []

    def visit(self, start: int) -> None:
        stack = [(start, iter(self.edges[start]))]
        self.enter(start)
        while stack:
            node, targets = stack[-1]
            target = next((one for one in targets if one in self.edges and self.sees(node, one)), None)
            if target is not None:
                self.enter(target)
                stack.append((target, iter(self.edges[target])))
                continue
            stack.pop()
            if stack:
                above = stack[-1][0]
                self.low[above] = min(self.low[above], self.low[node])
            self.leave(node)

    def enter(self, node: int) -> None:
        self.number[node] = self.low[node] = len(self.number)
        self.path.append(node)
        self.on_path.add(node)

    def sees(self, node: int, target: int) -> bool:
        """Whether the target is new; one on the path closes a cycle."""
        if target in self.on_path:
            self.low[node] = min(self.low[node], self.number[target])
        return target not in self.number

    def leave(self, node: int) -> None:
        if self.low[node] == self.number[node]:
            start = _last(self.path, node)
            component = self.path[start:]
            del self.path[start:]
            self.on_path.difference_update(component)
            self.found.append(component)


def _last(path: list[int], node: int) -> int:
    """Where a node stands on the path, looked for from its end."""
    return next(i for i in range(len(path) - 1, -1, -1) if path[i] == node)
