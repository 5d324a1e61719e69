"""The baseline knows findings that are not found any more.

They have been mended, or what they were about is gone. Left in the baseline they would hide the same mistake when it is
made again: `atelier lint --write-baseline` takes them out.
"""

from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.WARNING
CATEGORY = Category.SUPPRESSIONS
NODES = ()
check = found_elsewhere


def report(place: Place, number: int) -> Diagnostic:
    """The finding about entries that nothing is found for; `place` is that of the first."""
    what = "1 known finding is" if number == 1 else f"{number} known findings are"
    remedy = "`--write-baseline` takes out what is gone"
    return Diagnostic("stale-baseline", SEVERITY, f"{what} not found any more", place, help=remedy)
