"""The `identity` block: which application a sheet describes."""

from typing import Any

from pydantic import Field

from atelier_cli.language.words import KebabCase, Model, NonEmpty
from atelier_cli.sheet.models.base import Position


class Identity(Model):
    """Which application the sheet describes."""

    code: KebabCase = Field(description="The application's id. It never changes.", examples=["street-works"])
    name: NonEmpty = Field(description="The application's name for people.", examples=["Street works"])
    description: str = Field("", description="What the application is for.")
    route_namespace: KebabCase | None = Field(None, description="The first part of its routes; by default the code.")
    icon: str | None = Field(None, description="The name of an icon.", examples=["traffic-cone"])
    color: str | None = Field(None, description="A colour.", examples=["#2563eb"])
    nav_order: Position = Field(100, description="The place in the navigation, lowest first.")
    is_active: bool = Field(True, description="Whether the application is switched on.")
    vertical: str | None = Field(None, description="The line of business it belongs to.", examples=["municipality"])
    features: dict[str, Any] = Field(default_factory=dict, description="Switches of the application, by name.")

    @property
    def route(self) -> str:
        """The first part of its routes."""
        return self.route_namespace or self.code
