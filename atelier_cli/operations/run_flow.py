"""Runs a flow of a tenant, as a dry run: the rows are read, nothing is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atelier_cli import names
from atelier_cli.actions.digest import Key
from atelier_cli.actions.request import Claim
from atelier_cli.clock import Clock
from atelier_cli.errors import UsageError
from atelier_cli.flows import dry_run
from atelier_cli.flows.assumptions import parse
from atelier_cli.flows.given_json import read_json
from atelier_cli.flows.report import DryRun, Finding
from atelier_cli.flows.world import Fixtures, World
from atelier_cli.ids import FixedIds
from atelier_cli.language.problems import Problem
from atelier_cli.operations import planes
from atelier_cli.operations.local_actions import previewing
from atelier_cli.operations.submit_action import Engine
from atelier_cli.operations.tenant_flows import Listed, flows_of, open_flow
from atelier_cli.rows.people import User
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be run, as it is said on the command line."""

    #: The tenant's key; None for the only one there is.
    tenant: str | None = None
    #: `KEY` or `APPLICATION/KEY`; None for the only flow there is.
    flow: str | None = None
    #: JSON, or `@FILE`; None for an example.
    input: str | None = None
    #: Each `KEY=VALUE`.
    assume: tuple[str, ...] = ()
    #: The key of whoever starts it.
    initiator: str = "you"


def list_flows(store: Store, tenant: str | None = None) -> tuple[Listed, ...]:
    """The flows of a tenant that can be run, by name. Raises `RefusedError` as `dry_run_flow` does."""
    with store.transaction() as transaction:
        return flows_of(transaction, planes.tenant(transaction.planes(), tenant))


def dry_run_flow(store: Store, fixtures: Fixtures, request: Request, clock: Clock) -> DryRun:
    """What the flow does, step by step; where the initiator is a person of the tenant, with the plans of its actions.

    Raises `RefusedError` where there is no such tenant, or none of its rows; `NoInputError` where there is no such
    flow; `UsageError` for an input or an assumption that makes no sense, and where several flows could be meant.
    """
    with store.transaction() as transaction:
        tenant = planes.tenant(transaction.planes(), request.tenant)
        opened = open_flow(transaction, tenant, request.flow)
        is_known = bool(transaction.get(tenant, User, [(request.initiator,)]))
    flow, definition = opened.row, opened.definition
    if definition is None:
        findings = tuple(map(_finding, opened.problems))
        name = "/".join(flow.address)
        return DryRun(
            flow=name, label=flow.label, version=0, tenant=tenant.key, status="not_started", findings=findings
        )
    engine = Engine(store, clock, FixedIds(), Key(b""))
    preview = previewing(engine, tenant.key, definition.application, Claim(request.initiator)) if is_known else None
    world = World(fixtures, parse(definition, request.assume, _read), preview)
    start = dry_run.Start(
        tenant=tenant.key,
        run_id=names.row_id(tenant.key, "run", flow.address),
        org_id=tenant.id,
        initiator=request.initiator,
        at=clock.now().replace(microsecond=0),
        input=_input(request.input),
    )
    return dry_run.dry_run(definition, start, world)


def _finding(problem: Problem) -> Finding:
    return Finding(".".join(map(str, problem.path)), problem.message, problem.help)


def _input(said: str | None) -> Any:
    if said is None:
        return None
    try:
        return read_json(_read(said[1:]) if said.startswith("@") else said)
    except ValueError as error:
        raise UsageError(f"the input is not JSON: {error}", "give JSON, or @FILE") from error


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} cannot be read", "check the path") from error
