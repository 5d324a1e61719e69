"""What the tests of the store may ask for besides: a full store, and one that speaks SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from atelier_cli.store.sql import SqlStore
from tests.support.rows import FULL, write


@pytest.fixture
def full(store: Store) -> Store:
    """A store with the rows of `FULL`: some of every class."""
    write(store, FULL)
    return store


@pytest.fixture(params=["sqlite", "postgres"])
def sql_store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[SqlStore]:
    """An empty store in each kind of database."""
    store = open_store(request.getfixturevalue(f"{request.param}_url"), tmp_path, clock=clock, author="ana")
    assert isinstance(store, SqlStore)
    yield store
    store.close()
