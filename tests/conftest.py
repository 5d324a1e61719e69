"""What all tests may ask for: a store of each kind, a clock that stands still, golden files."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.support.postgres import Server, clear, serve

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
#: How long a writing transaction waits for its turn, in seconds: short, since the tests of locks wait for it.
LOCK_TIMEOUT = 0.3


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read them in the diff")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> Iterator[Server]:
    """The PostgreSQL server of this run."""
    with serve(testrun_uid) as server:
        yield server


@pytest.fixture(scope="session")
def _postgres_database(postgres_server: Server) -> Iterator[str]:
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def postgres_url(_postgres_database: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with all tables and no rows; a test that changes tables asks for the server."""
    yield _postgres_database
    clear(_postgres_database)


@pytest.fixture(scope="session")
def _sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    open_store("sqlite:///atelier.db", folder).close()
    return folder / "atelier.db"


@pytest.fixture
def sqlite_url(_sqlite_file: Path, tmp_path: Path) -> str:
    """The URL of a SQLite file with all tables and no rows."""
    return f"sqlite:///{shutil.copy(_sqlite_file, tmp_path)}"


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "memory":
        return "memory://"
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(database_url: str, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """An empty store of each kind."""
    opened = open_store(database_url, tmp_path, lock_timeout=LOCK_TIMEOUT, clock=clock, author="ana")
    yield opened
    opened.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the file that holds what it should be; with `--update-golden` writes the file instead."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
            return
        assert file.exists(), f"{file} is missing: run pytest with --update-golden, and read it"
        assert text == file.read_bytes().decode(), f"differs from {file}: see --update-golden"

    return compare
