"""The rows of an application: itself, the entity types it uses, its settings and the blocks it carries."""

from dataclasses import dataclass
from typing import Annotated

from atelier_cli.rows.row import Json, Row, To, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Row):
    """One application of a plane: what a sheet describes."""

    TABLE = "atelier_application"
    KEY = ("code",)
    ORDERED = False

    code: str
    label: str
    description: str
    route_namespace: str
    icon: str | None
    color: str | None
    nav_order: int
    is_enabled: bool
    vertical: str | None
    features: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationEntity(Row):
    """The membership of an entity type in an application."""

    TABLE = "atelier_application_entity"
    PARENT = Application
    KEY = ("entity_type",)

    entity_type: Annotated[str, To("entity_type")]
    visible: bool
    ordering: int | None
    role_visibility: Words
    presentation: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSetting(Row):
    """A typed value that an organisation may set for an application."""

    TABLE = "atelier_application_setting"
    PARENT = Application

    key: str
    type: str
    default_value: Json
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationBlock(Row):
    """A block of a sheet that is carried whole and not interpreted."""

    TABLE = "atelier_application_block"
    PARENT = Application
    KEY = ("block",)
    ORDERED = False

    block: str
    body: Json
