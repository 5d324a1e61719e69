"""The JSON Schemas that models hold, each with the way to it."""

from collections.abc import Iterator, Mapping
from typing import Any

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


def schemas(model: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The schemas that a model holds, by their paths; one that is not there says nothing."""
    for path in SCHEMAS[type(model)]:
        schema = model
        for name in path:
            schema = getattr(schema, _ATTRIBUTES.get(name, name))
        if schema is not None:
            yield path, schema
