"""How much CPU it costs to show many findings in each format, beside the lint that found them."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import Figure, cpu

from atelier_cli.linter import Report
from atelier_cli.operations.check import check
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import load
from atelier_cli.views.formats import FORMATS
from atelier_cli.views.formats.protocol import Manner

#: Each setting has two mistakes, one of which can be mended.
_SETTING = "  - {{key: setting_{n}, type: integer, defualt_value: {n}, label: Days {n}}}\n"


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        (project / "atelier.toml").write_text('sheets = ["."]\n', encoding="utf-8")
        settings = "".join(_SETTING.format(n=n) for n in range(500 if quick else 5_000))
        sheet = f"identity: {{code: many, name: Many}}\nsettings:\n{settings}"
        (project / "many.yaml").write_text(sheet, encoding="utf-8")
        lint = cpu(lambda: _lint(project))
        report = _lint(project)
    for name in FORMATS:
        shown = cpu(partial(_show, name, report))
        yield Figure(f"{len(report.findings):,} findings as {name}", shown, "their lint", lint, 2)


def _lint(project: Path) -> Report:
    return check(open_files(load(project, {})))


@collection_paused()
def _show(name: str, report: Report) -> None:
    FORMATS[name].render(report, Manner())
