"""`atelier init`: what it makes works as it is, and nothing that exists is lost."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from atelier_cli.operations.settings import load
from tests.support.cli import atelier


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    return tmp_path


def test_a_new_project_goes_all_the_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert atelier("init", "x").code == 0
    monkeypatch.chdir(folder / "x")
    for line, said in (
        ("lint --fail-on info", "no findings"),
        ("import sheets", "Done: "),
        ("import sheets", "No changes"),
        ("fork --template municipality --tenant lisbon --create", "Done: "),
        ("people add ana --role clerk", "added ana"),
        ("run action suggest --as ana --param title=Shade --preview", "Would apply: 1 entity created"),
        ("run flow --dry-run", "succeeded after 4 steps"),
    ):
        ended = atelier(*line.split())
        assert (ended.code, said in ended.out) == (0, True), ended


def test_what_it_says_to_try_works(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = atelier("init", "x").err.partition("Now try:\n")[2].splitlines()
    assert told[0].strip() == "cd x"
    monkeypatch.chdir(folder / "x")
    for line in told[1:]:
        name, *words = line.split()
        assert (name, atelier(*words).code) == ("atelier", 0), line


def test_the_settings_that_are_commented_out_are_settings(folder: Path) -> None:
    atelier("init")
    config = folder / "atelier.toml"
    text = config.read_text(encoding="utf-8")
    kept, mark, commented = text.partition("# [notify.email]")
    assert mark
    config.write_text(kept + "\n".join(line.removeprefix("#").strip() for line in (mark + commented).splitlines()))
    notify = load(folder, {}).settings.notify
    assert notify.email is not None
    assert notify.webhook is not None


def test_files_of_other_tools_are_kept(folder: Path) -> None:
    (folder / ".gitignore").write_text("mine\n", encoding="utf-8")
    ended = atelier("init")
    assert ended.code == 0
    assert "kept .gitignore as it was" in ended.err
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert (folder / "atelier.toml").exists()


@pytest.mark.parametrize("mine", ["atelier.toml", "sheets/suggestions.yaml", "vocabulary/city.yaml"])
def test_nothing_is_overwritten_and_nothing_is_written_beside_it(folder: Path, mine: str) -> None:
    (folder / mine).parent.mkdir(exist_ok=True)
    (folder / mine).write_text("mine\n", encoding="utf-8")
    ended = atelier("init")
    assert (ended.code, ended.out) == (1, "")
    assert f"{mine} exists already" in ended.err
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / mine]
    assert (folder / mine).read_text(encoding="utf-8") == "mine\n"


def test_twice_is_refused(folder: Path) -> None:
    assert atelier("init", "x").code == 0
    assert atelier("init", "x").code == 1
    told = " ".join(atelier("init", "--help").out.split())
    assert "it writes nothing, and the exit code is 1: so does a second run" in told
    assert "nothing that exists is overwritten" not in told


def test_editors_find_the_schema_of_every_file(folder: Path) -> None:
    atelier("init")
    for file in (*folder.glob("sheets/*.yaml"), *folder.glob("vocabulary/*.yaml")):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
        assert list(validator.iter_errors(yaml.safe_load(file.read_text(encoding="utf-8")))) == []
    config = (folder / "atelier.toml").read_text(encoding="utf-8")
    schema = folder / config.splitlines()[0].removeprefix("#:schema ")
    Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(tomllib.loads(config))


def test_the_checks_for_ci_are_yaml_that_run_our_commands(folder: Path) -> None:
    atelier("init")
    workflow = yaml.safe_load((folder / ".github/workflows/atelier.yml").read_text(encoding="utf-8"))
    runs = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in workflow["jobs"].items()}
    commands = {name: [run for run in job if run.startswith("atelier ")] for name, job in runs.items()}
    assert commands == {
        "check": ["atelier lint --format github", "atelier import sheets"],
        "code-scanning": ["atelier lint --format sarif --fail-on never > atelier.sarif"],
    }
    for command in (command.partition(" > ")[0] for job in commands.values() for command in job):
        assert atelier(*command.split()[1:]).code == 0
    hook = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["entry"] == "atelier lint"


def test_code_scanning_is_off_until_it_is_asked_for_and_may_write_nothing_else(folder: Path) -> None:
    atelier("init")
    workflow = yaml.safe_load((folder / ".github/workflows/atelier.yml").read_text(encoding="utf-8"))
    scanning = workflow["jobs"]["code-scanning"]
    assert scanning["if"] == "vars.ATELIER_CODE_SCANNING == 'true'"
    assert scanning["permissions"] == {"contents": "read", "security-events": "write"}
    assert scanning["steps"][-1]["with"]["sarif_file"] in scanning["steps"][-2]["run"]
    assert (workflow["permissions"], workflow["jobs"]["check"]["permissions"]) == ({}, {"contents": "read"})
