"""A field of the target as it was before the action, up to three hops along relations to one.

Example:
    `$entity.district.boundary`
"""

from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type
from atelier_cli.language.values.following import follow, read
from atelier_cli.language.values.protocol import CheckPart, Level, Typed
from atelier_cli.language.values.syntax import Reference

FORM = "$entity.F"
LEVEL = Level("field", "unknown-field")


def check(node: Reference, _expected: Type, names: Names, _part: CheckPart) -> Typed:
    return follow(node, names, FORM, LEVEL)


resolve = read
