"""The caller: who asks, as the organisation knows them at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Caller:
    """One person, or nobody in particular, with all that an action may know of them."""

    #: The key of the person; None for somebody anonymous.
    id: str | None
    #: Every role they have, the believed ones too, sorted.
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    #: The key of the organisation.
    org: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    #: The roles that were only said.
    believed: tuple[str, ...] = ()
    on_behalf_of: str | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.id is None

    def root(self) -> dict[str, Any]:
        """What `$user` reads."""
        return {
            "id": self.id,
            "roles": list(self.roles),
            "groups": list(self.groups),
            "org": self.org,
            "attributes": self.attributes,
        }

    def to_json(self) -> dict[str, Any]:
        """The caller as the audit keeps them; what the directory says of them besides stays there."""
        return {"id": self.id, "roles": [*self.roles], "groups": [*self.groups], "believed": [*self.believed]}
