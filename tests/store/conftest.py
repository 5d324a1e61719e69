"""What the tests of the store may ask for besides: a store that speaks SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.store.open import open_store
from atelier_cli.store.sql import SqlStore


@pytest.fixture(params=["sqlite", "postgres"])
def sql_store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[SqlStore]:
    """An empty store in each kind of database."""
    url = "sqlite:///atelier.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    store = open_store(url, tmp_path, clock=clock, author="ana")
    assert isinstance(store, SqlStore)
    yield store
    store.close()
