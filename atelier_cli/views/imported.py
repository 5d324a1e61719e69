"""Shows what an import found, and did or would do."""

from atelier_cli.operations.import_sheets import Imported
from atelier_cli.views.diagnostics import findings_text
from atelier_cli.views.diagnostics_json import finding_shapes
from atelier_cli.views.envelope import json_text
from atelier_cli.views.plan_json import plan_shape
from atelier_cli.views.plan_text import DONE, plan_outline, plan_text
from atelier_cli.views.reports import show_report
from atelier_cli.views.terminal import Level, Terminal


def show_imported(imported: Imported, plane: str, terminal: Terminal, *, as_json: bool) -> None:
    """Shows the plan of an import, or what stands in its way."""
    plan = imported.plan
    if plan is None:
        show_report(imported.report, terminal)
        return
    if as_json:
        findings = finding_shapes(imported.findings)
        terminal.write(json_text(plan_shape(plan, plane, applied=imported.applied, findings=findings)))
        return
    if imported.findings:
        terminal.complain(f"{findings_text(imported.findings, terminal.width, terminal.paint_err)}\n")
    if not imported.applied:
        terminal.write(plan_text(plan, terminal.width, terminal.paint))
    elif terminal.level is Level.VERBOSE:
        terminal.write(plan_text(plan, terminal.width, terminal.paint, DONE))
    else:
        terminal.write(plan_outline(plan, terminal.width, terminal.paint))
    if imported.refused:
        terminal.complain(f"nothing was written to `{plane}`")
