"""What fixtures name: the skills, products and event types that they answer for."""

from collections.abc import Iterator, Mapping

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.sheet.models.fixtures import Fixtures


def of_fixtures(node: Node[Fixtures], _catalog: Catalog) -> Iterator[Occurrence]:
    yield from _keys(node, Kind.SKILL, "skills", node.model.skills)
    yield from _keys(node, Kind.EVENT_TYPE, "events", node.model.events)
    for said in node.model.actions:
        product, slash, action = said.partition("/")
        here = ("actions", said)
        yield Occurrence(Symbol(Kind.PRODUCT, (), product), node.at(*here, part="key", within=(0, len(product))))
        if slash:
            within = (len(product) + 1, len(said))
            yield Occurrence(Symbol(Kind.PRODUCT_ACTION, (product,), action), node.at(*here, part="key", within=within))


def _keys(node: Node[Fixtures], kind: Kind, block: str, said: Mapping[str, object]) -> Iterator[Occurrence]:
    for name in said:
        yield Occurrence(Symbol(kind, (), name), node.at(block, name, part="key", within=(0, len(name))))
