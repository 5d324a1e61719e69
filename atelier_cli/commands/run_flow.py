"""`atelier run flow`: previews a flow of a tenant, step by step."""

from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, may_ask, project_here
from atelier_cli.errors import UsageError
from atelier_cli.operations.fixtures import fixtures_of
from atelier_cli.operations.project import open_files
from atelier_cli.operations.run_flow import Request, dry_run_flow, list_flows
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from atelier_cli.views.dry_run import dry_run_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier run flow --dry-run", "the only flow of the only tenant"),
    ("atelier run flow grants/opportunity-to-proposal --tenant lisbon --dry-run", "one of several"),
    ('atelier run flow --dry-run --input \'{"title": "Benches"}\'', "with an input; @FILE reads one"),
    ("atelier run flow --dry-run --assume task.decide=rejected", "and if the director says no?"),
)


def run_flow(
    context: typer.Context,
    *,
    key: Annotated[
        str | None, typer.Argument(help="The flow: KEY or APPLICATION/KEY.", metavar="[KEY]", show_default=False)
    ] = None,
    tenant: Annotated[
        str | None, typer.Option(help="The tenant; by default the only one.", metavar="NAME", show_default=False)
    ] = None,
    input: Annotated[
        str | None, typer.Option(help="What the flow starts with.", metavar="JSON|@FILE", show_default=False)
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(help="How something goes: task.STEP=rejected, event.TYPE=@FILE.", metavar="KEY=VALUE"),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", help="Who starts it; a person sees the plans of actions.", metavar="USER", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing and ask nobody.")] = False,
    format: FormatOption = Format.TEXT,
) -> int:
    """Preview a flow: real routing, with fixtures, examples and assumptions for answers.

    It says of each step what it proves. Nothing is written, and nobody is asked.
    """
    terminal = context.ensure_object(Terminal)
    if not dry_run:
        raise UsageError("this version of Atelier previews flows, and does not run them", "add `--dry-run`")
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        if key is None and may_ask(terminal):
            key = _asked(store, tenant)
        request = Request(tenant, key, input, tuple(assume or ()), as_ or "you")
        told = dry_run_flow(store, fixtures_of(open_files(project)), request, SystemClock())
    if format is Format.JSON:
        terminal.write(envelope(**asdict(told)))
    else:
        terminal.write(dry_run_text(told, terminal.width, terminal.paint))
    return int(told.status in {"failed", "not_started"} or told.stopped is not None)


def _asked(store: Store, tenant: str | None) -> str | None:
    """The flow that the person chooses; None where there is no choice."""
    flows = list_flows(store, tenant)
    if len(flows) < 2:
        return None
    for number, flow in enumerate(flows, 1):
        typer.echo(f"{number:>3}  {flow.name}  {flow.label}", err=True)
    while True:
        chosen: int = typer.prompt("Which flow", type=int, default=1, err=True)
        if 1 <= chosen <= len(flows):
            return flows[chosen - 1].name
