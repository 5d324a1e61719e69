"""The first tables: planes, the rows of every class, what templates ever said, and tombstones."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: The id of the system plane, which holds the vocabulary.
SYSTEM = "c64747c5-4a6a-586b-a8e8-bb678f6c857f"

GUID = sa.Text().with_variant(postgresql.UUID(), "postgresql")
JSON = sa.Text().with_variant(postgresql.JSON(), "postgresql")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _create_org()
    op.create_table(
        "atelier_row_content",
        sa.Column("org_id", GUID, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.PrimaryKeyConstraint("org_id", "content_hash", name="atelier_row_content_pkey"),
        sa.ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name="atelier_row_content_org_fkey"),
    )
    op.create_table(
        "atelier_tombstone",
        sa.Column("org_id", GUID, nullable=False),
        sa.Column("row_class", sa.Text, nullable=False),
        sa.Column("lineage_id", GUID, nullable=False),
        sa.Column("base_hash", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("org_id", "row_class", "lineage_id", name="atelier_tombstone_pkey"),
        sa.ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name="atelier_tombstone_org_fkey"),
    )
    _create_vocabulary()
    _create_applications()
    _create_flows()
    _create_actions()
    _create_notifications()


def _create_org() -> None:
    op.create_table(
        "atelier_org",
        sa.Column("id", GUID, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("forked_from", GUID),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="atelier_org_pkey"),
        sa.UniqueConstraint("key", name="atelier_org_key"),
        sa.ForeignKeyConstraint(["forked_from"], ["atelier_org.id"], name="atelier_org_forked_from_fkey"),
        sa.CheckConstraint("kind IN ('system', 'template', 'tenant')", name="atelier_org_kind_check"),
        sa.CheckConstraint(f"(kind = 'system') = (id = '{SYSTEM}')", name="atelier_org_one_system_check"),
    )
    op.create_index("atelier_org_forked_from_idx", "atelier_org", ["forked_from"])


def _create_vocabulary() -> None:
    _create(
        "atelier_role",
        _text("code"),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_action_surface",
        _text("code"),
        _text("label"),
        _text("audience"),
        _json("accepted_sources"),
        _text("presentation"),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_notification_event",
        _text("code"),
        _text("label"),
        _text("source_action", nullable=True),
        _json("payload_schema", nullable=True),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_product",
        _text("code"),
        _text("label"),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_skill",
        _text("code"),
        _json("input_schema", nullable=True),
        _json("output_schema", nullable=True),
        _json("artifact", nullable=True),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_function",
        _text("code"),
        _json("args", nullable=True),
        _text("returns"),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_step_kind",
        _text("code"),
        _text("label"),
        _json("input_schema", nullable=True),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_entity_type",
        _text("code"),
        _text("display_name"),
        _boolean("tenant_scoped"),
        _id("parent_code_id", nullable=True),
        _json("unique_constraints", nullable=True),
        _json("states", nullable=True),
        key=["code"],
        references={"parent_code_id": "atelier_entity_type"},
        is_vocabulary=True,
    )
    _create(
        "atelier_product_action",
        _text("code"),
        _json("payload_schema", nullable=True),
        _json("result_schema", nullable=True),
        _text("effect"),
        _json("artifact", nullable=True),
        parent=("product_id", "atelier_product"),
        key=["code"],
        is_vocabulary=True,
    )
    _create(
        "atelier_bus_event_type",
        _text("code"),
        _id("product_id"),
        _json("payload_schema", nullable=True),
        key=["code"],
        references={"product_id": "atelier_product"},
        is_vocabulary=True,
    )
    _create(
        "atelier_entity_field",
        _text("field_key"),
        _text("display_name"),
        _json("field_type", nullable=True),
        _boolean("required"),
        _boolean("indexed"),
        _json("default_value", nullable=True),
        _boolean("deprecated"),
        parent=("entity_type_id", "atelier_entity_type"),
        key=["field_key"],
        is_vocabulary=True,
    )
    _create(
        "atelier_entity_relationship",
        _text("rel_code"),
        _id("target_type_code_id"),
        _text("cardinality"),
        _boolean("required"),
        _text("reverse_code", nullable=True),
        parent=("entity_type_id", "atelier_entity_type"),
        key=["rel_code"],
        references={"target_type_code_id": "atelier_entity_type"},
        is_vocabulary=True,
    )


def _create_applications() -> None:
    _create(
        "atelier_application",
        _text("code"),
        _text("label"),
        _text("description"),
        _text("route_namespace"),
        _text("icon", nullable=True),
        _text("color", nullable=True),
        _integer("nav_order"),
        _boolean("is_enabled"),
        _text("vertical", nullable=True),
        _json("features", nullable=True),
        key=["code"],
    )
    _create(
        "atelier_application_entity",
        _id("entity_type_id"),
        _boolean("visible"),
        _integer("ordering", nullable=True),
        _json("role_visibility"),
        _json("presentation", nullable=True),
        parent=("application_id", "atelier_application"),
        key=["entity_type_id"],
        into_vocabulary={"entity_type_id": "atelier_entity_type"},
    )
    _create(
        "atelier_application_setting",
        _text("key"),
        _text("type"),
        _json("default_value", nullable=True),
        _json("value", nullable=True),
        parent=("application_id", "atelier_application"),
        key=["key"],
    )
    _create(
        "atelier_application_block",
        _text("block"),
        _json("body", nullable=True),
        parent=("application_id", "atelier_application"),
        key=["block"],
    )


def _create_flows() -> None:
    _create(
        "atelier_flow",
        _text("key"),
        _text("label"),
        _text("description"),
        _text("status"),
        parent=("application_id", "atelier_application"),
        key=["key"],
    )
    _create(
        "atelier_flow_versions",
        _text("digest"),
        _json("trigger", nullable=True),
        _id("event_type_id", nullable=True),
        _json("input", nullable=True),
        _json("deadline", nullable=True),
        parent=("flow_id", "atelier_flow"),
        versioned=True,
        ondelete="CASCADE",
        into_vocabulary={"event_type_id": "atelier_bus_event_type"},
    )
    _create(
        "atelier_flow_step",
        _text("key"),
        _id("kind_id"),
        _json("arguments", nullable=True),
        _text("save_as", nullable=True),
        _text("next", nullable=True),
        _json("retry", nullable=True),
        _text("on_error", nullable=True),
        _text("on_timeout", nullable=True),
        _text("on_rejected", nullable=True),
        parent=("flow_version_id", "atelier_flow_versions"),
        key=["key"],
        ondelete="CASCADE",
        into_vocabulary={"kind_id": "atelier_step_kind"},
    )


def _create_actions() -> None:
    _create(
        "atelier_action_type",
        _id("target_model_id"),
        _text("key"),
        _text("label"),
        _text("description"),
        _text("kind"),
        _text("status"),
        _json("permissions_policy", nullable=True),
        _json("presentation", nullable=True),
        _id("flow_id", nullable=True),
        _text("webhook", nullable=True),
        _json("bulk", nullable=True),
        parent=("application_id", "atelier_application"),
        key=["target_model_id", "key"],
        references={"flow_id": "atelier_flow"},
        into_vocabulary={"target_model_id": "atelier_entity_type"},
    )
    _create(
        "atelier_action_parameter",
        _text("key"),
        _text("label"),
        _text("help"),
        _text("type"),
        _id("object_type_id", nullable=True),
        _boolean("required"),
        _json("default", nullable=True),
        _json("constraints", nullable=True),
        _json("values_from", nullable=True),
        _json("visibility", nullable=True),
        _boolean("sensitive"),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
        into_vocabulary={"object_type_id": "atelier_entity_type"},
    )
    _create(
        "atelier_action_submission_criteria",
        _text("key"),
        _text("criteria_type"),
        _json("config", nullable=True),
        _text("message"),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
    )
    _create(
        "atelier_action_edit",
        _text("key"),
        _text("field"),
        _text("op"),
        _json("value", nullable=True),
        _json("function_args", nullable=True),
        _json("when", nullable=True),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
    )
    _create(
        "atelier_action_create",
        _text("key"),
        _id("entity_type_id"),
        _json("fields", nullable=True),
        _json("when", nullable=True),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
        into_vocabulary={"entity_type_id": "atelier_entity_type"},
    )
    _create(
        "atelier_action_side_effect",
        _text("key"),
        _id("event_id"),
        _text("when_parameter", nullable=True),
        _json("when_equals", nullable=True),
        _json("payload_aliases", nullable=True),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
        into_vocabulary={"event_id": "atelier_notification_event"},
    )
    _create(
        "atelier_action_placement",
        _text("key"),
        _id("surface_id"),
        _id("target_model_id", nullable=True),
        _json("target_config", nullable=True),
        _text("label", nullable=True),
        _text("status"),
        parent=("action_type_id", "atelier_action_type"),
        key=["key"],
        into_vocabulary={"surface_id": "atelier_action_surface", "target_model_id": "atelier_entity_type"},
    )
    _create(
        "atelier_apply_rule",
        _id("role_id"),
        _text("qualified_key"),
        parent=("action_type_id", "atelier_action_type"),
        key=["role_id"],
        into_vocabulary={"role_id": "atelier_role"},
    )


def _create_notifications() -> None:
    _create(
        "atelier_notification_template",
        _text("key"),
        _text("subject"),
        _text("body_text"),
        _text("body_html", nullable=True),
        _text("extends", nullable=True),
        _json("available_vars"),
        parent=("application_id", "atelier_application"),
        key=["key"],
    )
    _create(
        "atelier_notification_rule",
        _text("key"),
        _id("event_id"),
        _json("filter", nullable=True),
        _text("recipients_resolver"),
        _id("template_id"),
        _json("channels"),
        parent=("application_id", "atelier_application"),
        key=["key"],
        references={"template_id": "atelier_notification_template"},
        into_vocabulary={"event_id": "atelier_notification_event"},
    )


def _create(
    name: str,
    *columns: sa.Column[Any],
    key: list[str] | None = None,
    parent: tuple[str, str] | None = None,
    ondelete: str | None = None,
    references: dict[str, str] | None = None,
    into_vocabulary: dict[str, str] | None = None,
    versioned: bool = False,
    is_vocabulary: bool = False,
) -> None:
    """Creates a table of rows, with the envelope that all rows have, and its indexes.

    `key` names a row among its siblings. `parent`, `references` and `into_vocabulary` are foreign keys: the column, and
    the table that it points at; those into the vocabulary from another plane go through a generated column.
    """
    above = [] if parent is None else [parent[0]]
    generated = [sa.Column("system_org_id", GUID, sa.Computed(f"'{SYSTEM}'", persisted=True), nullable=False)]
    op.create_table(
        name,
        *_envelope(versioned=versioned),
        *(_id(column) for column in above),
        *columns,
        *(generated if into_vocabulary else ()),
        sa.PrimaryKeyConstraint("org_id", "id", name=f"{name}_pkey"),
        sa.UniqueConstraint(
            "org_id", *above, *(key or ["number"]), name=f"{name}_key" if key else f"{name}_number_key"
        ),
        *([sa.CheckConstraint(f"org_id = '{SYSTEM}'", name=f"{name}_system_check")] if is_vocabulary else ()),
        sa.ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name=f"{name}_org_fkey")
        if parent is None
        else _foreign_key(name, "org_id", *parent, ondelete=ondelete),
        *(_foreign_key(name, "org_id", *one) for one in (references or {}).items()),
        *(_foreign_key(name, "system_org_id", *one) for one in (into_vocabulary or {}).items()),
    )
    for column in references or {}:
        op.create_index(f"{name}_{column}_idx", name, ["org_id", column])
    for column in into_vocabulary or {}:
        op.create_index(f"{name}_{column}_idx", name, ["system_org_id", column])
    if not is_vocabulary:
        _unique_where(f"{name}_lineage_idx", name, "lineage_id", "lineage_id IS NOT NULL")
    if versioned:
        _unique_where(f"{name}_current_idx", name, above[0], "is_current")


def _envelope(*, versioned: bool) -> list[sa.Column[Any]]:
    return [
        _id("org_id"),
        _id("id"),
        _id("lineage_id", nullable=True),
        _text("base_hash", nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        *([_integer("number"), _boolean("is_current")] if versioned else ()),
        _integer("order"),
        _boolean("is_active"),
        _text("content_hash"),
        _text("source_file", nullable=True),
        _text("source_pointer", nullable=True),
        _integer("source_line", nullable=True),
        _text("owner"),
        _text("authored_by", nullable=True),
        sa.Column("updated_at", INSTANT, nullable=False),
    ]


def _foreign_key(
    table: str, org: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    deferred = {"deferrable": True, "initially": "DEFERRED"} if target == table else {}
    there = [f"{target}.org_id", f"{target}.id"]
    return sa.ForeignKeyConstraint([org, column], there, name=f"{table}_{column}_fkey", ondelete=ondelete, **deferred)


def _unique_where(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, ["org_id", column], unique=True, postgresql_where=where, sqlite_where=where)


def _id(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, GUID, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _boolean(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, JSON, nullable=nullable)
