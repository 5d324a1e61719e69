"""A town with records: a vocabulary of cases, districts and people, and a tenant that has some of each."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from atelier_cli.plan.diff import diff
from atelier_cli.plan.mutation import Insert, Mutation
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.application import Application, ApplicationSetting
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.rows.plane import SYSTEM, Plane, plane
from atelier_cli.rows.record import Record
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType, Role
from atelier_cli.store.protocol import Store, Transaction
from tests.support.rows import TEMPLATE

TENANT = plane("lisbon", "tenant")
OTHER = plane("porto", "tenant")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def entity_type(code: str, parent: str | None = None, **fields: Any) -> EntityType:
    said = {"display_name": code, "tenant_scoped": True, "unique_constraints": [], "states": None, **fields}
    return EntityType(address=(code,), owner="town", code=code, parent_code=parent, **said)


def entity_field(of: str, key: str, renamed_from: str | None = None, **fields: Any) -> EntityField:
    said = {"field_type": {"type": "string"}, "required": False, "indexed": False, "default_value": None, **fields}
    former = None if renamed_from is None else (of, renamed_from)
    return EntityField(
        address=(of, key), owner="town", field_key=key, display_name=key, deprecated=False, renamed_from=former, **said
    )


def relationship(of: str, code: str, target: str, cardinality: str = "many-to-many") -> EntityRelationship:
    return EntityRelationship(
        address=(of, code),
        owner="town",
        rel_code=code,
        target_type_code=target,
        cardinality=cardinality,
        required=False,
        reverse_code=None,
    )


def vocabulary(*more: Any) -> RowSet:
    """Cases of which urgent cases are some, in districts, and the people and roles that they may have."""
    return row_set(
        (
            Role(address=("clerk",), owner="town", code="clerk"),
            entity_type("user"),
            entity_type("district"),
            entity_type("case_file"),
            entity_type("urgent_case", "case_file"),
            entity_field("case_file", "title"),
            entity_field("urgent_case", "due_on"),
            relationship("case_file", "district", "district", "many-to-one"),
            relationship("user", "districts", "district"),
            *more,
        )
    )


def open_town(store: Store, rows: RowSet | None = None) -> None:
    """Writes the vocabulary, and two tenants without records."""
    write_vocabulary(store, vocabulary() if rows is None else rows, planes=(SYSTEM, TENANT, OTHER))


def write_vocabulary(store: Store, rows: RowSet, planes: tuple[Plane, ...] = ()) -> None:
    """Imports a vocabulary as it is to be from then on."""
    with store.transaction(write=True) as transaction:
        transaction.apply(replace(plan_of_vocabulary(transaction, rows), planes=planes))


def plan_of_vocabulary(transaction: Transaction, rows: RowSet) -> Plan:
    return diff((transaction.read(SYSTEM), transaction.read(TEMPLATE)), (rows, row_set(())))


def id_of(store: Store, row_class: Any, *address: str) -> str:
    with store.transaction() as transaction:
        return transaction.read(SYSTEM).of(row_class)[address].id


def entity(store: Store, id_: str, of: str = "case_file", **fields: Any) -> Entity:
    said = {"properties": {"title": id_}, "state": None, "version": 1, "created_at": AT, "updated_at": AT, **fields}
    return Entity(id=id_, type_id=id_of(store, EntityType, of), **said)


def link(store: Store, relation: tuple[str, str], source: str, target: str, **ends: bool) -> EntityLink:
    said = {"to_one": False, "from_one": False, **ends}
    relationship_id = id_of(store, EntityRelationship, *relation)
    return EntityLink(relationship_id=relationship_id, source_id=source, target_id=target, **said)


def insert(store: Store, *records: Record, of: Plane = TENANT) -> None:
    perform(store, *(Insert(of, record) for record in records))


def perform(store: Store, *mutations: Mutation) -> None:
    with store.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=mutations))


def application(code: str) -> Application:
    return Application(
        address=(code,),
        owner=code,
        code=code,
        label=code,
        description="",
        route_namespace=code,
        icon=None,
        color=None,
        nav_order=0,
        is_enabled=True,
        vertical=None,
        features=None,
    )


def setting(of: str, key: str, value: Any, order: int = 0) -> ApplicationSetting:
    return ApplicationSetting(
        address=(of, key), owner=of, order=order, key=key, type="integer", default_value=value, value=None
    )
