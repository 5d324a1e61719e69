"""A plan as JSON: the shapes, which `atelier schema plan` describes, and how they are filled."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from atelier_cli.plan import plan as plans
from atelier_cli.rows.content import content
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.views.diagnostics_json import Count, FindingShape
from atelier_cli.views.envelope import SCHEMA_VERSION

Address = Annotated[list[str], Field(description="The row's keys, from the top of its plane down.")]


class PlaneShape(TypedDict):
    key: Annotated[str, Field(description="The plane's name.", examples=["template_municipality"])]
    kind: Literal["system", "template", "tenant"]
    forked_from: Annotated[str | None, Field(description="The template that a tenant was forked from.")]


class FieldShape(TypedDict):
    name: str
    before: Any
    after: Any


ChangeShape = TypedDict(
    "ChangeShape",
    {
        "action": Literal["add", "update", "delete"],
        "plane": Annotated[str, Field(description="The plane of the row.")],
        "class": Annotated[str, Field(description="The row's class.", examples=["action_type"])],
        "address": Address,
        "owner": Annotated[str, Field(description="The application or vocabulary whose sheet wrote the row.")],
        "id": Annotated[str, Field(description="The row's id.")],
        "source": Annotated[str | None, Field(description="The file and line that say the row.")],
        "fields": Annotated[list[FieldShape], Field(description="Of an update: what differs.")],
        "content": Annotated[dict[str, Any], Field(description="What the row says; of a deletion, what it said.")],
    },
)

OrphanShape = TypedDict("OrphanShape", {"class": str, "address": Address, "owner": str, "id": str})


class PlanSummaryShape(TypedDict):
    add: Count
    change: Count
    delete: Count
    unchanged: Count


class Plan(TypedDict):
    """What `atelier plan --format json` prints."""

    schema_version: Literal[1]
    plane: Annotated[str, Field(description="The plane that the plan is for.")]
    applied: Annotated[bool, Field(description="Whether the changes have been made.")]
    planes: Annotated[list[PlaneShape], Field(description="The planes to create.")]
    changes: Annotated[list[ChangeShape], Field(description="The changes, in the order in which they are made.")]
    orphans: Annotated[list[OrphanShape], Field(description="Rows that no sheet has any more; they are kept.")]
    findings: Annotated[list[FindingShape], Field(description="What only the database could know.")]
    summary: PlanSummaryShape


def plan_shape(plan: plans.Plan, plane: str, *, applied: bool, findings: list[FindingShape]) -> Plan:
    """A plan as JSON-like data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "plane": plane,
        "applied": applied,
        "planes": [plane_shape(one) for one in plan.planes],
        "changes": [_change(change) for change in plan.changes],
        "orphans": [_orphan(row) for row in plan.orphans],
        "findings": findings,
        "summary": {
            "add": count(plan.changes, "add"),
            "change": count(plan.changes, "update"),
            "delete": count(plan.changes, "delete"),
            "unchanged": plan.unchanged,
        },
    }


def plane_shape(plane: Plane) -> PlaneShape:
    """A plane as JSON-like data."""
    return {"key": plane.key, "kind": plane.kind, "forked_from": plane.forked_from}


def count(changes: Iterable[plans.Change], action: str) -> int:
    """How many of the changes are of that kind."""
    return sum(change.action == action for change in changes)


def _change(change: plans.Change) -> ChangeShape:
    return {
        "action": change.action,
        "plane": change.plane.key,
        "class": row_class_name(type(change.row)),
        "address": list(change.row.address),
        "owner": change.row.owner,
        "id": change.id,
        "source": source(change.row),
        "fields": [{"name": one.name, "before": one.before, "after": one.after} for one in change.fields],
        "content": content(change.row),
    }


def source(row: Row) -> str | None:
    """The file and line that say the row."""
    return None if row.source is None else f"{row.source.file}:{row.source.line}"


def _orphan(stored: StoredRow) -> OrphanShape:
    row = stored.row
    return {"class": row_class_name(type(row)), "address": list(row.address), "owner": row.owner, "id": stored.id}
