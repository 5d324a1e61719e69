"""A tenant whose clerks, ana and rui, are told of closed reports by every channel."""

from typing import Any

from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.application import Application
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from atelier_cli.rows.people import User, UserRole
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.record import Record
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import EntityType, NotificationEvent, Role
from atelier_cli.store.protocol import Store
from tests.support.deliveries import NOW
from tests.support.rows import TENANT, write

_VOCABULARY = row_set(
    [
        Role(address=("clerk",), owner="town", code="clerk"),
        EntityType(
            address=("user",), owner="town", code="user", display_name="Person", tenant_scoped=True, parent_code=None,
            unique_constraints=[], states=None,
        ),
        NotificationEvent(
            address=("report.closed",), owner="town", code="report.closed", label="Closed", source_action=None,
            payload_schema={"type": "object", "properties": {"what": {"type": "string"}}},
        ),
        NotificationEvent(
            address=("report.opened",), owner="town", code="report.opened", label="Opened", source_action=None,
            payload_schema={"type": "object"},
        ),
    ]
)  # fmt: skip
_OWN = row_set(
    [
        Application(
            address=("desk",), owner="desk", code="desk", label="Desk", description="", route_namespace="desk",
            icon=None, color=None, nav_order=1, is_enabled=True, vertical=None, features=None,
        ),
        NotificationTemplate(
            address=("desk", "done"), owner="desk", key="done", subject="Done: {{ what }}", body_text="{{ what }}",
            body_html=None, extends="base", available_vars=("what",),
        ),
        NotificationRule(
            address=("desk", "tell"), owner="desk", key="tell", event="report.closed", filter=None,
            recipients_resolver="role:clerk", template="done", channels=("console", "email", "inbox", "webhook"),
        ),
    ]
)  # fmt: skip


def furnish(store: Store) -> None:
    """Writes the tenant's rows, and its people."""
    write(store, (_VOCABULARY, _OWN), TENANT)
    with store.transaction(write=True, shared=True) as transaction:
        type_id = transaction.rows(SYSTEM, EntityType, code="user")[0].id
        role_id = transaction.rows(SYSTEM, Role, code="clerk")[0].id
        people = [record for key in ("ana", "rui") for record in _person(key, type_id, role_id)]
        transaction.apply(Plan(mutations=tuple(Insert(TENANT, record) for record in people)))


def _person(key: str, type_id: str, role_id: str) -> list[Record]:
    email = f"{key}@example.org"
    written: dict[str, Any] = {"created_at": NOW, "updated_at": NOW}
    return [
        Entity(id=key, type_id=type_id, properties={"name": key, "email": email}, state=None, version=1, **written),
        User(key=key, name=key, email=email, attributes={}, is_active=True),
        UserRole(user_key=key, role_id=role_id),
    ]
