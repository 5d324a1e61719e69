"""What the tests of actions may ask for besides: a desk of reports, in memory and in each kind of store."""

from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.support.acting import Desk, open_desk


@pytest.fixture
def desk(clock: FixedClock) -> Desk:
    """A desk of reports."""
    return open_desk(open_store("memory://", Path(), clock=clock))


@pytest.fixture
def any_desk(store: Store) -> Desk:
    """A desk of reports, in each kind of store."""
    return open_desk(store)
