"""`atelier submissions carry`: runs the flow of an accepted action, and applies the action at its end."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations.action_form import secrets_of_action
from atelier_cli.operations.answers import said_of
from atelier_cli.operations.carry_submissions import carry
from atelier_cli.operations.engine import engine_of
from atelier_cli.operations.submissions import find_submission
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.fan_out import carried_lines
from atelier_cli.views.report_json import carried_shape
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier submissions carry 9f27c04be1d3", "as far as it goes"),
    ("atelier submissions carry 9f27c04be1d3 --assume task.sign-off=approved", "somebody has signed"),
)


def submissions_carry(
    context: typer.Context,
    *,
    id: Annotated[str, typer.Argument(help="Its id, or the end of it.", metavar="ID", show_default=False)],
    assume: Annotated[
        list[str] | None,
        typer.Option(help="How something goes: task.STEP=approved, event.TYPE=@FILE.", metavar="KEY=VALUE"),
    ] = None,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Carry a submission on: its flow runs from the beginning with the answers that are given.

    At the end of the flow the action is judged again and applied, once. Where nobody answers, it goes on waiting.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout, create=False)) as store:
        plane, submission = find_submission(store, tenant, id)
        engine = engine_of(project, store, SystemClock(), TimeOrderedIds())
        secrets = secrets_of_action(engine, plane.key, submission.action_code)
        carried = carry(engine, plane, submission.id, said_of(project, tuple(assume or ())))
    if format is Format.JSON:
        terminal.write(envelope(**carried_shape(carried)))
    else:
        terminal.write("\n".join(carried_lines(carried, terminal.width, terminal.paint, secrets)))
    return int(carried.submission.state in {"rejected", "failed"})
