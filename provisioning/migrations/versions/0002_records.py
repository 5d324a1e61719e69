"""The tables of records, which the running half keeps of an organisation, and two counts of changes of rows."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: The id of the system plane, which holds the vocabulary.
SYSTEM = "c64747c5-4a6a-586b-a8e8-bb678f6c857f"

GUID = sa.Text().with_variant(postgresql.UUID(), "postgresql")
JSON = sa.Text().with_variant(postgresql.JSON(), "postgresql")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
#: Text that sorts by its characters' numbers.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

FUNCTION = """\
CREATE FUNCTION atelier_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in % stays as it is', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$"""
POSTGRESQL_TRIGGER = """\
CREATE TRIGGER {0}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}
FOR EACH STATEMENT EXECUTE FUNCTION atelier_append_only()"""
SQLITE_TRIGGER = """\
CREATE TRIGGER {0}_{1} BEFORE {2} ON {0}
BEGIN SELECT RAISE(ABORT, 'what is in {0} stays as it is'); END"""


def upgrade() -> None:
    op.add_column("atelier_org", sa.Column("revision", sa.BigInteger, server_default=sa.text("0"), nullable=False))
    op.add_column(
        "atelier_action_type", sa.Column("version", sa.BigInteger, server_default=sa.text("1"), nullable=False)
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
    _create_entities()
    _create_people()
    _create_audit()
    _create_notifications()


def _create_entities() -> None:
    _create(
        "atelier_entity",
        _text("id"),
        _id("type_id"),
        _json("properties"),
        _text("state", nullable=True),
        _integer("version"),
        _instant("created_at"),
        _instant("updated_at"),
        into_vocabulary={"type_id": "atelier_entity_type"},
        indexes=[["type_id", "id"], ["type_id", "state"]],
    )
    _create(
        "atelier_entity_link",
        _id("relationship_id"),
        _text("source_id"),
        _text("target_id"),
        _boolean("to_one"),
        _boolean("from_one"),
        key=["relationship_id", "source_id", "target_id"],
        names={"source_id": "atelier_entity.id", "target_id": "atelier_entity.id"},
        into_vocabulary={"relationship_id": "atelier_entity_relationship"},
        indexes=[["target_id", "relationship_id", "source_id"], ["source_id", "relationship_id"]],
    )
    for where, end in (("to_one", "source_id"), ("from_one", "target_id")):
        op.create_index(
            f"atelier_entity_link_{where}_idx",
            "atelier_entity_link",
            ["org_id", "relationship_id", end],
            unique=True,
            postgresql_where=sa.text(where),
            sqlite_where=sa.text(where),
        )
    _create(
        "atelier_entity_unique",
        _id("type_id"),
        _text("constraint_key"),
        _text("value_hash"),
        _text("entity_id"),
        key=["type_id", "constraint_key", "value_hash"],
        names={"entity_id": "atelier_entity.id"},
        into_vocabulary={"type_id": "atelier_entity_type"},
        indexes=[["entity_id"]],
    )


def _create_people() -> None:
    _create(
        "atelier_user",
        _text("key"),
        _text("name"),
        _text("email", nullable=True),
        _json("attributes"),
        _boolean("is_active"),
        key=["key"],
        names={"key": "atelier_entity.id"},
        indexes=[["email"]],
    )
    _create(
        "atelier_user_role",
        _text("user_key"),
        _id("role_id"),
        key=["user_key", "role_id"],
        names={"user_key": "atelier_user.key"},
        into_vocabulary={"role_id": "atelier_role"},
    )
    _create("atelier_group", _text("key"), _text("label"), key=["key"])
    _create(
        "atelier_group_member",
        _text("group_key"),
        _text("user_key"),
        key=["group_key", "user_key"],
        names={"group_key": "atelier_group.key", "user_key": "atelier_user.key"},
        indexes=[["user_key"]],
    )


def _create_audit() -> None:
    _create(
        "atelier_edit_event",
        _text("id"),
        _instant("at"),
        _text("action_code"),
        _integer("action_version"),
        _text("actor_id", nullable=True),
        _text("on_behalf_of", nullable=True),
        _json("caller"),
        _json("source"),
        _text("entity_type", nullable=True),
        _text("entity_id", nullable=True),
        _text("outcome"),
        *(_json(name) for name in ("payload", "parameters", "changes", "creates", "criteria", "classification")),
        *(_json(name) for name in ("errors", "snapshot")),
        *(_text(name, nullable=True) for name in ("plan_digest", "idempotency_key", "submission_id", "parent_id")),
        _text("trace_id"),
        indexes=[["at"], ["entity_type", "entity_id", "at"], ["action_code", "at"]],
        append_only=True,
    )
    _create(
        "atelier_idempotency",
        _text("actor_id"),
        _text("action_code"),
        _text("idempotency_key"),
        _text("body_hash"),
        _json("report"),
        _instant("created_at"),
        key=["actor_id", "action_code", "idempotency_key"],
    )
    _create(
        "atelier_submission",
        _text("id"),
        _text("action_code"),
        _text("actor_id", nullable=True),
        _json("caller"),
        _json("source"),
        _text("entity_type", nullable=True),
        _text("entity_id", nullable=True),
        _json("parameters"),
        _json("input"),
        _text("state"),
        _text("carrier"),
        _text("run_id", nullable=True),
        _json("report"),
        _instant("accepted_at"),
        _instant("finished_at", nullable=True),
        _integer("version"),
        indexes=[["state", "accepted_at"]],
    )


def _create_notifications() -> None:
    _create(
        "atelier_outbox",
        _text("id"),
        _text("dedup_key"),
        _text("kind"),
        _text("type"),
        _text("application"),
        _json("payload"),
        _text("event_id", nullable=True),
        _text("state"),
        _integer("attempts"),
        _instant("due_at"),
        _instant("created_at"),
        _instant("done_at", nullable=True),
        _text("error", nullable=True),
        names={"event_id": "atelier_edit_event.id"},
        unique=["dedup_key"],
        indexes=[["state", "due_at"], ["event_id"]],
    )
    _create(
        "atelier_delivery",
        _text("id"),
        _text("outbox_id"),
        _text("rule"),
        _text("channel"),
        _text("recipient"),
        _text("subject"),
        _text("body_text"),
        _text("body_html", nullable=True),
        _text("state"),
        _integer("attempts"),
        _instant("due_at"),
        _instant("created_at"),
        _instant("sent_at", nullable=True),
        _text("error", nullable=True),
        names={"outbox_id": "atelier_outbox.id"},
        unique=["outbox_id", "rule", "channel", "recipient"],
        indexes=[["state", "due_at"]],
    )
    _create(
        "atelier_notice",
        _text("id"),
        _text("delivery_id"),
        _text("user_key"),
        _text("subject"),
        _text("body_text"),
        _instant("created_at"),
        _instant("read_at", nullable=True),
        names={"delivery_id": "atelier_delivery.id", "user_key": "atelier_user.key"},
        unique=["delivery_id"],
        indexes=[["user_key", "created_at"]],
    )


def _create(
    name: str,
    *columns: sa.Column[Any],
    key: list[str] | None = None,
    names: dict[str, str] | None = None,
    into_vocabulary: dict[str, str] | None = None,
    unique: list[str] | None = None,
    indexes: list[list[str]] | None = None,
    append_only: bool = False,
) -> None:
    """Creates a table of records with its indexes; `org_id` stands first in all its keys.

    `names` and `into_vocabulary` are foreign keys: the column, and what it points at in the same organisation, or in
    the vocabulary. Where none ties a record to its organisation, one of its own does.
    """
    nullable = {column.name for column in columns if column.nullable}
    tied = set(names or {}) - nullable
    generated = [sa.Column("system_org_id", GUID, sa.Computed(f"'{SYSTEM}'", persisted=True), nullable=False)]
    op.create_table(
        name,
        _id("org_id"),
        *columns,
        *(generated if into_vocabulary else ()),
        sa.PrimaryKeyConstraint("org_id", *(key or ["id"]), name=f"{name}_pkey"),
        *([] if tied else [sa.ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name=f"{name}_org_fkey")]),
        *(_foreign_key(name, column, *there.split(".")) for column, there in (names or {}).items()),
        *(_foreign_key(name, column, there, org="system_org_id") for column, there in (into_vocabulary or {}).items()),
        *([sa.UniqueConstraint("org_id", *unique, name=f"{name}_{'_'.join(unique)}_key")] if unique else ()),
    )
    for index in indexes or ():
        op.create_index(f"{name}_{'_'.join(index)}_idx", name, ["org_id", *index])
    for column in into_vocabulary or {}:
        op.create_index(f"{name}_{column}_idx", name, ["system_org_id", column])
    if append_only:
        _refuse_changes(name)


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_TRIGGER.format(table))
        return
    for way in ("update", "delete"):
        op.execute(SQLITE_TRIGGER.format(table, way, way.upper()))


def _foreign_key(table: str, column: str, target: str, key: str = "id", org: str = "org_id") -> sa.ForeignKeyConstraint:
    there = [f"{target}.org_id", f"{target}.{key}"]
    return sa.ForeignKeyConstraint([org, column], there, name=f"{table}_{column}_fkey")


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, GUID, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, TEXT, nullable=nullable)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _boolean(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _json(name: str) -> sa.Column[Any]:
    """Nothing stands for JSON's null."""
    return sa.Column(name, JSON, nullable=True)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, INSTANT, nullable=nullable)
