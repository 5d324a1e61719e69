"""Runs a flow of a tenant, as a dry run: the rows are read, nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atelier_cli import names
from atelier_cli.clock import Clock
from atelier_cli.errors import NoInputError, RefusedError, UsageError
from atelier_cli.flows import dry_run
from atelier_cli.flows.assumptions import parse
from atelier_cli.flows.define import define
from atelier_cli.flows.given_json import read_json
from atelier_cli.flows.report import DryRun, Finding
from atelier_cli.flows.world import Fixtures, World
from atelier_cli.language.problems import Problem
from atelier_cli.operations import planes
from atelier_cli.operations.export_plane import rows_of
from atelier_cli.rows.application import Application
from atelier_cli.rows.flow import Flow, FlowVersion
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane
from atelier_cli.rows.row_set import RowSet
from atelier_cli.store.protocol import Store

#: The states of a flow that can be run.
_RUNS = {"published", "deprecated"}


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


@dataclass(frozen=True, slots=True)
class Listed:
    """A flow that can be run."""

    application: str
    key: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.application}/{self.key}"


def list_flows(store: Store, tenant: str | None = None) -> tuple[Listed, ...]:
    """The flows of a tenant that can be run, by name. Raises `RefusedError` as `dry_run_flow` does."""
    with store.transaction() as transaction:
        stored = transaction.read(planes.tenant(transaction.planes(), tenant))
    _require_rows(stored)
    flows = _flows(rows_of(stored)).values()
    return tuple(sorted((Listed(flow.address[0], flow.key, flow.label) for flow in flows), key=lambda one: one.name))


def dry_run_flow(store: Store, fixtures: Fixtures, request: Request, clock: Clock) -> DryRun:
    """What the flow does, step by step.

    Raises `RefusedError` where there is no such tenant, or none of its rows; `NoInputError` where there is no such
    flow; `UsageError` for an input or an assumption that makes no sense, and where several flows could be meant.
    """
    with store.transaction() as transaction:
        tenant = planes.tenant(transaction.planes(), request.tenant)
        stored = transaction.read(tenant)
        vocabulary = rows_of(transaction.read(SYSTEM))
    _require_rows(stored)
    own = rows_of(stored)
    flow = _flow(own, request.flow, tenant)
    definition, problems = define(flow, own, vocabulary, _number(stored, flow))
    name = "/".join(flow.address)
    if definition is None:
        findings = tuple(map(_finding, problems))
        return DryRun(
            flow=name, label=flow.label, version=0, tenant=tenant.key, status="not_started", findings=findings
        )
    world = World(fixtures, parse(definition, request.assume, _read))
    start = dry_run.Start(
        tenant=tenant.key,
        run_id=names.row_id(tenant.key, "run", flow.address),
        org_id=tenant.id,
        initiator=request.initiator,
        at=clock.now().replace(microsecond=0),
        input=_input(request.input),
    )
    return dry_run.dry_run(definition, start, world)


def _require_rows(stored: StoredPlane) -> None:
    """A tenant never falls back to a template: without rows of its own it has nothing to run."""
    if not len(stored):
        key = stored.plane.key
        raise RefusedError(
            f"`{key}` is not provisioned: it has no rows",
            f"fork a template: `atelier fork --template TEMPLATE --tenant {key}`",
        )


def _flows(own: RowSet) -> dict[str, Flow]:
    """The flows that can be run, by `application/key`."""
    found = {}
    for row in own.of(Flow).values():
        application = own.get(Application, row.address[:1])
        enabled = isinstance(application, Application) and application.is_enabled and application.is_active
        if isinstance(row, Flow) and enabled and row.is_active and row.status in _RUNS:
            found["/".join(row.address)] = row
    return found


def _flow(own: RowSet, name: str | None, tenant: Plane) -> Flow:
    flows = _flows(own)
    if name is None:
        if len(flows) == 1:
            return next(iter(flows.values()))
        if not flows:
            raise NoInputError(f"`{tenant.key}` has no flow to run", "import a sheet with `flows`")
        raise UsageError(f"`{tenant.key}` has several flows", f"name one: {names.alternatives(flows)}")
    found = {key: flow for key, flow in flows.items() if name in {key, flow.key}}
    if len(found) > 1:
        raise UsageError(f"several flows are called `{name}`", f"name one: {names.alternatives(found)}")
    if not found:
        raise _no_flow(own, name, flows, tenant)
    return next(iter(found.values()))


def _no_flow(own: RowSet, name: str, flows: Iterable[str], tenant: Plane) -> RefusedError | NoInputError:
    """Why there is no such flow to run: it is switched off, or nobody knows it."""
    for row in own.of(Flow).values():
        if isinstance(row, Flow) and name in {row.key, "/".join(row.address)}:
            state = row.status if row.is_active and row.status not in _RUNS else "inactive"
            return RefusedError(f"the flow `{name}` is {state}: it does not run", "publish it, or run another")
    known = list(flows)
    short = [one.rpartition("/")[2] for one in known]
    close = names.suggest(name, short) or names.suggest(name, known)
    remedy = f"did you mean `{close}`?" if close else f"it has: {names.alternatives(known) or 'none'}"
    return NoInputError(f"`{tenant.key}` has no flow `{name}`", remedy)


def _number(stored: StoredPlane, flow: Flow) -> int:
    numbers = (one.number for one in stored.of(FlowVersion).values() if one.row.address[:-1] == flow.address)
    return next(numbers, None) or 1


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
