"""What the kernel asks of its host."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from atelier_cli.flows.run import Run
from atelier_cli.language.steps.protocol import Command as StepCommand


@dataclass(frozen=True, slots=True)
class Perform:
    """Do what a step asks for, and tell what came of it by `Happened` with the same step, visit and attempt."""

    step: str
    visit: int
    attempt: int
    command: StepCommand
    #: The idempotency key of the effect: the same for every attempt of a visit.
    key: str


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Come back at an instant: with `TimedOut`, `RetryDue` or `DeadlineReached`, by the timer's purpose."""

    purpose: Literal["timeout", "retry", "deadline"]
    at: datetime
    step: str | None = None
    visit: int = 0


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Nothing more is wanted for this visit: close its task or wait, and forget its timers."""

    step: str
    visit: int


Command = Perform | SetTimer | Withdraw


def idempotency_key(run: Run) -> str:
    """The key of the effect that a run's present visit has: a hash of organisation, run, step and visit."""
    address = json.dumps([run.org_id, run.id, run.step, run.visit], separators=(",", ":"))
    return hashlib.sha256(address.encode()).hexdigest()
