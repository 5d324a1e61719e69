"""How much CPU a command needs before it does anything, beside an interpreter that does nothing."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Figure, process_cpu
from projects import write_project

ATELIER = (sys.executable, "-m", "atelier_cli")


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    runs = 3 if quick else 10
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(Path(scratch), sheets=1, actions=1)
        floor = process_cpu([sys.executable, "-c", "pass"], project, runs)
        version = process_cpu([*ATELIER, "--version"], project, runs)
        one = process_cpu([*ATELIER, "lint", "--no-cache", "sheets"], project, runs)
        again = process_cpu([*ATELIER, "lint", "sheets"], project, runs)
    yield Figure("`atelier --version`", version, "`python -c pass`", floor, 8)
    yield Figure("`atelier lint` of one 5 kB sheet", one, "`python -c pass`", floor, 250 / 15)
    yield Figure("the same again, unchanged", again, "`python -c pass`", floor, 250 / 15)
