"""Every operation of an edit, by its word."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.edits.protocol import Operation

OPERATIONS: Mapping[str, Operation] = MappingProxyType({})
