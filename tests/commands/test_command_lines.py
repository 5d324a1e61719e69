"""What every command line has in common: help with examples, JSON with its version, and what is loaded to run it."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import pytest

from atelier_cli import __version__
from atelier_cli.commands import COMMANDS, GROUPS
from atelier_cli.main import load
from atelier_cli.views.terminal import Terminal
from tests.support.cli import atelier

LOADED = Path(__file__).parent / "loaded"
#: A command line for each command, with the least that it needs.
LINES: dict[str, Sequence[str]] = {
    "init": ("init", "new"),
    "lint": ("lint",),
    "fmt": ("fmt", "--check"),
    "explain": ("explain", "duplicate-owner"),
    "rules": ("rules",),
    "schema": ("schema",),
    "compile": ("compile",),
    "plan": ("plan",),
    "import": ("import",),
    "export": ("export",),
    "diff": ("diff", "municipality", "lisbon"),
    "fork": ("fork", "--template", "municipality", "--tenant", "lisbon"),
    "tenants list": ("tenants", "list"),
    "tenants create": ("tenants", "create", "porto"),
    "tenants show": ("tenants", "show", "lisbon"),
    "entities list": ("entities", "list", "user"),
    "entities show": ("entities", "show", "user/ana"),
    "entities create": ("entities", "create", "organization", "--field", "name=City"),
    "entities load": ("entities", "load", str(LOADED / "entities.yaml")),
    "people list": ("people", "list"),
    "people show": ("people", "show", "ana"),
    "people add": ("people", "add", "bo"),
    "people grant": ("people", "grant", "ana", "director"),
    "people revoke": ("people", "revoke", "ana", "clerk"),
    "people load": ("people", "load", str(LOADED / "people.yaml")),
    "run action": ("run", "action", "suggest", "--as", "ana", "--param", "title=Benches"),
    "run flow": ("run", "flow", "--dry-run"),
    "actions list": ("actions", "list", "--as", "ana"),
    "actions show": ("actions", "show", "suggestions/answer", "--as", "ana"),
    "submissions list": ("submissions", "list"),
    "notices list": ("notices", "list", "--as", "ana"),
    "notices read": ("notices", "read", "--as", "ana"),
    "deliver": ("deliver",),
    "db init": ("db", "init"),
    "db upgrade": ("db", "upgrade"),
    "db status": ("db", "status"),
}


def _module(words: str) -> str:
    name = words.replace(" ", "_")
    return f"{name}_" if iskeyword(name) else name


#: The demo runs four commands as processes of their own: `test_demo.py` looks at its JSON. The language server speaks
#: to an editor: `editor/test_protocol.py` is one. A submission is there only once an action was accepted:
#: `test_submissions.py` has some.
APART = ("demo", "lsp", "submissions show", "submissions carry")


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    folder = Path(__file__).parents[2] / "atelier_cli" / "commands"
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__", "options"}
    assert {_module(words) for words in COMMANDS} == modules
    assert {*LINES, *APART} == set(COMMANDS)


def test_help_lists_every_command_without_loading_one() -> None:
    code = "import sys; from atelier_cli.main import run; from atelier_cli.views.terminal import Terminal;"
    code += (
        "run(['--help'], Terminal()); print([name for name in sys.modules if name.startswith('atelier_cli.commands.')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for words in COMMANDS:
        assert re.search(rf"^  {words.split()[0]}  +\S", said, re.MULTILINE)
    assert said.endswith("[]\n")


@pytest.mark.parametrize("words", COMMANDS)
def test_help_shows_examples_that_are_command_lines(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    ended = atelier(*words.split(), "--help")
    module = import_module(f"atelier_cli.commands.{_module(words)}")
    command = load(words)
    assert ended.code == 0
    for example, what in module.EXAMPLES:
        line, _, _ = example.partition(" > ")
        _, *arguments = shlex.split(line)
        assert arguments[: len(words.split())] == words.split()
        command.make_context(words, arguments[len(words.split()) :], obj=Terminal())  # raises where it does not parse
        assert what


@pytest.mark.parametrize("group", GROUPS)
def test_help_of_a_group_lists_its_commands(group: str) -> None:
    said = atelier(group, "--help").out
    for words in COMMANDS:
        if words.startswith(f"{group} "):
            assert words.removeprefix(f"{group} ") in said


QUICK = [words for words in COMMANDS if words not in APART]


@pytest.mark.parametrize("words", QUICK)
def test_json_is_one_object_with_the_version_of_its_schema(forked_project: Path, words: str) -> None:
    ended = atelier(*LINES[words], "--format", "json")
    assert ended.code in {0, 2}, ended.err
    assert next(iter(ended.json.items())) == ("schema_version", 1)


@pytest.mark.parametrize("words", QUICK)
def test_json_tells_of_failures_too(project: Path, words: str) -> None:
    (project / "atelier.toml").write_text("plane = 3\n", encoding="utf-8")
    ended = atelier(*LINES[words], "--format", "json")
    if words in {"explain", "rules", "schema", "init"}:  # they look at no project
        assert ended.code == 0
    else:
        assert ended.code == 64
        assert ended.json["schema_version"] == 1
        assert ended.json["error"]["exit_code"] == 64


def test_findings_take_the_place_of_what_was_asked_for(project: Path) -> None:
    (project / "sheets" / "bad.yaml").write_text("identity: {}\n", encoding="utf-8")
    for command in ("compile", "plan", "import"):
        ended = atelier(command, "--format", "json")
        assert ended.code == 1
        assert [finding["rule"] for finding in ended.json["findings"]] == ["missing-key", "missing-key"]


def test_compile_prints_a_row_a_line(project: Path) -> None:
    rows = [json.loads(line) for line in atelier("compile", "--format", "jsonl").out.splitlines()]
    assert {"action_type", "apply_rule", "flow_step", "role"} <= {row["class"] for row in rows}
    assert all(row["schema_version"] == 1 for row in rows)


def test_quiet_says_nothing_beside_the_data(forked_project: Path) -> None:
    for arguments in (("tenants", "list", "--quiet"), ("-q", "tenants", "list"), ("tenants", "list", "-q")):
        ended = atelier(*arguments)
        assert (ended.out.startswith("plane "), ended.err) == (True, "")


def test_an_export_never_overwrites_what_was_written_by_hand(project: Path) -> None:
    atelier("import")
    before = (project / "sheets" / "suggestions.yaml").read_bytes()
    ended = atelier("export", "--out", "sheets")
    assert ended.code == 1
    assert "comments" in ended.err
    assert (project / "sheets" / "suggestions.yaml").read_bytes() == before


def test_an_export_overwrites_an_older_export(project: Path) -> None:
    atelier("import")
    atelier("export", "--out", "exported")
    exported = project / "exported" / "suggestions.yaml"
    text = exported.read_text(encoding="utf-8")
    exported.write_text(text.replace("label: Answer\n", "label: Reply\n"), encoding="utf-8")
    assert atelier("export", "--out", "exported").out == "wrote exported/suggestions.yaml\n"
    assert exported.read_text(encoding="utf-8") == text


def _loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The top-level modules that a command line loads, in a process of its own."""
    code = (
        "import sys; from atelier_cli.main import run; from atelier_cli.views.terminal import Terminal;"
        f"code = run({list(arguments)!r}, Terminal());"
        "print(*{name.partition('.')[0] for name in sys.modules}); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_version_loads_next_to_nothing(tmp_path: Path) -> None:
    heavy = {"rich", "sqlalchemy", "psycopg", "alembic", "pydantic", "yaml", "jsonschema", "re2"}
    assert not _loaded_by("--version", folder=tmp_path) & heavy
    assert atelier("--version").out == f"atelier {__version__}\n"


def test_lint_never_pays_for_a_database_or_a_screen(project: Path) -> None:
    loaded = _loaded_by("lint", folder=project)
    assert "yaml" in loaded  # what is needed is loaded: the test sees what it looks at
    assert not loaded & {"rich", "sqlalchemy", "psycopg", "alembic", "sqlite3", "ruamel", "httpx"}
