"""The settings of a project: where they are looked for, what stands over what, and what is refused."""

from pathlib import Path

import pytest

from atelier_cli.errors import UsageError
from atelier_cli.operations.settings import Settings, load


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    project = load(tmp_path, {})
    assert (project.root, project.settings, project.config) == (tmp_path, Settings(), None)


def test_the_file_is_found_upwards(tmp_path: Path) -> None:
    write(tmp_path, "atelier.toml", 'plane = "template_town"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    project = load(inner, {})
    assert (project.root, project.settings.plane, project.config) == (
        tmp_path,
        "template_town",
        tmp_path / "atelier.toml",
    )


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "atelier.toml", 'plane = "template_outer"\n')
    inner = write(tmp_path / "inner", "pyproject.toml", '[tool.atelier]\nplane = "template_inner"\n')
    assert load(inner, {}).settings.plane == "template_inner"


def test_a_pyproject_that_says_nothing_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path, "atelier.toml", 'plane = "template_outer"\n')
    inner = write(tmp_path / "inner", "pyproject.toml", '[project]\nname = "x"\n')
    assert load(inner, {}).root == tmp_path


def test_its_own_file_stands_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", '[tool.atelier]\nplane = "template_b"\n')
    write(tmp_path, "atelier.toml", 'plane = "template_a"\n')
    assert load(tmp_path, {}).settings.plane == "template_a"


def test_the_environment_stands_over_the_file(tmp_path: Path) -> None:
    write(tmp_path, "atelier.toml", 'plane = "template_a"\nsheets = ["one"]\n')
    environment = {"ATELIER_DATABASE": "memory://", "ATELIER_SHEETS": "two:three", "ATELIER_PLANE": "", "OTHER": "x"}
    settings = load(tmp_path, environment).settings
    assert (settings.database, settings.sheets, settings.plane) == ("memory://", ["two", "three"], "template_a")


def test_what_lint_goes_by(tmp_path: Path) -> None:
    text = """
        [tool.atelier.lint]
        profile = "strict"
        ignore = ["style"]
        per-path = {"sheets/legacy/**" = ["references"], "x" = {severity = {unknown-role = "info"}}}
    """
    write(tmp_path, "pyproject.toml", text)
    lint = load(tmp_path, {"ATELIER_LINT": "x"}).settings.lint
    assert (lint.profile, lint.ignore, lint.per_path["sheets/legacy/**"].ignore) == (
        "strict",
        ["style"],
        ["references"],
    )
    assert lint.per_path["x"].severity == {"unknown-role": "info"}


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ('planes = "x"\n', "atelier.toml: unknown setting `planes`", "did you mean `plane`?"),
        (
            "colour = 1\n",
            "atelier.toml: unknown setting `colour`",
            "known settings: database, lint, notify, plane, sheets, vocabulary",
        ),
        ("plane = 1\n", "atelier.toml: `plane`: input should be a valid string", "run `atelier schema config`"),
        ('sheets = "x"\n', "atelier.toml: `sheets`: input should be a valid list", "run `atelier schema config`"),
        ("sheets = [1]\n", "atelier.toml: `sheets.0`: input should be a valid string", "run `atelier schema config`"),
        ("[lint]\nselct = []\n", "atelier.toml: unknown setting `lint.selct`", "did you mean `select`?"),
        ("[lint]\nprofile = 'strct'\n", "`lint.profile`: input should be 'minimal', 'standard' or 'strict'", None),
        ("[lint.per-path.x]\nignroe = []\n", "unknown setting `lint.per-path.x.ignroe`", "did you mean `ignore`?"),
        ("[lint.severity]\nunknown-role = 'bad'\n", "`lint.severity.unknown-role`: input should be 'error'", None),
        ("[notify.email]\nhots = 'a'\n", "unknown setting `notify.email.hots`", "did you mean `host`?"),
        (
            "[notify.webhook]\nurl = 'https://a'\nsecret = {env = 'A', file = 'b'}\n",
            "`notify.webhook.secret`: value error, expected either `env` or `file`",
            None,
        ),
        ("plane =\n", "atelier.toml cannot be read: ", "mend the file"),
    ],
)
def test_what_a_file_must_not_say(tmp_path: Path, text: str, message: str, remedy: str | None) -> None:
    write(tmp_path, "atelier.toml", text)
    with pytest.raises(UsageError) as raised:
        load(tmp_path, {})
    assert message in raised.value.message
    assert raised.value.remedy == (remedy or "run `atelier schema config`")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "atelier.toml").write_bytes(b"plane = '\xff'\n")
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path, {})


def test_a_table_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool]\natelier = 3\n")
    with pytest.raises(UsageError, match=r"`tool\.atelier` is not a table"):
        load(tmp_path, {})
