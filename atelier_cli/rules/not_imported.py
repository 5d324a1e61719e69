"""A row refers to one that neither the files of this import nor the database have.

The file that declares it was not named, and has not been imported before. Name it too, or import it first.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = ()
check = found_elsewhere
