"""The examples and the template: each lints clean, imports twice, exports what was imported, forks and runs."""

import shutil
from itertools import takewhile
from pathlib import Path

import pytest

from atelier_cli.operations.demo_project import demo_project
from tests.support.cli import atelier

TOP = Path(__file__).parent.parent
EXAMPLES = sorted(path.parent.name for path in (TOP / "examples").glob("*/atelier.toml"))


@pytest.fixture(params=[*EXAMPLES, "municipality"])
def example(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example, which is the working directory."""
    folder = tmp_path / str(request.param)
    if request.param == "municipality":
        demo_project(folder)
    else:
        shutil.copytree(TOP / "examples" / request.param, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    return folder


def test_example_goes_all_the_way(example: Path) -> None:
    assert atelier("lint", "--fail-on", "warning").code == 0
    assert atelier("import").code == 0
    again = atelier("plan")
    assert (again.code, again.out.startswith("No changes")) == (0, True)
    template = next(line for line in atelier("tenants", "list").out.splitlines() if "template" in line).split()[0]
    assert atelier("fork", "--template", template, "--tenant", "acme", "--create").code == 0
    for flow in _flows(example):
        ended = atelier("run", "flow", flow, "--dry-run")
        assert (ended.code, "succeeded after" in ended.out) == (0, True), f"{flow}\n{ended.out}{ended.err}"


def test_export_is_what_was_imported(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing what was exported changes nothing, and exporting it again gives the same bytes."""
    atelier("import")
    first = atelier("export").out
    assert atelier("export", "--out", "exported").code == 0
    monkeypatch.setenv("ATELIER_SHEETS", "exported")
    again = atelier("plan")
    assert (again.code, again.out.startswith("No changes")) == (0, True), again.out + again.err
    assert atelier("import").code == 0
    assert atelier("export").out == first


@pytest.mark.parametrize("example", EXAMPLES, indirect=True)
def test_commands_of_the_readme_work(example: Path) -> None:
    fenced = (example / "README.md").read_text(encoding="utf-8").split("```")[1]
    commands = [line for line in fenced.splitlines() if line.startswith("atelier ")]
    assert commands
    for command in commands:
        ended = atelier(*command.split()[1:])
        assert ended.code == 0, f"{command}\n{ended.out}{ended.err}"


def _flows(example: Path) -> list[str]:
    """The keys of all flows of the example, read from its sheets by their layout."""
    found: list[str] = []
    for sheet in sorted(example.rglob("*.yaml")):
        _, _, flows = sheet.read_text(encoding="utf-8").partition("\nflows:\n")
        block = takewhile(lambda line: not line[:1].strip(), flows.splitlines())
        found += [line.removeprefix("  - key: ") for line in block if line.startswith("  - key: ")]
    assert found
    return found
