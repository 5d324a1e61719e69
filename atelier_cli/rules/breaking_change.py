"""A sheet takes away what stored entities may rely on.

Evolution of entity types is additive. A field can be removed, or get another type or default, only once it has been
imported with `deprecated: true`; choices can be added to an enum, not taken away; `tenant_scoped` never changes. What
is stored can only be known when a sheet is planned or imported, so `atelier lint` does not report it.
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = ()
check = found_elsewhere
