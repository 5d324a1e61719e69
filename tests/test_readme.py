"""What the README shows is what a person sees, and what it says to type is there."""

import re
from pathlib import Path

import pytest

from atelier_cli.commands import COMMANDS
from atelier_cli.operations.init_project import init_project
from atelier_cli.resources import data_folder
from tests.support.cli import atelier

README = (data_folder() / "README.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """The block of code behind a mark."""
    found = re.search(rf"<!-- {re.escape(mark)} -->\n```\n(.*?)```", README, re.DOTALL)
    assert found is not None, mark
    return found[1]


def test_the_picture_is_what_lint_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init_project(tmp_path / "city")
    monkeypatch.chdir(tmp_path / "city")
    sheet = Path("sheets", "suggestions.yaml")
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("$parameters.title", "$parameters.titel"), encoding="utf-8"
    )
    assert atelier("lint", "sheets").out == block("output: atelier lint sheets")


def test_every_command_named_is_there() -> None:
    named = {line.split("#")[0] for line in README.splitlines() if line.startswith("atelier ")}
    assert named
    for line in named:
        words = line.split()[1:]
        assert words[0] in COMMANDS or " ".join(words[:2]) in COMMANDS, line
