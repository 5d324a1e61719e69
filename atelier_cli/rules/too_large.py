"""The file, or a line of it, is larger than is ever read.

The limits - 16 MiB a file, a million characters a line - are far above what a person writes; they protect whoever lints
a file of unknown origin. Split the file into several: one sheet an application.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
