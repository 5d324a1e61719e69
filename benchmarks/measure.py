"""Measures CPU time: of a call, or of a process with its children; the least of several runs."""

import gc
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_COMPILED = Path(tempfile.gettempdir(), "atelier-benchmarks-compiled")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, beside what, and how they compare."""

    what: str
    #: Seconds of CPU, or of wall time where a server does part of the work.
    ours: float
    beside: str
    theirs: float
    #: The most that `ours / theirs` may be; None where there is no budget.
    budget: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of the table that cannot be filled in, because the peer is not installed."""

    what: str
    beside: str


def cpu(call: Callable[[], object], runs: int = 3) -> float:
    """The least CPU time of a call over some runs, in seconds."""
    return _least(call, runs, time.process_time)


def wall(call: Callable[[], object], runs: int = 3) -> float:
    """The least wall time of a call over some runs, in seconds: for work that another process shares."""
    return _least(call, runs, time.perf_counter)


def process_cpu(command: Sequence[str | Path], folder: Path, runs: int = 3) -> float:
    """The least CPU time of a command over some runs, in seconds; its exit code and output do not matter.

    Its Python keeps compiled modules, as an installed one does, whatever the environment says here.
    """
    least = float("inf")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs + 1):  # the first run compiles
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPYCACHEPREFIX": str(_COMPILED), "NO_COLOR": "1"},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def _least(call: Callable[[], object], runs: int, clock: Callable[[], float]) -> float:
    least = float("inf")
    for _ in range(runs):
        gc.collect()
        start = clock()
        call()
        least = min(least, clock() - start)
    return least
