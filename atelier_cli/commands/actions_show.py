"""`atelier actions show`: shows what an action asks, whom it lets, and what it does."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli import names
from atelier_cli.actions.request import Claim
from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import AsOption, Format, FormatOption, TenantOption, project_here
from atelier_cli.errors import NoInputError
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations.calling import claim_of
from atelier_cli.operations.engine import engine_of
from atelier_cli.operations.list_actions import list_actions
from atelier_cli.operations.show_action import show_action
from atelier_cli.operations.submit_action import Engine
from atelier_cli.store.open import open_store
from atelier_cli.views.action_list import names_of
from atelier_cli.views.action_shown import action_shape, action_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier actions show service-desk/triage --as bruno", "what it asks, and what it does"),
    ("atelier actions show service-desk/triage --as olga", "with its conditions, for who may edit it"),
)


def actions_show(
    context: typer.Context,
    *,
    action: Annotated[str, typer.Argument(help="APP/KEY, APP/MODEL:KEY, or KEY alone.", metavar="ACTION")],
    as_: AsOption = None,
    placement: Annotated[
        str | None, typer.Option(help="Where it is launched from.", metavar="[APP/]KEY", show_default=False)
    ] = None,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Show an action as its caller sees it: parameters, gates, changes, events, placements.

    Conditions, values and roles are shown to those who may edit the action.
    """
    terminal = context.ensure_object(Terminal)
    claim = claim_of(as_)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        engine = engine_of(project, store, SystemClock(), TimeOrderedIds())
        try:
            shown = show_action(engine, tenant, action, claim, placement)
        except NoInputError as error:
            raise NoInputError(error.message, _meant(engine, tenant, action, claim)) from error
    if format is Format.JSON:
        terminal.write(envelope(**action_shape(shown)))
    else:
        terminal.write(action_text(shown, terminal.width, terminal.paint))
    return 0


def _meant(engine: Engine, tenant: str | None, action: str, claim: Claim) -> str:
    if claim.user is None:
        return "say who looks: `--as USER`"
    known = tuple(names_of(list_actions(engine, tenant, claim)).values())
    close = names.suggest(action, known)
    return f"did you mean `{close}`?" if close else f"known: {names.alternatives(known) or 'none'}"
