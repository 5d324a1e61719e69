"""Each folder holds the states of a project in order, `1`, `2`, ..., and in `plan.txt` the plan of importing the last.

A file whose name starts with `_` is there to be referred to, and not imported; a file `prune` asks for deletions.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from atelier_cli import resources
from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Finding
from atelier_cli.operations.import_sheets import Imported, import_sheets
from atelier_cli.operations.project import Files
from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
_SIGNS = {"add": "+", "update": "~", "delete": "-"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_diff(case: Path, golden: Callable[[Path, str], None]) -> None:
    store = MemoryStore()
    *before, last = sorted(path for path in case.iterdir() if path.is_dir())
    for state in before:
        assert import_state(store, state).applied
    done = import_state(store, last, prune=(case / "prune").exists())
    assert done.plan is not None, [finding.diagnostic.message for finding in done.report.findings]
    golden(case / "plan.txt", shown(done.plan, done.findings))
    if done.applied:
        again = import_state(store, last).plan
        assert again is not None
        assert again.is_empty


def import_state(store: Store, folder: Path, *, prune: bool = False) -> Imported:
    named = [parsed(path) for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("_")]
    context = [parsed(path) for path in (*folder.glob("_*.yaml"), HERE / "_words.yaml", resources.base_vocabulary())]
    return import_sheets(store, Files(tuple(named), tuple(context)), "template_town", prune=prune)


def parsed(path: Path) -> Parsed:
    return parse(read(path.read_bytes(), path.name))


def shown(plan: Plan, findings: tuple[Finding, ...]) -> str:
    """The plan as a person reads it, without what it says of the packaged vocabulary."""
    changes = [line for change in plan.changes if change.row.owner != "atelier" for line in _change(change)]
    orphans = [f"? {_name(orphan.row)} (no sheet has it any more)" for orphan in plan.orphans]
    notes = [f"{one.diagnostic.severity}[{one.diagnostic.rule}] {_place(one)}: {_said(one)}" for one in findings]
    severe = any(one.diagnostic.severity is Severity.ERROR for one in findings)
    return "\n".join([*changes, *orphans, *notes, "refused" if severe else "applied", ""])


def _change(change: Change) -> list[str]:
    before = change.before.row if change.before is not None and change.action == "update" else change.row
    was = "" if before.address == change.row.address else f" (was {'/'.join(before.address)})"
    number = "" if change.number is None else f" (version {change.number})"
    fields = [f"    {field.name}: {field.before!r} -> {field.after!r}" for field in change.fields]
    return [f"{_SIGNS[change.action]} {_name(change.row)}{was}{number}", *fields]


def _name(row: Row) -> str:
    return f"{row_class_name(type(row))} {'/'.join(row.address)}"


def _place(finding: Finding) -> str:
    return f"{finding.mark.source}:{finding.mark.range.start.line}"


def _said(finding: Finding) -> str:
    return f"{finding.diagnostic.message}; {finding.diagnostic.help}"
