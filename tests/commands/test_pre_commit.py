"""The hooks that this repository offers to pre-commit: each is a command that works as it is called."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from atelier_cli.commands import COMMANDS
from tests.support.cli import atelier

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


def test_the_hooks_are_named_after_their_commands() -> None:
    assert [hook["id"] for hook in HOOKS] == ["atelier-lint", "atelier-fmt"]
    for hook in HOOKS:
        assert hook["entry"] == hook["id"].replace("-", " ") == hook["name"]
        assert shlex.split(hook["entry"])[1] in COMMANDS
        assert {"id", "name", "description", "entry", "language", "files", "pass_filenames"} == set(hook)


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_passes_in_a_new_project_and_fails_for_a_broken_one(project: Path, hook: dict[str, Any]) -> None:
    command = shlex.split(hook["entry"])[1:]
    assert atelier(*command).code == 0
    sheet = project / "sheets" / "suggestions.yaml"
    assert re.search(hook["files"], sheet.relative_to(project).as_posix())
    sheet.write_text("identity: [\n", encoding="utf-8")
    assert atelier(*command).code == 1
