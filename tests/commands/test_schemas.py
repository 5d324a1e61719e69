"""The JSON Schemas: as fresh as the models, legal, and true of every sheet that is shipped."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from atelier_cli.commands.schema import SCHEMAS
from atelier_cli.operations.json_schemas import json_schema_text
from tests.support.cli import atelier

TOP = Path(__file__).parents[2]
FOLDERS = ("sheets", "provisioning/vocabulary", "examples")
SHIPPED = sorted(file for folder in FOLDERS for file in (TOP / folder).rglob("*.yaml"))


def _load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader


class _Loader(yaml.CSafeLoader):
    """Leaves dates as text, as YAML 1.2 does."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
    for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_file_is_fresh(name: str) -> None:
    file = TOP / "schemas" / f"{name}.schema.json"
    assert file.read_text(encoding="utf-8") == json_schema_text(name, SCHEMAS[name]), (
        "run `atelier schema --write schemas`"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_legal_and_says_what_it_is(name: str) -> None:
    schema = json.loads(atelier("schema", name).out)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"urn:atelier:schema:{name}"
    assert schema["title"]
    assert schema["description"]
    for example in schema.get("examples", ()):
        Draft202012Validator(schema).validate(example)


def test_every_property_of_a_sheet_is_described() -> None:
    schema = json.loads((TOP / "schemas" / "sheet.schema.json").read_text(encoding="utf-8"))
    shapes = [schema, *schema["$defs"].values()]
    without = [
        f"{shape.get('title')}.{name}"
        for shape in shapes
        for name, said in shape.get("properties", {}).items()
        if "description" not in said and "$ref" not in said
    ]
    assert without == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.relative_to(TOP).as_posix())
def test_shipped_file_points_to_a_schema_and_satisfies_it(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    schema = (file.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    assert schema.parent == TOP / "schemas"
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(_load(file))] == []


@pytest.mark.parametrize(
    "step",
    [
        {"id": "a", "kind": "gate", "expression": "true", "onPass": "end", "onFail": "halt"},
        {"id": "a", "kind": "gate", "with": {"expression": "true", "onPass": "end"}, "onFail": "halt"},
        {"id": "a", "kind": "sage_skill", "skill": "s", "with": {"input": {}}},
    ],
)
def test_keys_of_with_may_stand_on_the_step(step: dict[str, Any]) -> None:
    assert _problems(step) == []


@pytest.mark.parametrize(
    "step",
    [
        {"id": "a", "kind": "gate", "expression": "true", "onPass": "end"},
        {"id": "a", "kind": "sage_skill", "skill": "s", "input": {}},
        {"id": "a", "kind": "gate", "with": {"expression": "true", "onPass": "end", "onFail": "halt", "on": 1}},
        {"id": "a", "kind": "gates", "with": {"expression": "true", "onPass": "end", "onFail": "halt"}},
    ],
)
def test_a_step_that_lacks_or_adds_something_is_refused(step: dict[str, Any]) -> None:
    assert _problems(step) != []


def _problems(step: dict[str, Any]) -> list[str]:
    schema = json.loads((TOP / "schemas" / "sheet.schema.json").read_text(encoding="utf-8"))
    sheet = {"identity": {"code": "a", "name": "A"}, "flows": [{"key": "f", "label": "F", "steps": [step]}]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(sheet)]


def test_plan_in_json_satisfies_its_schema(project: Path) -> None:
    validator = Draft202012Validator(json.loads((TOP / "schemas" / "plan.schema.json").read_text(encoding="utf-8")))
    first = atelier("plan", "--format", "json").json
    validator.validate(first)
    assert first["summary"]["add"] == len(first["changes"]) > 0
    atelier("import")
    sheet = project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("label: Answer", "label: Reply"), encoding="utf-8")
    second = atelier("plan", "--format", "json").json
    validator.validate(second)
    assert [change["fields"] for change in second["changes"]] == [
        [{"name": "label", "before": "Answer", "after": "Reply"}]
    ]


def test_write_makes_a_file_for_each(project: Path) -> None:
    assert atelier("schema", "--write", "here").code == 0
    assert {file.name for file in (project / "here").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}
