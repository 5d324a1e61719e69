"""A process that is killed while it writes records leaves all of its transaction or nothing, and no lock behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import EditEvent
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.store.test_append_only import event
from tests.support.records import TENANT, entity, insert, link, open_town

#: Writes records, and kills itself after so many statements that change some, before it commits, or right after.
SCRIPT = """
import os, signal, sys
from pathlib import Path
from atelier_cli.plan.plan import Plan
from atelier_cli.store.driver import Driver
from atelier_cli.store.open import open_store
from tests.store.test_kill_records import mutations

url, folder, point = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
store = open_store(url, folder)
change, done = Driver.change, []

def counting(driver, statement, values):
    changed = change(driver, statement, values)
    done.append(changed)
    if str(len(done)) == point:
        os.kill(os.getpid(), signal.SIGKILL)
    return changed

Driver.change = counting
plan = Plan(mutations=mutations(store))
with store.transaction(write=True, shared=True) as transaction:
    transaction.get(plan.mutations[0].plane, plan.mutations[0].record_class, [("a",)], lock=True)
    transaction.apply(plan)
    if point == "applied":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


def mutations(store: Store) -> tuple[Mutation, ...]:
    """What an action does: it changes one entity, makes another, ties the two together, and says what it did."""
    return (
        Update(TENANT, Entity, ("a",), {"version": 2}, {"version": 1}),
        Insert(TENANT, entity(store, "new", "district")),
        Insert(TENANT, link(store, ("case_file", "district"), "a", "new", to_one=True)),
        Insert(TENANT, event()),
    )


def written(store: Store) -> tuple[int, int, int, int]:
    """The version of the first entity, and how many records there are of each class."""
    with store.transaction() as transaction:
        version = transaction.get(TENANT, Entity, [("a",)])["a",].version
        numbers = (len(transaction.find(TENANT, one, {})) for one in (Entity, EntityLink, EditEvent))
        return (version, *numbers)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "point",
    [pytest.param(point, marks=() if point in {"2", "applied"} else pytest.mark.slow) for point in
     ("1", "2", "3", "4", "applied", "committed")],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_killed_action_leaves_all_or_nothing(
    kind: str, point: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = "sqlite:///atelier.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    store = open_store(url, tmp_path, lock_timeout=30)
    open_town(store)
    insert(store, entity(store, "a"))
    command = [sys.executable, "-c", SCRIPT, url, str(tmp_path), point]
    killed = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert written(store) == ((2, 2, 1, 1) if point == "committed" else (1, 1, 0, 0))
    if point != "committed":  # nothing holds it up
        with store.transaction(write=True, shared=True) as transaction:
            transaction.apply(Plan(mutations=mutations(store)))
        assert written(store) == (2, 2, 1, 1)
    store.close()
