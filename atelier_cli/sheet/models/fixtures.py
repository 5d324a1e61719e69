"""A fixtures file: what skills, products and the bus answer when a flow is only previewed."""

from typing import Any

from pydantic import Field

from atelier_cli.language.words import Model


class Fixtures(Model):
    """What the world answers in a preview."""

    skills: dict[str, Any] = Field(default_factory=dict, description="The output of each skill, by its code.")
    actions: dict[str, Any] = Field(
        default_factory=dict, description="The result of each product action, by `product/action`."
    )
    events: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="The payload of each event type, by its code."
    )


class FixturesFile(Model):
    """A file of fixtures."""

    fixtures: Fixtures = Field(description="What the world answers in a preview.")
