"""Ontologies from snippets of entity types, and a store of entities that is a few dicts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from atelier_cli import names
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.in_store import InStore
from atelier_cli.actions.entities.ontology import Ontology, ontology
from atelier_cli.actions.entities.surroundings import Surroundings
from atelier_cli.plan.diff import diff
from atelier_cli.plan.mutation import Delete, Insert, Mutation
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import SYSTEM, StoredRow, plane
from atelier_cli.rows.record import Key, Record, Unique, key_of
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.rows.row_set import row_set
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.support.flows import lowered, municipality

TENANT = plane("lisbon", "tenant")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def stored_rows(rows: Iterable[Row]) -> Iterator[StoredRow]:
    """The rows of the vocabulary with the ids that the store gives them."""
    for row in rows:
        yield StoredRow(names.row_id(SYSTEM.key, row_class_name(type(row)), row.address), row, content_hash(row))


def ontology_of(types: str | list[dict[str, Any]], **vocabulary: Any) -> Ontology:
    """The ontology of entity types as `entity_types` of a vocabulary writes them; YAML or plain data."""
    said = yaml.safe_load(types) if isinstance(types, str) else types
    return ontology(stored_rows(lowered({}, {"entity_types": said, **vocabulary}).vocabulary))


@cache
def municipal() -> Ontology:
    """The ontology of the municipality template."""
    return ontology(stored_rows(municipality().vocabulary))


class BrokenError(Exception):
    """A mutation that the tables of a store would refuse."""


@dataclass
class Kept:
    """Records of an organisation: a store that keeps the promises of the tables, and no others."""

    records: dict[type[Record], dict[Key, Any]] = field(default_factory=dict)
    #: How often it was asked.
    asked: int = 0

    def of(self, record_class: type[Record]) -> dict[Key, Any]:
        return self.records.setdefault(record_class, {})

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        self.asked += 1
        return {one: self.of(Entity)[one,] for one in ids if (one,) in self.of(Entity)}

    def links_from(self, relationships: Collection[str], sources: Collection[str]) -> Sequence[EntityLink]:
        self.asked += 1
        return [one for one in self._links() if one.relationship_id in relationships and one.source_id in sources]

    def links_to(self, relationships: Collection[str], targets: Collection[str]) -> Sequence[EntityLink]:
        self.asked += 1
        return [one for one in self._links() if one.relationship_id in relationships and one.target_id in targets]

    def links(self, keys: Collection[Key]) -> Mapping[Key, EntityLink]:
        self.asked += 1
        return {key: self.of(EntityLink)[key] for key in keys if key in self.of(EntityLink)}

    def uniques(self, keys: Collection[Key]) -> Mapping[Key, EntityUnique]:
        self.asked += 1
        return {key: self.of(EntityUnique)[key] for key in keys if key in self.of(EntityUnique)}

    def uniques_of(self, ids: Collection[str]) -> Sequence[EntityUnique]:
        self.asked += 1
        return [one for one in self.of(EntityUnique).values() if one.entity_id in ids]

    def users(self, keys: Collection[str]) -> Mapping[str, User]:
        self.asked += 1
        return {one: self.of(User)[one,] for one in keys if (one,) in self.of(User)}

    def apply(self, mutations: Iterable[Mutation]) -> None:
        """Performs the mutations in their order; raises `BrokenError` where a table would refuse one."""
        for one in mutations:
            match one:
                case Insert():
                    self._insert(one.record)
                case Delete():
                    if self.of(one.record_class).pop(one.key, None) is None:
                        raise BrokenError(f"{one.key} is not there")
                case _:
                    record = self.of(one.record_class).get(one.key)
                    if record is None or any(getattr(record, key) != value for key, value in one.expected.items()):
                        raise BrokenError(f"{one.key} has moved")
                    self.of(one.record_class)[one.key] = replace(record, **one.values)
        self._check_references()

    def draft(self, known: Ontology, now: datetime = NOW, **around: Any) -> Draft:
        return Draft(known, self, Surroundings(now, **around))

    def _links(self) -> list[EntityLink]:
        return list(self.of(EntityLink).values())

    def _insert(self, record: Record) -> None:
        table = self.of(type(record))
        if key_of(record) in table:
            raise BrokenError(f"{key_of(record)} is taken")
        for unique in record.UNIQUE:
            if any(_collide(unique, record, other) for other in table.values()):
                raise BrokenError(f"{unique.columns} of {key_of(record)} are taken")
        table[key_of(record)] = record
        self._check_references()

    def _check_references(self) -> None:
        there = {id_ for (id_,) in self.of(Entity)}
        ends = {end for one in self._links() for end in (one.source_id, one.target_id)}
        holders = {one.entity_id for one in self.of(EntityUnique).values()}
        people = {one.key for one in self.of(User).values()}
        if lost := (ends | holders | people) - there:
            raise BrokenError(f"{lost} are named and not there")


def _collide(unique: Unique, one: Record, other: Record) -> bool:
    counts = unique.where is None or (getattr(one, unique.where) and getattr(other, unique.where))
    return counts and all(getattr(one, column) == getattr(other, column) for column in unique.columns)


@dataclass
class InMemory:
    """The store in memory, with a vocabulary of entity types: what `Kept` promises, as the product keeps it."""

    types: list[dict[str, Any]]
    store: Store = field(default_factory=lambda: open_store("memory://", Path()))

    def __post_init__(self) -> None:
        vocabulary = lowered({}, {"entity_types": self.types}).vocabulary
        with self.store.transaction(write=True) as transaction:
            plan = diff((transaction.read(SYSTEM), transaction.read(TENANT)), (vocabulary, row_set(())))
            transaction.apply(replace(plan, planes=(SYSTEM, TENANT)))

    def of(self, record_class: type[Record]) -> dict[Key, Any]:
        with self.store.transaction() as transaction:
            return {key_of(one): one for one in transaction.find(TENANT, record_class, {})}

    def apply(self, mutations: Iterable[Mutation]) -> None:
        with self.store.transaction(write=True) as transaction:
            transaction.apply(Plan(mutations=tuple(mutations)))

    def draft(self, known: Ontology, now: datetime = NOW, **around: Any) -> Draft:
        with self.store.transaction() as transaction:
            return Draft(known, InStore(transaction, TENANT), Surroundings(now, **around))


def municipal_town(store: Store) -> Store:
    """The store with the vocabulary of the municipality, and a tenant `lisbon` that has no data."""
    with store.transaction(write=True) as transaction:
        plan = diff((transaction.read(SYSTEM), transaction.read(TENANT)), (municipality().vocabulary, row_set(())))
        transaction.apply(replace(plan, planes=(SYSTEM, TENANT)))
    return store
