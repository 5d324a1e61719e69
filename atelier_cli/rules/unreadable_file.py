"""The file cannot be opened.

It is a broken link, a pipe, or a file that you may not read. Nothing in it was checked.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
