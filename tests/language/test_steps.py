"""What each step kind makes of its `with`, and of what happens: `steps/<kind>.yaml` holds shapes, begins and resumes.

A result is written as the name of its class and the fields it is about.
"""

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from atelier_cli.flows.judge import compile_judge
from atelier_cli.language.json_schema import compile_schema
from atelier_cli.language.scope import Scope
from atelier_cli.language.steps import STEPS, protocol
from atelier_cli.language.steps.protocol import Step
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import ANY
from atelier_cli.language.values.resolve import resolve
from tests.support.case_files import load, stems

FOLDER = Path(__file__).parent / "steps"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ROOTS = ("context", "input", "steps", "run", "config", "event", "payload")


def cases(part: str) -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case['name']}")
        for kind in stems(FOLDER)
        for case in load(FOLDER / f"{kind}.yaml").get(part, ())
    ]


def step(kind: str, case: dict[str, Any]) -> Step[Any]:
    said = STEPS[kind].With.model_validate(case["with"])
    text = getattr(said, "expression", None) or getattr(said, "match", None)
    values = {
        key: (lambda scope, value=value: to_json(resolve(value, scope)))
        for key in ("input", "payload", "deadline")
        if (value := getattr(said, key, None)) is not None
    }
    return Step(
        id="it",
        said=said,
        values=values,
        judge=None if text is None else compile_judge(text, dict.fromkeys(ROOTS, ANY)),
        takes=compile_schema(case.get("takes", {}))[0],
        gives=compile_schema(case.get("gives", {}))[0],
    )


def scope(case: dict[str, Any]) -> Scope:
    run = {"initiator": "ana", "started_at": datetime(2026, 11, 20, 9, tzinfo=UTC)}
    return Scope({"now": NOW, "today": NOW.date(), "run": run, "context": {}, "input": {}, **case.get("scope", {})})


def written(found: Any, about: dict[str, Any]) -> Any:
    """The result as the case writes it: with the fields the case is about."""
    ((_, wanted),) = about.items()
    said = {field.name: to_json(getattr(found, field.name)) for field in fields(found) if field.name in wanted}
    return {type(found).__name__: said}


def test_that_every_kind_has_cases() -> None:
    assert stems(FOLDER) == sorted(STEPS)
    assert sorted(STEPS) == ["event_wait", "gate", "human_task", "product_action", "sage_skill"]


@pytest.mark.parametrize("kind", STEPS)
def test_that_a_kind_describes_itself(kind: str) -> None:
    schema = STEPS[kind].With.model_json_schema()

    Draft202012Validator.check_schema(schema)
    assert STEPS[kind].LABEL
    assert all(member.get("description") for member in schema["properties"].values())
    example = {
        name: member["examples"][0] for name, member in schema["properties"].items() if name in schema["required"]
    }
    STEPS[kind].With.model_validate(example)


@pytest.mark.parametrize(("kind", "case"), cases("shapes"))
def test_shape(kind: str, case: dict[str, Any]) -> None:
    if "refused" not in case:
        said = STEPS[kind].With.model_validate(case["with"])
        assert said.model_dump(by_alias=True, exclude_defaults=True) == case["with"]
        return
    with pytest.raises(ValidationError) as caught:
        STEPS[kind].With.model_validate(case["with"])
    assert [".".join(map(str, one["loc"])) for one in caught.value.errors()] == case["refused"]


@pytest.mark.parametrize(("kind", "case"), cases("begins"))
def test_begin(kind: str, case: dict[str, Any]) -> None:
    found = STEPS[kind].begin(step(kind, case), scope(case))

    assert written(found, case["then"]) == case["then"]


@pytest.mark.parametrize(("kind", "case"), cases("resumes"))
def test_resume(kind: str, case: dict[str, Any]) -> None:
    ((name, said),) = case["what"].items()
    if "at" in getattr(protocol, name).__dataclass_fields__:
        said = {**said, "at": NOW}
    if "agreed" in said:
        said = {**said, "agreed": tuple(said["agreed"])}

    found = STEPS[kind].resume(step(kind, case), scope(case), getattr(protocol, name)(**said))

    assert written(found, case["then"]) == case["then"]
