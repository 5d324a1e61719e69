"""The parts of an action's qualified name: `application/entity_type:key`, of which the first two may be left out."""

import re
from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.naming import source
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol

_QUALIFIED = re.compile(r"(?:(?P<application>[^/]*)/)?(?:(?P<model>[^:]*):)?(?P<key>.*)", re.DOTALL)


def of_qualified(
    node: Node[Any], said: str, application: str, catalog: Catalog, *path: str | int
) -> Iterator[Occurrence]:
    """The names in the qualified name of an action; one of several entity types is all of them."""
    found = _QUALIFIED.fullmatch(said)
    if found is None:
        return
    for group, kind in (("application", Kind.APPLICATION), ("model", Kind.ENTITY_TYPE)):
        if found[group] is not None:
            yield Occurrence(Symbol(kind, (), found[group]), node.at(*path, within=found.span(group)))
    place = node.at(*path, within=found.span("key"))
    name = said if "/" in said else f"{application}/{said}"
    meant = catalog.qualified_actions.get(name, ())
    for action in meant:
        yield Occurrence(Symbol(Kind.ACTION, (source(action), action.model.target_model), action.model.key), place)
    if not meant:
        own = name.partition("/")[0] + "/"
        known = tuple(
            one.rpartition("/")[2] for one in catalog.qualified_actions if one.startswith(own) and ":" not in one
        )
        others = () if found["application"] is not None else tuple(catalog.qualified_actions)
        yield Occurrence(Symbol(Kind.ACTION, (), found["key"]), place, words=(*known, *others))
