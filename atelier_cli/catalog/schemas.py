"""The JSON Schemas that models hold, and what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.language.problems import Problems, below
from atelier_cli.language.schema_faults import schema_faults
from atelier_cli.sheet.models.entity import JsonType
from atelier_cli.sheet.models.flow import Flow, HumanStep
from atelier_cli.sheet.models.vocabulary import Event, EventType, ProductAction, Skill

#: Where the schemas of each model stand.
SCHEMAS: Mapping[type[Any], tuple[tuple[str, ...], ...]] = {
    Flow: (("input",),),
    HumanStep: (("with", "form"),),
    JsonType: (("schema",),),
    Skill: (("input_schema",), ("output_schema",)),
    ProductAction: (("payload_schema",), ("result_schema",)),
    EventType: (("payload_schema",),),
    Event: (("payload_schema",),),
}
#: Attributes that are keywords of Python, or names of pydantic.
_ATTRIBUTES = {"with": "with_", "schema": "schema_"}


def schema_problems(node: Node[Any], _catalog: Catalog) -> Problems:
    """What is wrong with the schemas that a model holds; paths start at the node."""
    found: Problems = ()
    for path in SCHEMAS[type(node.model)]:
        schema = node.model
        for name in path:
            schema = getattr(schema, _ATTRIBUTES.get(name, name))
        if schema:
            found += below(path, schema_faults(schema))
    return found
