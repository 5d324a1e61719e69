from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.language.backoff import Backoff, pause

NONE = Backoff(5, timedelta(seconds=1), 2.0, timedelta(seconds=10), "none", frozenset())
FULL = Backoff(5, timedelta(seconds=1), 2.0, timedelta(seconds=10), "full", frozenset())


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (100, 10)])
def test_that_the_pause_grows_up_to_the_longest(attempt: int, seconds: int) -> None:
    assert pause(NONE, attempt, 0.1) == timedelta(seconds=seconds)


def test_that_full_jitter_waits_a_part_of_it() -> None:
    assert pause(FULL, 3, 0.25) == timedelta(seconds=1)


@given(
    st.floats(min_value=1, max_value=1e300),
    st.integers(min_value=1, max_value=100),
    st.floats(min_value=0, max_value=1),
    st.timedeltas(min_value=timedelta(), max_value=timedelta(days=400)),
)
def test_that_no_pause_is_longer_than_the_longest(
    factor: float, attempt: int, chance: float, longest: timedelta
) -> None:
    backoff = Backoff(100, timedelta(seconds=1), factor, longest, "full", frozenset())

    assert timedelta() <= pause(backoff, attempt, chance) <= longest
