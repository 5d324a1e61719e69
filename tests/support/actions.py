"""Builds definitions of actions from snippets of sheets and vocabularies, through the compiler that the product has."""

from atelier_cli.actions.define import define
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.entities.ontology import Ontology, ontology
from atelier_cli.actions.functions.registered import registered
from atelier_cli.compiler.lower import Lowered
from atelier_cli.language.scope import Signature
from atelier_cli.language.types import Type
from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.plan.settings import settings_of
from atelier_cli.rows.action import ActionType
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.row import Address, Row


def stored(row: Row) -> StoredRow:
    """The row as a store has it."""
    return StoredRow(f"{type(row).__name__} {'/'.join(row.address)}", row, content_hash(row))


def ontology_of(rows: Lowered) -> Ontology:
    return ontology([stored(row) for row in rows.vocabulary])


def functions_of(rows: Lowered) -> dict[str, Signature]:
    return registered([stored(row) for row in rows.vocabulary])


def action_rows(rows: Lowered, address: Address) -> list[StoredRow]:
    """The action at the address and every row below it, with the apply rules that are derived from them."""
    own = [row for row in rows.template if row.address[: len(address)] == address and len(row.address) >= len(address)]
    return [stored(row) for row in (*own, *apply_rules(own))]


def actions_of(rows: Lowered) -> list[Address]:
    return list(rows.template.of(ActionType))


def defined(rows: Lowered, address: Address | None = None, known: Ontology | None = None) -> ActionDefinition:
    """The definition of the action at that address, or of the only one."""
    (at,) = [address] if address is not None else actions_of(rows)
    types: dict[str, Type] = settings_of(rows.template, at[0])[1]
    return define(action_rows(rows, at), known or ontology_of(rows), types, functions_of(rows))


def problems_of(definition: ActionDefinition) -> list[str]:
    """Each problem with its path, its rule and what it says."""
    return [f"{'/'.join(map(str, one.path))} [{one.rule}] {one.message}" for one in definition.problems]
