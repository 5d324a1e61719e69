"""A sheet: one application, its data, what can be done to it, and the flows that carry longer work."""

from typing import Any

from pydantic import Field

from atelier_cli.language.words import Model
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.identity import Identity
from atelier_cli.sheet.models.notification import Notifications, Setting

#: The blocks that are carried whole, in the order in which they are written.
CARRIED_BLOCKS = ("public_surfaces", "portal_pages", "views", "layers", "dashboard", "admin_configs", "acl_rules")


class Sheet(Model):
    """One application: its data, what can be done to it, and the flows that carry longer work."""

    identity: Identity = Field(description="Which application the sheet describes.")
    settings: list[Setting] = Field(default_factory=list, description="Typed values behind `$config`.")
    entities: list[Entity] = Field(default_factory=list, description="The entity types it uses, and those it owns.")
    actions: list[Action] = Field(default_factory=list, description="What can be done.")
    notifications: Notifications = Field(default_factory=Notifications, description="Who is told of what.")
    flows: list[Flow] = Field(default_factory=list, description="Longer work, step by step.")
    public_surfaces: Any = Field(None, description="Carried whole, not interpreted.")
    portal_pages: Any = Field(None, description="Carried whole, not interpreted.")
    views: Any = Field(None, description="Carried whole, not interpreted.")
    layers: Any = Field(None, description="Carried whole, not interpreted.")
    dashboard: Any = Field(None, description="Carried whole, not interpreted.")
    admin_configs: Any = Field(None, description="Carried whole, not interpreted.")
    acl_rules: Any = Field(None, description="Carried whole, not interpreted.")
