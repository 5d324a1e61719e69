"""The strongly connected components of a graph, against what reachability says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.catalog.components import components, is_cycle, without

GRAPHS = st.integers(1, 7).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=3), min_size=size, max_size=size).map(
        lambda targets: dict(enumerate(targets))
    )
)


def reached(edges: dict[int, list[int]], start: int) -> set[int]:
    seen: set[int] = set()
    rest = [start]
    while rest:
        for target in edges[rest.pop()]:
            if target not in seen:
                seen.add(target)
                rest.append(target)
    return seen


@settings(max_examples=200, deadline=None)
@given(GRAPHS)
def test_nodes_are_together_when_each_reaches_the_other(edges: dict[int, list[int]]) -> None:
    found = components(edges)
    ways = {node: reached(edges, node) for node in edges}
    assert sorted(node for component in found for node in component) == sorted(edges)
    for component in found:
        expected = {component[0]} | {node for node in ways[component[0]] if component[0] in ways[node]}
        assert set(component) == expected
        assert is_cycle(component, edges) == (component[0] in ways[component[0]])


@settings(max_examples=100, deadline=None)
@given(GRAPHS)
def test_a_component_comes_after_those_it_leads_to(edges: dict[int, list[int]]) -> None:
    place = {node: i for i, component in enumerate(components(edges)) for node in component}
    assert all(place[target] <= place[node] for node, targets in edges.items() for target in targets)


def test_a_long_chain_does_not_recurse() -> None:
    size = 50_000
    assert len(components({node: [node + 1] for node in range(size)})) == size


def test_edges_to_nodes_that_are_gone_are_not_looked_at() -> None:
    assert components(without({0: [1], 1: [0]}, [1])) == [[0]]
