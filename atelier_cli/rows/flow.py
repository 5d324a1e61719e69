"""The rows of a flow: itself, its versions, and the steps of each version."""

from dataclasses import dataclass
from typing import Annotated

from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Json, Row, To


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Row):
    """A flow of an application, under all its versions."""

    TABLE = "atelier_flow"
    PARENT = Application

    key: str
    label: str
    description: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowVersion(Row):
    """One immutable version of a flow, named by a digest of all that it says.

    The version's number and whether it is the current one are given when it is stored.
    """

    TABLE = "atelier_flow_versions"
    PARENT = Flow
    KEY = ("digest",)
    ORDERED = False
    VERSIONED = True

    digest: str
    trigger: Json
    event_type: Annotated[str, To("bus_event_type")] | None
    input: Json
    deadline: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep(Row):
    """A step of a version of a flow."""

    TABLE = "atelier_flow_step"
    PARENT = FlowVersion

    key: str
    kind: Annotated[str, To("step_kind")]
    arguments: Json
    save_as: str | None
    next: str | None
    retry: Json
    on_error: str | None
    on_timeout: str | None
    on_rejected: str | None
