"""One run of a flow: all that the kernel knows of it, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["pending", "running", "waiting", "succeeded", "failed", "halted"]

#: Why a run waits, halted or failed.
Reason = Literal[
    "wait_event",
    "wait_human",
    "wait_timer",
    "wait_retry",
    "paused",
    "cancelled",
    "gate_halt",
    "timeout",
    "rejected",
    "retries_exhausted",
    "deadline",
    "definition_error",
    "outcome_unknown",
]

#: The states that a run never leaves.
FINAL: frozenset[Status] = frozenset({"succeeded", "failed", "halted"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What made a run fail, or stop: a stable code, and where it was."""

    code: str
    message: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it stands between two happenings."""

    id: str
    org_id: str
    #: `application/key`.
    flow: str
    #: The number of the version that the run keeps to, whatever newer ones come.
    version: int
    #: The key of whoever started it.
    initiator: str
    started_at: datetime
    input: Any = None
    #: The event that started it, or None.
    event: Mapping[str, Any] | None = None
    deadline: datetime | None = None

    status: Status = "pending"
    reason: Reason | None = None
    fault: Fault | None = None
    #: Where it stands: the step, its visit (from 1), the attempt in the visit (from 1), and when the visit began.
    step: str | None = None
    visit: int = 0
    attempt: int = 0
    entered_at: datetime | None = None
    #: How often each step was begun.
    visits: Mapping[str, int] = field(default_factory=dict)
    #: Who has agreed to the task at hand.
    agreed: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    #: The step that each name of the context comes from.
    sources: Mapping[str, str] = field(default_factory=dict)
    #: The whole output of each step, of its last visit.
    outputs: Mapping[str, Any] = field(default_factory=dict)
    #: The number of the next trace.
    next_seq: int = 1

    @property
    def is_over(self) -> bool:
        return self.status in FINAL
