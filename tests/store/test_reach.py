"""Following a path of relations: every store says what a plain search says, and stops at the budget."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.plan.mutation import Delete
from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.record import key_of
from atelier_cli.rows.vocabulary import EntityRelationship
from atelier_cli.store.protocol import Hop, Store, Verdict
from tests.support.records import OTHER, TENANT, entity, id_of, insert, open_town, perform

RELATIONS = ("case_file", "district"), ("user", "districts")
IDS = [f"e{number}" for number in range(7)]


@dataclass(frozen=True)
class Graph:
    """Links by their relation, and a path along them."""

    links: frozenset[tuple[int, str, str]]
    #: The relations that each hop may follow, and whether forward.
    path: tuple[tuple[tuple[int, ...], bool], ...]


def search(graph: Graph, start: str, target: str, budget: int) -> Verdict:
    """The same by hand: the last hop only asks whether the target is there."""
    here, seen = {start}, 1
    for place, (relations, forward) in enumerate(graph.path):
        links = [link[1:] if forward else link[:0:-1] for link in graph.links if link[0] in relations]
        here = {end for begin, end in links if begin in here}
        seen += 0 if place == len(graph.path) - 1 else len(here)
    if seen > budget:
        return "exhausted"
    return "reached" if target in here else "unreached"


GRAPHS = st.builds(
    Graph,
    st.frozensets(st.tuples(st.integers(0, 1), st.sampled_from(IDS), st.sampled_from(IDS)), max_size=25),
    st.lists(st.tuples(st.sampled_from([(0,), (1,), (0, 1), ()]), st.booleans()), max_size=4).map(tuple),
)


@pytest.fixture
def town(store: Store) -> Store:
    """A store with entities that nothing ties together yet."""
    open_town(store)
    for of in (TENANT, OTHER):
        insert(store, *(entity(store, id_) for id_ in IDS), of=of)
    return store


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=GRAPHS, ends=st.tuples(st.sampled_from(IDS), st.sampled_from([*IDS, "nobody"])), budget=st.integers(0, 12))
def test_every_store_follows_a_path_as_a_plain_search_does(
    town: Store, graph: Graph, ends: tuple[str, str], budget: int
) -> None:
    relations = [id_of(town, EntityRelationship, *relation) for relation in RELATIONS]
    links = [
        EntityLink(relationship_id=relations[one], source_id=source, target_id=target, to_one=False, from_one=False)
        for one, source, target in graph.links
    ]
    path = [Hop(tuple(relations[one] for one in some), forward) for some, forward in graph.path]
    insert(town, *links)
    expected = search(graph, *ends, budget) if path else ("reached" if ends[0] == ends[1] else "unreached")
    with town.transaction() as transaction:
        assert transaction.reach(TENANT, ends[0], path, ends[1], budget) == expected
        if path:
            assert transaction.reach(OTHER, ends[0], path, ends[1], 9) == "unreached"
    perform(town, *(Delete(TENANT, EntityLink, key_of(one)) for one in links))
