"""A `renamed_from` has done its work.

The former name is nowhere in the database any more: the row has its new name, or there never was one under the former.
The key says nothing now and can be removed.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.INFO
CATEGORY = Category.PLANES
NODES = ()
check = found_elsewhere
