"""What the tests of actions may ask for besides: a desk of reports, in memory and in each kind of store.

The desk is set up once in each kind of store; every test gets a copy.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.open import open_store
from tests.conftest import LOCK_TIMEOUT
from tests.support.acting import Desk, open_desk
from tests.support.postgres import Server


@pytest.fixture(scope="session")
def _in_memory() -> MemoryStore:
    store = MemoryStore()
    open_desk(store)
    return store


@pytest.fixture(scope="session")
def _in_sqlite(_sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(_sqlite_file, folder)
    store = open_store(f"sqlite:///{_sqlite_file.name}", folder)
    open_desk(store)
    store.close()
    return folder / _sqlite_file.name


@pytest.fixture(scope="session")
def _in_postgres(postgres_server: Server) -> Iterator[str]:
    """The name of a database with the desk, which nobody is connected to."""
    with postgres_server.database() as url:
        store = open_store(url, Path())
        open_desk(store)
        store.close()
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture
def desk(_in_memory: MemoryStore) -> Desk:
    """A desk of reports."""
    return Desk(MemoryStore(_state=_in_memory._state.copy()))


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def any_desk(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk of reports, in each kind of store."""
    if request.param == "memory":
        yield request.getfixturevalue("desk")
        return
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('_in_sqlite'), tmp_path)}"
    else:
        url = request.getfixturevalue("desk_database")
    store = open_store(url, tmp_path, lock_timeout=LOCK_TIMEOUT, clock=clock, author="ana")
    yield Desk(store)
    store.close()


@pytest.fixture
def desk_database(postgres_server: Server, _in_postgres: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with the desk."""
    with postgres_server.database(_in_postgres) as url:
        yield url
