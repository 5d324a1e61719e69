"""How long to wait before trying again what has failed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Backoff:
    """How what has failed is tried again: a step, or a delivery."""

    max_attempts: int
    initial: timedelta
    factor: float
    max_interval: timedelta
    jitter: Literal["full", "none"]
    #: The error codes to retry on; none means all.
    retry_on: frozenset[str]


def pause(backoff: Backoff, attempt: int, chance: float) -> timedelta:
    """The pause after a failed attempt (from 1): it grows by the factor up to the longest.

    With full jitter, `chance` (from 0 to 1) says how much of it is waited.
    """
    longest = backoff.max_interval.total_seconds()
    seconds = min(backoff.initial.total_seconds(), longest)
    for _ in range(attempt - 1):
        seconds = min(seconds * backoff.factor, longest)
    return timedelta(seconds=seconds * chance if backoff.jitter == "full" else seconds)
