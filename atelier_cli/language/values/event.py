"""A part of the event that was matched: its envelope, and in `payload` what it says.

Example:
    `$event.payload.zone`
"""

from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type
from atelier_cli.language.values.following import follow, read
from atelier_cli.language.values.protocol import CheckPart, Level, Typed
from atelier_cli.language.values.syntax import Reference

FORM = "$event.X"
LEVEL = Level("member", "unknown-name")


def check(node: Reference, _expected: Type, names: Names, _part: CheckPart) -> Typed:
    return follow(node, names, FORM, LEVEL)


resolve = read
