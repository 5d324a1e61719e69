"""Every way to say who is told, by the word before the colon. A new one is a file and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.notify.resolvers import field, group, role, user
from atelier_cli.notify.resolvers.protocol import Resolver

RESOLVERS: Mapping[str, Resolver] = MappingProxyType({"field": field, "role": role, "user": user, "group": group})
