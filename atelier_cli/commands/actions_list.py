"""`atelier actions list`: lists what a caller may do with a target, and why not."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import AsOption, Format, FormatOption, TenantOption, project_here
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations.calling import claim_of, target_of
from atelier_cli.operations.engine import engine_of
from atelier_cli.operations.list_actions import list_actions
from atelier_cli.store.open import open_store
from atelier_cli.views.action_list import list_note, list_text, names_of
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier actions list --as ana", "what ana sees"),
    ("atelier actions list --as carla --target pothole_report/pothole-3", "what carla may do with it, and why not"),
)


def actions_list(
    context: typer.Context,
    *,
    as_: AsOption = None,
    target: Annotated[
        str | None,
        typer.Option("--target", "-t", help="What it is to be done to.", metavar="TYPE/ID", show_default=False),
    ] = None,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """List the actions that a caller sees, and whether they may be done now: by the gates of a submission.

    Gates that read parameters are judged later, when those are given.
    """
    terminal = context.ensure_object(Terminal)
    claim = claim_of(as_)
    called = None if target is None else target_of(target)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        engine = engine_of(project, store, SystemClock(), TimeOrderedIds())
        found = list_actions(engine, tenant, claim, called)
    if format is Format.JSON:
        names = names_of(found)
        actions = [{"name": names[one.code], **one.to_json()} for one in found]
        terminal.write(envelope(caller=claim.user, target=called, actions=actions))
        return 0
    if found:
        terminal.write(list_text(found, terminal.width, terminal.paint))
    terminal.note(list_note(found, claim.user or "nobody in particular", called))
    if claim.user is None:
        terminal.note("`--as USER` names a caller")
    return 0
