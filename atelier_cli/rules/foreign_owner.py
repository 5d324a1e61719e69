"""A row belongs to an application or vocabulary that is not in this project.

Each row has one owner: the sheet or vocabulary that wrote it. Another project has written one of this name into the
same plane, and an import would take it away from there. The database alone knows, so `atelier lint` does not report
it.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = ()
check = found_elsewhere
