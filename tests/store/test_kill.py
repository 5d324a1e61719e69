"""A process that is killed in the middle of a fork leaves nothing of the tenant."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from atelier_cli.rows.plane import SYSTEM
from atelier_cli.store.open import open_store
from tests.support.rows import TEMPLATE, TENANT, awkward, every_class, fork, fork_plan, read, write

#: Forks, and kills itself with half the classes copied, or when all are but nothing is committed.
SCRIPT = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from atelier_cli.store.open import open_store
from tests.support.rows import fork_plan

url, folder, copies = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
store = open_store(url, folder)
seen = 0

def count(connection, cursor, statement, parameters, context, many):
    global seen
    seen += statement.startswith("INSERT INTO atelier_") and " SELECT " in statement
    if seen == copies:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(store.engine, "after_cursor_execute", count)
with store.transaction(write=True) as transaction:
    transaction.apply(fork_plan())
"""
ALL = len(fork_plan().copies)


@pytest.mark.parametrize("copies", [ALL // 2, ALL])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_killed_fork_leaves_no_row_of_the_tenant(
    kind: str, copies: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = "sqlite:///atelier.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    store = open_store(url, tmp_path, lock_timeout=30)
    write(store, every_class(awkward))
    before = read(store)
    command = [sys.executable, "-c", SCRIPT, url, str(tmp_path), str(copies)]
    killed = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with store.transaction() as transaction:
        assert transaction.planes() == (SYSTEM, TEMPLATE)
        assert len(transaction.read(TENANT)) == 0
        assert transaction.read(TEMPLATE) == before
    fork(store)
    assert len(read(store, TENANT)) == len(before)
    store.close()
