"""A traced catalogue says what was asked of it, and answers as the one behind it does."""

from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.resolve import resolve
from atelier_cli.catalog.tracing import Answers, traced
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read

WORDS = "vocabulary: {code: words, roles: [clerk]}"
TREES = """\
identity: {code: trees, name: Trees}
entities:
  - entity_type: tree
    schema:
      display_name: Tree
      relationships: [{rel_code: street, target_type_code: street, cardinality: many_to_one}]
"""
STREETS = """\
identity: {code: streets, name: Streets}
entities: [{entity_type: street, schema: {display_name: Street}}]
"""


def catalog_of(*texts: str) -> Catalog:
    return resolve(parse(read(text.encode(), f"{i}.yaml")) for i, text in enumerate(texts))


def test_every_way_to_ask_is_noted() -> None:
    asking = traced(catalog_of(WORDS))
    ways = {
        lambda: asking.roles["clerk"]: ("value", "roles", "clerk"),
        lambda: asking.roles.get("mayor"): ("value", "roles", "mayor"),
        lambda: "mayor" in asking.roles: ("presence", "roles", "mayor"),
        lambda: list(asking.roles): ("names", "roles", None),
        lambda: len(asking.roles): ("names", "roles", None),
        lambda: asking.emitted: ("value", "emitted", None),
        lambda: asking.created.get("tree"): ("value", "created", "tree"),
        lambda: asking.qualified_actions.get("a/b"): ("value", "qualified_actions", "a/b"),
        lambda: asking.routes.get("a"): ("value", "routes", "a"),
        lambda: asking.members("tree"): ("value", "entity_types", "tree"),
    }
    for way, question in ways.items():
        assert asking.noting(way)[1] == {question}


def test_what_is_kept_is_asked_for_by_everybody_who_takes_it() -> None:
    catalog = catalog_of(WORDS)
    asking = traced(catalog)

    def work_out(_node: Node[Any], catalog: Catalog) -> bool:
        return "clerk" in catalog.roles

    node = catalog.roles["clerk"]
    first, second = (asking.noting(lambda: asking.once(work_out, node)) for _ in range(2))
    assert first == second == (True, {("presence", "roles", "clerk")})


def test_every_table_is_traced() -> None:
    """What is new in a catalogue is either traced, or given to everybody."""
    given = {"suspects", "lacks_entity_types", "known", "signatures"}
    asking = traced(catalog_of(WORDS))
    names = {name for name, value in vars(Catalog).items() if not name.startswith("_") and not callable(value)}
    for name in (names | set(Catalog.__dataclass_fields__)) - given:
        work = getattr(asking, name)
        assert name == "emitted" or type(work).__name__ == "Traced", name


def test_a_type_is_another_where_what_it_leads_to_is_not_there() -> None:
    question = ("value", "entity_types", "tree")
    answers = [
        Answers(catalog_of(TREES, other)).to(question) for other in (STREETS, STREETS.replace("street,", "road,"))
    ]
    assert answers[0] != answers[1]
    assert Answers(catalog_of(TREES)).to(("value", "entity_types", "oak")) == "nothing"
