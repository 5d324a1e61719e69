"""What may happen to a run. Time comes in with it, and so does chance."""

from dataclasses import dataclass
from datetime import datetime

from atelier_cli.language.steps.protocol import Happening as StepHappening


@dataclass(frozen=True, slots=True)
class Claimed:
    """A worker takes up a pending run."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened to the step that the run stands at."""

    at: datetime
    step: str
    visit: int
    attempt: int
    what: StepHappening
    #: A random number from 0 up to, not including, 1: how much of the pause before a new attempt is waited.
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class RetryDue:
    """The pause before a new attempt is over."""

    at: datetime
    step: str
    visit: int


@dataclass(frozen=True, slots=True)
class DeadlineReached:
    """The time of the whole run is up."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Somebody stops the run."""

    at: datetime
    by: str


Happening = Claimed | Happened | RetryDue | DeadlineReached | Cancelled
