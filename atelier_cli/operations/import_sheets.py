"""Imports sheets: parse, check, lower, diff, apply."""

from dataclasses import dataclass, replace

from atelier_cli.compiler.lower import lower, owner_of
from atelier_cli.linter import Finding, Report, located
from atelier_cli.operations import planes
from atelier_cli.operations.check import check
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import Files
from atelier_cli.operations.unique_values import retake
from atelier_cli.plan.diff import diff
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and did."""

    report: Report
    #: None where the sheets have errors, so that nothing was planned.
    plan: Plan | None = None
    #: What only the store could know.
    findings: tuple[Finding, ...] = ()
    applied: bool = False

    @property
    def refused(self) -> bool:
        return self.plan is None or any(one.diagnostic.severity == "error" for one in self.findings)


def check_import(files: Files) -> Report:
    """The findings in what an import takes: the named files, and the project's vocabularies."""
    context = tuple(parsed for parsed in files.context if parsed not in files.vocabularies)
    return check(Files((*files.named, *files.vocabularies), context))


@collection_paused()
def import_sheets(
    store: Store,
    files: Files,
    plane: str,
    *,
    dry_run: bool = False,
    prune: bool = False,
    checked: Report | None = None,
) -> Imported:
    """The import of the named files, and of the project's vocabularies, into a plane: one transaction, or nothing.

    With `dry_run` nothing is written, and the plan is the very one that would be applied. The files are checked here
    unless `checked` tells what `check_import` found in them.
    """
    imported = (*files.named, *files.vocabularies)
    report = checked or check_import(files)
    if report.has_errors:
        return Imported(report)
    lowered = lower(imported)
    owners, project = frozenset(map(owner_of, imported)), frozenset(map(owner_of, files.all))
    with store.transaction(write=not dry_run) as transaction:
        known = transaction.planes()
        target = planes.to_import_into(known, plane)
        stored = (transaction.read(SYSTEM), transaction.read(target))
        plan = diff(stored, (lowered.vocabulary, lowered.template), owners=owners, project=project, prune=prune)
        plan = retake(transaction, stored[0], replace(plan, planes=planes.missing(known, SYSTEM, target)))
        findings = tuple(located(plan.diagnostics, files.documents))
        done = Imported(report, plan, findings, applied=not dry_run)
        if done.refused:
            return replace(done, applied=False)
        if not (dry_run or plan.is_empty):
            transaction.apply(plan)
        return done
