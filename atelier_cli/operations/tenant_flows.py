"""The flows of a tenant: which can be run, and what they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier_cli import names
from atelier_cli.errors import NoInputError, RefusedError, UsageError
from atelier_cli.flows.define import define
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.language.problems import Problems
from atelier_cli.operations.export_plane import rows_of
from atelier_cli.rows.application import Application
from atelier_cli.rows.flow import Flow, FlowVersion
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane
from atelier_cli.rows.row_set import RowSet
from atelier_cli.store.protocol import Transaction

#: The states of a flow that can be run.
_RUNS = {"published", "deprecated"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A flow that can be run."""

    application: str
    key: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.application}/{self.key}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A flow of a tenant, ready to be run, or the reasons why it cannot."""

    row: Flow
    definition: FlowDefinition | None
    problems: Problems


def flows_of(transaction: Transaction, tenant: Plane) -> tuple[Listed, ...]:
    """The flows of a tenant that can be run, by name; raises `RefusedError` where it has no rows."""
    stored = transaction.read(tenant)
    _require_rows(stored)
    flows = _flows(rows_of(stored)).values()
    return tuple(sorted((Listed(flow.address[0], flow.key, flow.label) for flow in flows), key=lambda one: one.name))


def open_flow(transaction: Transaction, tenant: Plane, name: str | None) -> Opened:
    """The flow of that name, or the only one there is.

    Raises `RefusedError` where the tenant has no rows or the flow is switched off, `NoInputError` where there is no
    such flow, and `UsageError` where several could be meant.
    """
    stored = transaction.read(tenant)
    _require_rows(stored)
    own = rows_of(stored)
    flow = _flow(own, name, tenant)
    definition, problems = define(flow, own, rows_of(transaction.read(SYSTEM)), _number(stored, flow))
    return Opened(flow, definition, problems)


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
