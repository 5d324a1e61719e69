"""The result of a criterion that classifies, by its key.

Example:
    `$classification.late`
"""

from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type
from atelier_cli.language.values.following import follow, read
from atelier_cli.language.values.protocol import CheckPart, Level, Typed
from atelier_cli.language.values.syntax import Reference

FORM = "$classification.K"
LEVEL = Level("classification", "unknown-name")


def check(node: Reference, _expected: Type, names: Names, _part: CheckPart) -> Typed:
    return follow(node, names, FORM, LEVEL)


resolve = read
