"""The JSON Schemas of what Atelier reads, generated from the very models that read it.

They describe the canonical spelling. What an editor marks and `atelier lint` only notes is another spelling of it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from atelier_cli.language.steps import STEPS
from atelier_cli.operations.settings import Settings
from atelier_cli.sheet.models.fixtures import FixturesFile
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"

#: What Atelier reads, by the name of its schema.
FILES: dict[str, type[Any]] = {
    "sheet": Sheet,
    "vocabulary": VocabularyFile,
    "fixtures": FixturesFile,
    "config": Settings,
}
#: What each of them is called, and a small one of its kind.
_TITLES: dict[str, tuple[str, Any]] = {
    "sheet": (
        "Sheet of Atelier",
        {
            "identity": {"code": "street-works", "name": "Street works"},
            "entities": [
                {
                    "entity_type": "pothole_report",
                    "schema": {"fields": [{"field_key": "location", "field_type": {"type": "geo_point"}}]},
                }
            ],
        },
    ),
    "vocabulary": ("Vocabulary of Atelier", {"vocabulary": {"code": "city-platform", "roles": ["clerk", "director"]}}),
    "fixtures": ("Fixtures of Atelier", {"fixtures": {"skills": {"score_fit": {"score": 0.8}}}}),
    "config": ("Settings of Atelier (atelier.toml)", {"plane": "template_municipality", "sheets": ["sheets"]}),
}
#: Models of one name in several modules get the name of the module in front: `GateWith`.
_QUALIFIED = re.compile(r"atelier_cli__(?:\w+__)*(\w+?)__(\w+)")


def json_schema(name: str, shape: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a shape: a model, or any type that pydantic can describe."""
    said = TypeAdapter(shape).json_schema()
    title, *examples = _TITLES.get(name, (f"{name.capitalize()} of Atelier",))
    body = _with_plain_names({**said, "title": title})
    for definition in body.get("$defs", {}).values():
        _allow_loose_keys(definition, body["$defs"])
    for part in _mappings(body):
        part.pop("discriminator", None)  # OpenAPI's word: JSON Schema has `const` in each branch
        if "`" in str(part.get("description", "")):
            part["markdownDescription"] = part["description"]
    head = {"$schema": DIALECT, "$id": f"urn:atelier:schema:{name}"}
    return {**head, **body, **({"examples": examples} if examples else {})}


def json_schema_text(name: str, shape: type[Any]) -> str:
    """The text of a schema file, the same bytes for the same shape."""
    return json.dumps(json_schema(name, shape), ensure_ascii=False, indent=2) + "\n"


def _with_plain_names(schema: dict[str, Any]) -> dict[str, Any]:
    def plain(found: re.Match[str]) -> str:
        return found[1].title().replace("_", "") + found[2]

    renamed: dict[str, Any] = json.loads(_QUALIFIED.sub(plain, json.dumps(schema)))
    return renamed


def _allow_loose_keys(step: dict[str, Any], definitions: Mapping[str, Any]) -> None:
    """Lets the keys of a step's `with` stand on the step itself too, but for those that mean something else there."""
    kind = step.get("properties", {}).get("kind", {}).get("const")
    if kind not in STEPS or "with" not in step["properties"]:
        return
    inside = definitions[step["properties"]["with"]["$ref"].rpartition("/")[2]]
    loose = {key: value for key, value in inside["properties"].items() if key not in {*step["properties"], "input"}}
    step["properties"].update(loose)
    step["required"].remove("with")
    step["allOf"] = [
        {"anyOf": [*([{"required": [key]}] if key in loose else []), _inside_with(key)]}
        for key in inside.pop("required", [])
    ]


def _inside_with(key: str) -> dict[str, Any]:
    return {"required": ["with"], "properties": {"with": {"required": [key]}}}


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in the value that is part of the schema, not of an example or a default."""
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key not in {"examples", "default", "const", "enum"}:
                yield from _mappings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _mappings(inner)
