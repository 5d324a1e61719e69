"""`atelier deliver`: sends the notifications that are due."""

from contextlib import closing

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations import deliver as delivery
from atelier_cli.operations.act import worker_of
from atelier_cli.operations.engine import engine_of, plane_of
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.fan_out import delivered_lines, message_text
from atelier_cli.views.report_json import delivery_shape
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier deliver", "all that is due, once"),
    ("atelier deliver --tenant lisbon --format json", "for a timer of your own"),
)


def deliver(
    context: typer.Context,
    *,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Send the notifications of a tenant that are due, those that failed before included, and end.

    Several may run at once: each message goes out under one id. What does not go out is tried again later, with
    growing pauses; what cannot be sent at all ends in 1.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout, create=False)) as store:
        plane = plane_of(store, tenant)
        ways = delivery.ways_out(
            project, plane.key, lambda message: terminal.complain(message_text(message, terminal.paint_err))
        )
        engine = engine_of(project, store, SystemClock(), TimeOrderedIds())
        done = delivery.deliver(worker_of(engine, plane), ways)
    counts = {state: done.counts[state] for state in ("sent", "pending", "dead")}
    if format is Format.JSON:
        terminal.write(envelope(tenant=plane.key, counts=counts, deliveries=[*map(delivery_shape, done.deliveries)]))
    elif done.deliveries:
        terminal.write("\n".join(delivered_lines(done.deliveries, terminal.width, terminal.paint)))
    else:
        terminal.note(f"nothing is due in {plane.key}")
    return int(bool(counts["dead"]))
