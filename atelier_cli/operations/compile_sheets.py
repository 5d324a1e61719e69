"""Compiles sheets to rows, without a database."""

from dataclasses import dataclass

from atelier_cli.compiler.lower import lower
from atelier_cli.linter import Report
from atelier_cli.operations.check import check
from atelier_cli.operations.project import Files
from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.row import Row


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rows that sheets say, in the order of insertion; none where the sheets have errors."""

    report: Report
    rows: tuple[Row, ...] = ()


def compile_sheets(files: Files) -> Compiled:
    """The rows of the named files, those derived from them included."""
    report = check(files)
    if report.has_errors:
        return Compiled(report)
    lowered = lower(files.named)
    rows = [*lowered.vocabulary, *lowered.template, *apply_rules(lowered.template)]
    place = {row_class: i for i, row_class in enumerate(INSERTION_ORDER)}
    return Compiled(report, tuple(sorted(rows, key=lambda row: (place[type(row)], row.address))))
