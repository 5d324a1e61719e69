"""Every constraint of a parameter, by its word."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.constraints.protocol import Constraint

CONSTRAINTS: Mapping[str, Constraint] = MappingProxyType({})
