"""What a command loads: lint neither a database nor a server, and nothing of its own where all is known."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from atelier_cli.operations.init_project import init_project

#: What lint has no use for, and what would take a good part of its time only to load.
HEAVY = {"alembic", "asyncio", "httpx", "jinja2", "jsonschema", "lsprotocol", "psycopg", "pygls", "rich", "ruamel"} | {
    "sqlalchemy", "sqlite3", "unittest"
}  # fmt: skip
#: What only a lint that is not known yet has a use for.
WORKING = {"pydantic", "pydantic_core", "re2", "yaml"}
#: What only runs actions and tells of them; lint knows the rows that they come from.
RUNNING = ("atelier_cli.actions", "atelier_cli.notify", "atelier_cli.store", "atelier_cli.flows.dry_run")
_TELL = """
import json, sys
from atelier_cli.main import run
from atelier_cli.views.terminal import Terminal
code = run(sys.argv[1:], Terminal(sys.stderr))
print(json.dumps([code, sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "city"
    init_project(folder)
    return folder


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The packages that a command line loads."""
    told = subprocess.run([sys.executable, "-c", _TELL, *arguments], cwd=folder, capture_output=True, check=True)
    code, modules = json.loads(told.stdout)
    assert code == 0, told.stderr
    return {name.partition(".")[0] if not name.startswith("atelier_cli") else name for name in modules}


def test_lint_loads_what_it_needs_and_a_known_one_nothing_of_it(city: Path) -> None:
    working = loaded(city, "lint")
    assert HEAVY & working == set()
    assert working >= WORKING
    assert not [name for name in working if name.startswith(RUNNING)]
    known = loaded(city, "lint")
    assert (HEAVY | WORKING) & known == set()
    assert not [name for name in known if name.startswith(("atelier_cli.rules", "atelier_cli.sheet"))]


def test_the_version_loads_no_command(city: Path) -> None:
    assert (HEAVY | WORKING) & loaded(city, "--version") == set()


def test_a_look_at_actions_loads_nothing_that_sends(city: Path) -> None:
    """Only what fans out pays for templates, e-mail and HTTP."""
    for line in (("import",), ("fork", "--template", "municipality", "--tenant", "lisbon", "--create")):
        loaded(city, *line)
    assert {"httpx", "jinja2", "smtplib"} & loaded(city, "actions", "list", "--as", "ana:clerk") == set()
    assert "httpx" in loaded(city, "deliver")  # the test sees what it looks at
