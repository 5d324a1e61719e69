"""Following a path of relations: every store says what a plain search says, and stops at the budget."""

import re
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.plan.mutation import Delete
from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.record import key_of
from atelier_cli.rows.vocabulary import EntityRelationship
from atelier_cli.store.protocol import Hop, Store, Verdict
from atelier_cli.store.reaching import STATEMENTS
from atelier_cli.store.sql import SqlStore
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


DENSE = [f"{layer}-{place}" for layer in range(4) for place in range(12)]


@pytest.fixture
def dense(sql_store: SqlStore) -> SqlStore:
    """A store with four layers of entities, each of which is tied to all of the next layer."""
    open_town(sql_store)
    insert(sql_store, *(entity(sql_store, id_) for id_ in DENSE))
    relation = id_of(sql_store, EntityRelationship, *RELATIONS[0])
    ends = [(one, two) for one in DENSE for two in DENSE if int(one[0]) + 1 == int(two[0])]
    made = [
        EntityLink(relationship_id=relation, source_id=a, target_id=b, to_one=False, from_one=False) for a, b in ends
    ]
    insert(sql_store, *made)
    return sql_store


def test_nothing_is_read_beyond_the_budget(dense: SqlStore) -> None:
    hop = Hop((id_of(dense, EntityRelationship, *RELATIONS[0]),), forward=True)
    with dense.transaction() as transaction:
        work: dict[int, int] = {}
        for budget in (3, 1000):
            steps: list[int] = []
            if dense.kind == "sqlite":
                transaction.driver.connection.set_progress_handler(partial(steps.append, 1), 10)
            verdict = transaction.reach(TENANT, "0-0", [hop] * 3, "3-0", budget)
            assert verdict == ("exhausted" if budget == 3 else "reached")
            work[budget] = len(steps)
        if dense.kind == "sqlite":
            transaction.driver.connection.set_progress_handler(None, 0)
            assert work[3] * 3 < work[1000]


@pytest.mark.parametrize("sql_store", ["sqlite"], indirect=True)
def test_links_are_looked_up_from_where_one_is(dense: SqlStore) -> None:
    """Without statistics SQLite would rather read all links of a relation, again and again."""
    asking = STATEMENTS["sqlite"]
    values = {"org": "", "start": "", "target": "", "last": 2, "most": 9, "hops": "[]"}
    with dense.transaction() as transaction:
        plan = transaction.driver.connection.execute(
            f"EXPLAIN QUERY PLAN {asking.text}", asking.values(values)
        ).fetchall()
    looked_up = [step[3] for step in plan if " link " in step[3]]
    assert len(looked_up) == 4
    for step in looked_up:
        assert re.search(r"SEARCH link .*\(org_id=\? AND \w+=\? AND \w+=\?", step), step


@pytest.mark.parametrize("sql_store", ["postgres"], indirect=True)
def test_the_last_link_is_looked_up_from_where_one_is(dense: SqlStore) -> None:
    """Else all links of the last relation would be read again for every entity on the way."""
    relation = id_of(dense, EntityRelationship, *RELATIONS[0])
    hops = {"step": [0, 1], "relationship_id": [relation] * 2, "forward": [True, True]}
    values = {"org": TENANT.id, "start": "0-0", "target": "2-0", "last": 1, "most": 9, **hops}
    with dense.transaction() as transaction:
        plan = transaction.driver.connection.execute(f"EXPLAIN {STATEMENTS['postgresql'].text}", values).fetchall()
    looked_up = [line for (line,) in plan if "Index Cond: " in line]
    assert [line for line in looked_up if re.search(r"source_id = seen\w*\.id", line)], plan
