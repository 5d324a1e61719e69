"""How much CPU a lint costs: beside merely loading the same bytes, and beside the linters people use for YAML."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from measure import Figure, cpu, process_cpu
from projects import write_project

from atelier_cli.operations.check import check
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import load

#: Actions for about one megabyte, in ten sheets.
_MEGABYTE = 46


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    sizes = (4,) if quick else (_MEGABYTE, 2 * _MEGABYTE, 4 * _MEGABYTE)
    found = [list(_of_size(actions, is_first=actions == sizes[0])) for actions in sizes]
    for figures in found:
        yield from figures
    for more, less in zip(found[1:], found, strict=False):
        yield Figure("lint of double the bytes", more[0].ours, "of half", less[0].ours, 2.3)


def _of_size(actions: int, *, is_first: bool) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(Path(scratch), sheets=10, actions=actions)
        texts = [file.read_bytes() for file in sorted(project.rglob("*.yaml"))]
        size = f"{sum(map(len, texts)) / 1e6:.1f} MB"
        ours, floor = cpu(lambda: _lint(project)), cpu(lambda: _load(texts))
        yield Figure(f"lint, {size}", ours, "`yaml.load`, C loader", floor, 1)
        if is_first:
            yield from _peers(project, size, ours)
            wrong = write_project(Path(scratch) / "wrong", sheets=10, actions=actions, mistakes=actions)
            label = f"the same with {_findings(wrong):,} findings"
            yield Figure(label, cpu(lambda: _lint(wrong)), "without", ours, 2)


def _peers(project: Path, size: str, ours: float) -> Iterator[Figure]:
    tools = Path(sys.executable).parent
    schema = Path(__file__).resolve().parent.parent / "schemas" / "sheet.schema.json"
    sheets = sorted((project / "sheets").glob("*.yaml"))
    peers = {
        "yamllint": [tools / "yamllint", "-d", "relaxed", "sheets"],
        "check-jsonschema": [tools / "check-jsonschema", "--schemafile", schema, *sheets],
    }
    for name, command in peers.items():
        yield Figure(f"lint, {size}", ours, name, process_cpu(command, project, 1))


def _findings(project: Path) -> int:
    return len(check(open_files(load(project, {}))).findings)


def _lint(project: Path) -> None:
    check(open_files(load(project, {})))


def _load(texts: list[bytes]) -> None:
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)  # the safe loader in C
