"""The file is not UTF-8.

Sheets are text in UTF-8, with or without a byte order mark. Save the file in that encoding; most editors ask for it
under "Save with encoding".
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
