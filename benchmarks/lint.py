"""How much CPU a lint costs: cold and again, clean and with mistakes, beside merely loading it and peers.

Lint runs in one process. Two forked ones would check 3.5 MB in 0.48 s each instead of 0.81 s together, and read them in
0.26 s each instead of 0.51 s: at best a quarter to a third less to wait for, where a core is idle, and a tenth more CPU
in all. Spawned ones, all that some systems have, would need 0.3 s each only to load the rules. What has not changed is
recalled in less than any of that.
"""

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import yaml
from flow_sheets import write_flows
from measure import Figure, Missing, cpu, process_cpu
from peers import beside
from projects import write_project
from yaml._yaml import CParser

from atelier_cli.operations.check import check
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import load

#: Actions for about one megabyte, in ten sheets.
_MEGABYTE = 46
#: Sheets of flows, flows in each, and rounds of five steps in each of these, for about one megabyte.
_FLOWS = (10, 11, 10)
_LINT = (sys.executable, "-m", "atelier_cli", "lint", "sheets")


def measure(quick: bool) -> Iterator[Figure | Missing]:  # noqa: FBT001  # the one question of every benchmark
    sizes = (2,) if quick else (_MEGABYTE, 2 * _MEGABYTE, 4 * _MEGABYTE)
    cold: list[float] = []
    for actions in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            right = write_project(Path(scratch, "right"), sheets=10, actions=actions)
            wrong = write_project(Path(scratch, "wrong"), sheets=10, actions=actions, mistakes=sizes[0])
            cold.append(cpu(partial(_lint, right)))
            yield from _in_process(right, wrong, cold[-1])
            yield from _as_processes(right, wrong, with_peers=actions == sizes[0])
    for less, more in pairwise(cold):
        yield Figure("lint of double the bytes", more, "of half", less, 2.3)
    yield _flows(quick=quick)


def _in_process(right: Path, wrong: Path, ours: float) -> Iterator[Figure]:
    texts = _texts(right)
    size = _size(texts)
    yield Figure(f"lint, {size}", ours, "`yaml.load`, C loader", cpu(lambda: _load(texts)), 1)
    yield Figure(f"lint, {size}", ours, "libyaml alone: its events, in C", cpu(lambda: _events(texts)))
    label = f"the same with {_findings(wrong):,} findings"
    yield Figure(label, cpu(lambda: _lint(wrong)), "without", ours, 2)


def _as_processes(right: Path, wrong: Path, *, with_peers: bool) -> Iterator[Figure | Missing]:
    size = _size(_texts(right))
    ours, ours_wrong = (process_cpu([*_LINT, "--no-cache"], project, 1) for project in (right, wrong))
    again = process_cpu(_LINT, right)
    yield Figure(f"`atelier lint` again, {size} unchanged, the whole process", again, "the first time", ours, 0.2)
    again = process_cpu(_LINT, wrong)
    yield Figure("the same with findings", again, "the first time", ours_wrong, 0.2)
    yield Figure("the same after a change in one of ten sheets", _changed(right), "the first time", ours)
    if with_peers:
        sheets = sorted((right / "sheets").glob("*.yaml"))
        with tempfile.TemporaryDirectory() as scratch:
            yield from beside(ours, ours_wrong, sheets, Path(scratch))


def _changed(project: Path) -> float:
    """What a lint costs right after a sheet has changed."""
    sheet = project / "sheets" / "app-0.yaml"
    took = []
    for n in range(3):
        sheet.write_text(f"{sheet.read_text(encoding='utf-8')}# Change {n}.\n", encoding="utf-8")
        took.append(process_cpu(_LINT, project, 0))
    return min(took)


def _flows(*, quick: bool) -> Figure:
    with tempfile.TemporaryDirectory() as scratch:
        project = write_flows(Path(scratch), *((2, 2, 2) if quick else _FLOWS))
        texts = _texts(project)
        if _findings(project):
            raise AssertionError("the flows are not as they should be")
        ours, floor = cpu(lambda: _lint(project)), cpu(lambda: _load(texts))
        return Figure(f"lint of sheets of flows alone, {_size(texts)}", ours, "`yaml.load`, C loader", floor, 1)


def _texts(project: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(project.rglob("*.yaml"))]


def _size(texts: list[bytes]) -> str:
    return f"{sum(map(len, texts)) / 1e6:.1f} MB"


def _findings(project: Path) -> int:
    return len(check(open_files(load(project, {}))).findings)


def _lint(project: Path) -> None:
    check(open_files(load(project, {})))


def _load(texts: list[bytes]) -> None:
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)  # the safe loader in C


def _events(texts: list[bytes]) -> None:
    for text in texts:
        CParser(text).raw_parse()
