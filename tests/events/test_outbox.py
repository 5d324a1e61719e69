"""What cannot be done is tried again, later each time, and in the end is dead."""

from datetime import UTC, datetime, timedelta

from atelier_cli.events.outbox import BACKOFF, after_failure

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_waits_longer_each_time_up_to_the_longest() -> None:
    pauses = [after_failure(n, "no", NOW, 1.0)["due_at"] - NOW for n in range(1, BACKOFF.max_attempts)]
    assert pauses[:3] == [timedelta(seconds=10), timedelta(seconds=30), timedelta(seconds=90)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=6)


def test_is_dead_after_the_last_attempt() -> None:
    assert after_failure(BACKOFF.max_attempts, "gone", NOW, 1.0) == {"state": "dead", "error": "gone"}


def test_chance_spreads_those_that_come_back() -> None:
    assert after_failure(1, "no", NOW, 0.5)["due_at"] == NOW + timedelta(seconds=5)
